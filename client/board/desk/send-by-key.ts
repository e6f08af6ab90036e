// One key sends what waits in "À répartir" to the proposed sector, each card to its own, as one act. [3]
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { showToast } from '#client/ui/toast.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { laneName } from '../place-words.ts'
import type { Screen } from '../screen.ts'
import { planFor, staffIn } from './dispatch-plan.ts'
import { mayDispatch } from './may-share.ts'

/** False when the key means nothing here: the card, or none of the chosen ones, waits to be dispatched. */
export function sendToProposed(card: CardId, screen: Screen): boolean {
  const { index } = screen.store
  const frame = index.frame()
  const group = screen.selection.groupOf(card)
  const views = group.flatMap((id) => index.view(id) ?? [])
  const waiting = views.filter((view) => view.card.at.lane === null)
  const [first] = waiting
  if (!first || !mayDispatch(screen.actor(), frame)) return false
  const words = t().dispatching
  const staff = staffIn(frame)
  const plans = waiting.map((view) => planFor(view, staff, new Map()))
  const sent = plans.flatMap(({ card: id, at }) => (at ? [{ card: id, at }] : []))
  const [plan] = plans
  if (sent.length === 0 && plan) {
    const text = words.cannot(first.name, words.why[plan.why])
    if (waiting.length === 1) {
      // A person says where: the same question as `M` asks.
      announce(text)
      screen.askMove(card)
    } else showToast({ text, icon: 'circle-question-mark' })
    return true
  }
  const [only] = sent
  screen.acts.sendAll(sent, 'dispatch', (done) =>
    done === 1 && only && waiting.length === 1
      ? words.sentTo(first.name, laneName(frame, only.at.lane))
      : words.done(done),
  )
  if (group.length > 1) screen.selection.clear()
  return true
}
