import { createMemo, createSignal, For, Show } from 'solid-js'
import { findNamed } from '#client/board/find.ts'
import { placeName, placeOfLiving } from '#client/board/place-words.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { TextField } from '#client/ui/Field.tsx'
import { fullName } from '#shared/domain/names.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { DuplicateCard } from '#shared/contracts/triage.ts'
import type { QueueRow } from './queue.ts'
import { reasonSentences } from './reasons.ts'
import { useTriage } from './state.ts'
import { dateText } from './words.ts'

/** Which card is this youth's other one: those that look alike first, any other by name. */
export function DuplicateDialog() {
  const triage = useTriage()
  const row = () => (triage.dialog() === 'duplicate' ? triage.row() : null)
  return (
    <Dialog
      open={row() !== null}
      onClose={() => triage.ask(null)}
      title={t().triage.duplicate.title(row()?.name ?? '')}
      closeLabel={t().common.close}
    >
      <Show when={row()}>{(one) => <Chooser row={one()} />}</Show>
    </Dialog>
  )
}

function Chooser(props: { readonly row: QueueRow }) {
  const triage = useTriage()
  const words = () => t().triage.duplicate
  const [text, setText] = createSignal('')
  const near = createMemo((): readonly DuplicateCard[] => {
    const state = triage.youths.state(props.row.card)
    return state.kind === 'read' ? state.youth.duplicates : []
  })
  const found = createMemo(() =>
    findNamed(triage.store.index.views(), text(), 6).filter((view) => view.id !== props.row.card),
  )
  const choose = (card: CardId) => {
    triage.ask(null)
    triage.acts.duplicate(card)
  }
  return (
    <>
      <p class="muted">{words().text}</p>
      <Show when={near().length > 0}>
        <section>
          <h3 class="triage-dialog-title">{words().near}</h3>
          <ul class="triage-choices">
            <For each={near()}>
              {(one) => (
                <li class="triage-near">
                  <Candidate
                    name={fullName(one.person)}
                    detail={[
                      one.person.birthDate ? dateText(one.person.birthDate) : '',
                      one.closed ? words().closed : placeOf(one.card),
                    ]}
                    why={reasonSentences(one).join(' ')}
                    onChoose={() => choose(one.card)}
                  />
                  <Button
                    look="quiet"
                    size="small"
                    icon="equal-not"
                    aria-label={words().notSameOf(fullName(one.person))}
                    onClick={() =>
                      void triage.acts.refuse({
                        card: props.row.card,
                        other: { card: one.card },
                        refused: true,
                      })
                    }
                  >
                    {words().notSame}
                  </Button>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <TextField
        label={words().search}
        data-opens-here
        value={text()}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Show when={text().trim() !== ''}>
        <ul class="triage-choices">
          <For each={found()} fallback={<li class="muted">{words().none}</li>}>
            {(view) => (
              <li>
                <Candidate
                  name={view.name}
                  detail={[
                    view.card.who.age === null ? '' : t().triage.queue.age(view.card.who.age),
                    placeOfLiving(view.card.who),
                    placeOf(view.id),
                  ]}
                  why=""
                  onChoose={() => choose(view.id)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  )

  function placeOf(card: CardId): string {
    const at = triage.card(card)?.at
    return at ? placeName(triage.store.frame(), at) : ''
  }
}

function Candidate(props: {
  readonly name: string
  readonly detail: readonly string[]
  readonly why: string
  readonly onChoose: () => void
}) {
  return (
    <button type="button" class="triage-choice" data-opens-here onClick={() => props.onChoose()}>
      <span class="sr">{t().triage.duplicate.choose}</span>
      <b>{props.name}</b>
      <small>{props.detail.filter(Boolean).join(', ')}</small>
      <Show when={props.why}>
        <small>{props.why}</small>
      </Show>
    </button>
  )
}
