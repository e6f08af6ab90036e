import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { laneName, placeOfLiving } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { HandoverAnswer } from './HandoverAnswer.tsx'
import { handoverWords } from './handover-words.ts'
import { mayAnswer, waitingIn } from './handovers.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'

/** Every hand-over of a lane that waits for an answer, with the answer beside it. [P3] */
export function HandoverDialog(props: { readonly lane: LaneId; readonly onClose: () => void }) {
  const screen = useScreen()
  const counts = () => [
    screen.store.count(`handed-to/${props.lane}`),
    screen.store.count(`handed-from/${props.lane}`),
    screen.store.changes(),
  ]
  const waiting = createMemo(() => {
    counts()
    const { incoming, outgoing } = waitingIn(props.lane, screen.store.index.views())
    return { incoming: incoming.map((view) => view.id), outgoing: outgoing.map((view) => view.id) }
  })
  const answerable = () =>
    waiting().incoming.filter((id) => {
      const view = screen.store.view(id)
      return view !== undefined && mayAnswer(screen.actor(), view)
    })
  const [list, setList] = createSignal<HTMLDivElement>()
  // What was answered is gone from the list, and the button that was pressed with it.
  createEffect(
    on(
      waiting,
      () => {
        if (document.activeElement === document.body) list()?.focus()
      },
      { defer: true },
    ),
  )
  const acceptAll = () => {
    const cards = answerable()
    screen.acts.accept(cards)
    announce(t().handing.accepted(cards.length))
  }
  const group = (title: string, ids: () => readonly CardId[]) => (
    <Show when={ids().length > 0}>
      <section class="handover-group">
        <h3>{title}</h3>
        <ul>
          <For each={ids()}>{(id) => <Line card={id} />}</For>
        </ul>
      </section>
    </Show>
  )
  return (
    <Dialog
      open
      wide
      onClose={() => props.onClose()}
      title={t().handing.title(laneName(screen.store.frame(), props.lane))}
      closeLabel={t().common.close}
      foot={
        <>
          <Show when={answerable().length > 1}>
            <Button look="primary" icon="check" onClick={acceptAll}>
              {t().handing.acceptAll(answerable().length)}
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>{t().common.close}</Button>
        </>
      }
    >
      <div class="handover-list scroll" ref={setList} tabindex="-1">
        {group(t().handing.incoming, () => waiting().incoming)}
        {group(t().handing.outgoing, () => waiting().outgoing)}
        <Show when={waiting().incoming.length + waiting().outgoing.length === 0}>
          <p class="muted">{t().handing.none}</p>
        </Show>
      </div>
    </Dialog>
  )
}

function Line(props: { readonly card: CardId }) {
  const screen = useScreen()
  return (
    <Show when={screen.store.view(props.card)}>
      {(view) => (
        <li class="handover-line">
          <div class="handover-who">
            <b>{view().name}</b>
            <span class="muted">
              {[
                view().card.who.age === null ? '' : t().board.card.age(view().card.who.age ?? 0),
                placeOfLiving(view().card.who),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span class="soft">{handoverWords(screen, view())}</span>
          </div>
          <HandoverAnswer view={view()} />
        </li>
      )}
    </Show>
  )
}
