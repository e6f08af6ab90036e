// Notices about one's own work, in words and with a way on. [W2, P8]
import { showToast } from '#client/ui/toast.ts'
import { announce } from '#client/ui/announce.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Notice } from '#client/sync/notices.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import { place } from '#shared/domain/place.ts'
import type { Acts } from './acts.ts'
import type { BoardIndex } from './board-index.ts'
import { placeName, refusalText } from './place-words.ts'

export function tellNotices(
  notice: Notice,
  board: {
    index: BoardIndex
    acts: Acts
    open: (card: CardId) => void
    /** Marks a card until it is looked at. */
    conflict: (card: CardId) => void
    /** It stands in the list of what became of the work done offline: nothing is shown beside. */
    quiet: boolean
  },
): void {
  const { index, acts } = board
  const words = t().board.notices
  const nameOf = (card: CardId | null) => (card && index.view(card)?.name) ?? '?'
  switch (notice.type) {
    case 'rejected': {
      for (const change of notice.changes) if (change.card) acts.own.forget(change.card)
      const change = notice.changes[0]
      if (!change || board.quiet) return
      const why = refusalText(change.code)
      const name = nameOf(change.card)
      const cards = new Set(
        notice.changes.flatMap((one) => (one.field === 'at' && one.card ? [one.card] : [])),
      )
      const single =
        change.field === 'at' ? words.rejected(name, why) : words.rejectedEdit(name, why)
      const text = cards.size > 1 ? words.rejectedMany(cards.size, why) : single
      announce(text, 'assertive')
      showToast({ text, icon: 'ban', replaces: 'move', matters: true })
      return
    }
    case 'superseded': {
      for (const change of notice.changes) {
        if (change.card) {
          acts.own.forget(change.card)
          board.conflict(change.card)
        }
        if (board.quiet) continue
        const who = change.by?.name ?? t().board.move.colleague
        const card = change.card
        const kept = place.safeParse(change.kept)
        const wanted = place.safeParse(change.attempted)
        if (change.field === 'at' && card && kept.success && wanted.success) {
          showToast({
            text: words.superseded(who, nameOf(card), placeName(index.frame(), kept.data)),
            icon: 'git-compare',
            replaces: 'move',
            matters: true,
            action: { label: words.takeBack, run: () => acts.put(card, wanted.data) },
          })
        } else {
          showToast({
            text: words.supersededEdit(who, nameOf(card)),
            icon: 'git-compare',
            ...(card ? { action: { label: words.view, run: () => board.open(card) } } : {}),
          })
        }
      }
      return
    }
    case 'unsent': {
      if (board.quiet) return
      const first = cardId.safeParse(notice.acts[0]?.cards[0])
      showToast({
        text: words.unsent(notice.acts.length),
        icon: 'triangle-alert',
        ...(first.success
          ? { action: { label: words.view, run: () => board.open(first.data) } }
          : {}),
      })
      return
    }
    case 'recovered':
      if (board.quiet) return
      showToast({ text: words.recovered(notice.count), icon: 'cloud-check' })
  }
}
