import { createResource, createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { dayNear, dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { ApiProblem, ask } from '#client/api.ts'
import { Note } from '#client/ui/Note.tsx'
import { cardAnswer } from '#shared/contracts/cards.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { fullName } from '#shared/domain/names.ts'
import type { z } from 'zod'
import { AttemptList, CardHistory, Fact } from './CardLines.tsx'
import { Drawer } from './Drawer.tsx'
import { focusCard } from './focus-card.ts'
import { useScreen } from './screen.ts'
import type { JSX } from 'solid-js'

type Detail = z.infer<typeof cardAnswer>['card']

/** A card that a link or a search leads to and the board does not hold: closed, or gone. What is left of it, in words. */
export function OffBoardDrawer(props: {
  readonly card: CardId
  /** It was asked for, and takes the focus. */
  readonly asked: boolean
}) {
  const screen = useScreen()
  const [read] = createResource(
    () => ({ card: props.card, online: screen.online() }),
    ({ card }) => readCard(`/api/campaigns/${screen.campaign}/cards/${card}`),
  )
  // One that the server still counts as open is on its way to this board.
  const answer = () =>
    read.state === 'unresolved' || read.state === 'pending' ? null : read.latest
  const closed = () => {
    const known = answer()
    return known?.kind === 'card' && known.card.closed ? known.card : undefined
  }
  const missing = () => {
    const known = answer()
    return known?.kind === 'gone' || known?.kind === 'failed' ? known.kind : undefined
  }
  return (
    <Switch>
      <Match when={closed()}>{(card) => <Closed card={card()} asked={props.asked} />}</Match>
      <Match when={missing()}>
        {(why) => (
          <Aside title={t().drawer.offBoard} asked={props.asked}>
            <p>{t().drawer[why()]}</p>
          </Aside>
        )}
      </Match>
    </Switch>
  )
}

function Closed(props: { readonly card: Detail; readonly asked: boolean }) {
  const facts = () => props.card.facts
  const words = () => t().drawer
  return (
    <Aside title={fullName(props.card)} under={words().offBoard} asked={props.asked}>
      <Show when={facts().closed}>
        {(closed) => (
          <Note icon="info">
            {words().closed(words().situations[closed().situation], dayNear(closed().on))}
          </Note>
        )}
      </Show>
      <section>
        <h3>{words().clocks}</h3>
        <dl class="drawer-facts">
          <Show when={facts().received}>
            {(received) => <Fact term={words().received} value={dayNear(received().on)} />}
          </Show>
          <Show when={facts().registration}>
            {(one) => <Fact term={words().registeredOn} value={dayShort(one().on)} />}
          </Show>
        </dl>
      </section>
      <AttemptList
        attempts={props.card.attemptLines
          .filter((line) => line.voided === null)
          .map(({ outcome, at, by }) => ({ outcome, at, by: by.name }))}
      />
      <CardHistory card={props.card.id} />
    </Aside>
  )
}

function Aside(props: {
  readonly title: string
  readonly under?: string
  readonly asked: boolean
  readonly children: JSX.Element
}) {
  const screen = useScreen()
  const [heading, setHeading] = createSignal<HTMLHeadingElement>()
  const close = () => {
    screen.open(null)
    queueMicrotask(() => focusCard(screen.focused(), { index: screen.store.index }))
  }
  onMount(() => {
    // Whoever was reading it has lost the place they were at.
    if (props.asked || document.activeElement === document.body) heading()?.focus()
  })
  return (
    <Drawer
      headingId="drawer-name"
      title={props.title}
      under={props.under}
      onHeading={setHeading}
      onClose={close}
    >
      <div class="drawer-body scroll">{props.children}</div>
    </Drawer>
  )
}

async function readCard(path: string) {
  try {
    const { card } = await ask(path, cardAnswer)
    return { kind: 'card', card } as const
  } catch (error) {
    // Erased, never there, or of another campaign: one answer, as nobody is told which.
    const gone = error instanceof ApiProblem && error.status === 404
    return { kind: gone ? 'gone' : 'failed' } as const
  }
}
