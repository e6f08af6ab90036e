import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { addDays, day, type Day } from '#shared/domain/day.ts'
import { AgreementNote } from './AgreementNote.tsx'
import { AttemptList, CardHistory, Fact } from './CardLines.tsx'
import { HandoverNote } from './desk/HandoverNote.tsx'
import { Drawer } from './Drawer.tsx'
import { demandOf, mayTell } from './facts.ts'
import { focusCard } from './focus-card.ts'
import { officerName } from './frame.ts'
import { LossNote } from './LossNote.tsx'
import { isInView } from './next-focus.ts'
import { OffBoardDrawer } from './OffBoardDrawer.tsx'
import { placeName } from './place-words.ts'
import { restWord } from './rest-word.ts'
import { useScreen } from './screen.ts'
import { stageIcons } from './stage-look.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { CardView } from './card-view.ts'

/** A card beside the board: where it stands, what is due, what was tried, who did what; off the board, what is left of it. */
export function CardDrawer() {
  const screen = useScreen()
  createEffect(() => {
    const card = screen.opened()
    if (card !== null) screen.remote.looked(card)
  })
  const view = () => {
    const card = screen.opened()
    return card === null ? undefined : screen.store.view(card)
  }
  // One that a colleague closes under my eyes was not asked for: it takes the focus from nobody. [W5]
  let seen: CardId | null = null
  createEffect(() => {
    seen = view()?.id ?? (screen.opened() === seen ? seen : null)
  })
  return (
    <Show
      when={view()}
      fallback={
        <Show when={screen.opened()} keyed>
          {(card) => <OffBoardDrawer card={card} asked={card !== seen} />}
        </Show>
      }
    >
      {(shown) => <OnBoard view={shown()} />}
    </Show>
  )
}

function OnBoard(props: { readonly view: CardView }) {
  const screen = useScreen()
  const [heading, setHeading] = createSignal<HTMLHeadingElement>()
  const close = () => {
    const card = props.view.id
    // One that has left the view has handed on to the next of its list.
    if (isInView(card, screen)) screen.setFocused(card)
    screen.open(null)
    // The card is found by its id: it may have moved to another list meanwhile.
    queueMicrotask(() => focusCard(screen.focused(), { index: screen.store.index }))
  }
  // For each card that is opened, the first and the next ones; a change of the card itself takes the focus from nobody.
  const opened = createMemo(() => props.view.id)
  createEffect(on(opened, () => heading()?.focus()))
  const mayComplete = () => {
    const actor = screen.actor()
    const demand = demandOf(props.view)
    return actor !== null && demand !== null && mayTell(actor, demand, props.view).allowed
  }
  const missing = () => props.view.missing.map((fact) => t().board.missing[fact]).join(', ')
  return (
    <Drawer
      headingId="drawer-name"
      title={props.view.name}
      under={placeName(screen.store.frame(), props.view.card.at)}
      sign={
        <span class="stage-icon">
          <Icon name={stageIcons[props.view.card.at.stage]} />
        </span>
      }
      headClass={`stage-${props.view.card.at.stage}`}
      onHeading={setHeading}
      onClose={close}
    >
      <div class="drawer-body scroll">
        <div class="drawer-acts">
          <Button
            look="primary"
            icon="arrow-right-left"
            onClick={() => screen.askMove(props.view.id)}
          >
            {t().board.move.action}
          </Button>
        </div>
        <LossNote card={props.view.id} />
        <AgreementNote view={props.view} />
        <HandoverNote view={props.view} />
        <Show when={props.view.missing.length > 0}>
          <p class="drawer-missing">
            <Icon name="circle-dashed" size={14} />
            {t().board.card.incomplete(missing())}
            <Show when={mayComplete()}>
              <Button size="small" onClick={() => screen.complete(props.view.id)}>
                {t().acting.facts.complete}
              </Button>
            </Show>
          </p>
        </Show>
        <Clocks view={props.view} />
        <AttemptList
          attempts={props.view.attempts.map(({ outcome, at, by }) => ({
            outcome,
            at,
            by: officerName(screen.store.frame(), by),
          }))}
        />
        <CardHistory
          card={props.view.id}
          version={props.view}
          kept={!screen.isPending(props.view.id)}
        />
      </div>
    </Drawer>
  )
}

function Clocks(props: { readonly view: CardView }) {
  const screen = useScreen()
  const card = () => props.view.card
  const contactBefore = () =>
    addDays(card().received.on, screen.store.frame().settings.firstContactDays)
  // [C4]
  const dueDay = (due: Day) => [dayShort(due), restWord(due)].filter(Boolean).join(', ')
  const dayOf = (minute: string) => {
    const due = day.parse(minute.slice(0, 10))
    return [`${dayShort(due)} ${minute.slice(11)}`, restWord(due)].filter(Boolean).join(', ')
  }
  return (
    <section>
      <h3>{t().drawer.clocks}</h3>
      <dl class="drawer-facts">
        <Fact term={t().drawer.received} value={dayShort(card().received.on)} />
        <Fact term={t().drawer.contactBefore} value={dueDay(contactBefore())} />
        <Show when={card().callback}>
          {(callback) => <Fact term={t().drawer.callbackAt} value={dayOf(callback().at)} />}
        </Show>
        <Show when={card().registration}>
          {(one) => <Fact term={t().drawer.registeredOn} value={dayShort(one().on)} />}
        </Show>
        <Show when={card().appointment}>
          {(one) => <Fact term={t().drawer.appointmentAt} value={dayOf(one().at)} />}
        </Show>
      </dl>
    </section>
  )
}
