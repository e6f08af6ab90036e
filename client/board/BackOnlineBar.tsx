import { createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { cardId } from '#shared/domain/ids.ts'
import { place } from '#shared/domain/place.ts'
import { actSentence } from './act-words.ts'
import { placeName, refusalText } from './place-words.ts'
import { useScreen } from './screen.ts'
import type { BackOnline } from './back-online.ts'
import type { Lost, Report } from './owed.ts'

/** [W2] [W3] What became of the work done without the network; it stays until it is closed. */
export function BackOnlineBar(props: { readonly back: BackOnline }) {
  return (
    <Show when={props.back.report()} keyed>
      {(report) => <Bar report={report} onClose={() => props.back.close()} />}
    </Show>
  )
}

function Bar(props: { readonly report: Report; readonly onClose: () => void }) {
  const [open, setOpen] = createSignal(false)
  const [taken, setTaken] = createSignal<ReadonlySet<Lost>>(new Set())
  const lost = () => props.report.lost.length
  return (
    <div class="offline-bar back-bar">
      <Note
        look={lost() > 0 ? 'soon' : 'accent'}
        icon={lost() > 0 ? 'git-compare' : 'cloud-check'}
        action={
          <>
            <button type="button" class="button button-small" onClick={() => setOpen(true)}>
              {t().together.back.see}
            </button>
            <button
              type="button"
              class="button button-quiet button-icon button-small"
              aria-label={t().common.close}
              onClick={() => props.onClose()}
            >
              <Icon name="x" size={14} />
            </button>
          </>
        }
      >
        {t().together.back.summary(props.report.kept.length, lost())}
      </Note>
      <Dialog
        open={open()}
        onClose={() => setOpen(false)}
        title={t().together.back.title}
        closeLabel={t().common.close}
      >
        <Lines
          report={props.report}
          taken={taken()}
          onTake={(one) => {
            setTaken((before) => new Set([...before, one]))
            setOpen(false)
          }}
        />
      </Dialog>
    </div>
  )
}

function Lines(props: {
  readonly report: Report
  /** What was taken again from this list. */
  readonly taken: ReadonlySet<Lost>
  readonly onTake: (lost: Lost) => void
}) {
  const screen = useScreen()
  const words = () => t().together.back
  return (
    <div class="back-lists scroll">
      <Show when={props.report.lost.length > 0}>
        <h3 class="move-heading">{words().not(props.report.lost.length)}</h3>
        <ul class="waiting">
          <For each={props.report.lost}>
            {(one) => (
              <LostLine lost={one} taken={props.taken.has(one)} onTake={() => props.onTake(one)} />
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.report.kept.length > 0}>
        <h3 class="move-heading">{words().kept(props.report.kept.length)}</h3>
        <ul class="waiting">
          <For each={props.report.kept}>
            {(act) => (
              <li>
                <Icon name="check" size={14} />
                <span>{actSentence(act, screen.store.index)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}

function LostLine(props: {
  readonly lost: Lost
  readonly taken: boolean
  readonly onTake: () => void
}) {
  const screen = useScreen()
  const words = () => t().together.back
  const why = () => {
    const { why: one } = props.lost
    if (one.kind === 'unsent') return words().unsent
    if (one.kind === 'refused') return words().refused(refusalText(one.change.code))
    const who = one.by ?? t().board.move.colleague
    const kept = place.safeParse(one.change.kept)
    return one.change.field === 'at' && kept.success
      ? words().overtaken(who, placeName(screen.store.frame(), kept.data))
      : words().overtakenEdit(who)
  }
  /** A move that lost to a colleague's can be made again, over theirs, knowing it. */
  const again = () => {
    const { why: one, act } = props.lost
    if (one.kind === 'refused' || props.taken) return null
    const card = cardId.safeParse(one.kind === 'overtaken' ? one.change.card : act.cards[0])
    const wanted = act.writes.find(
      (write) => write.key === 'at' && card.success && write.path.includes(card.data),
    )
    const to = place.safeParse(one.kind === 'overtaken' ? one.change.attempted : wanted?.value)
    if (!card.success || !to.success || (one.kind === 'unsent' && !wanted)) return null
    return { card: card.data, to: to.data }
  }
  return (
    <li>
      <Icon name="git-compare" size={14} />
      <span>
        {actSentence(props.lost.act, screen.store.index)}
        <span class="back-why">{why()}</span>
      </span>
      <Show when={again()}>
        {(move) => (
          <button
            type="button"
            class="button button-small"
            aria-label={words().takeBack(screen.store.index.view(move().card)?.name ?? '?')}
            onClick={() => {
              screen.acts.put(move().card, move().to)
              props.onTake()
            }}
          >
            {t().board.notices.takeBack}
          </button>
        )}
      </Show>
    </li>
  )
}
