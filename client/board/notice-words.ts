// Notices about one's own work, in words and with a way on. [W2, P8]
import { batch } from 'solid-js'
import { showToast, withdrawToast } from '#client/ui/toast.ts'
import { announce } from '#client/ui/announce.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Notice } from '#client/sync/notices.ts'
import type { JudgedChange } from '#shared/contracts/sync.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import type { Acts } from './acts.ts'
import type { BoardIndex } from './board-index.ts'
import { lossesIn, type Losses } from './losses.ts'
import { refusalText } from './place-words.ts'
import type { Remote } from './remote.ts'

export function tellNotices(
  notice: Notice,
  board: {
    index: BoardIndex
    acts: Acts
    losses: Losses
    open: (card: CardId) => void
    /** Marks a card until it is looked at. */
    conflict: Remote['conflict']
    /** It stands in the list of what became of the work done offline: nothing is shown beside. */
    quiet: boolean
  },
): void {
  const words = t().board.notices
  const nameOf = (card: CardId | null) => (card && board.index.view(card)?.name) ?? '?'
  const forget = ({ changes }: { changes: readonly JudgedChange[] }) => {
    for (const { card } of changes) if (card) board.acts.own.forget(card)
  }
  switch (notice.type) {
    case 'rejected': {
      forget(notice)
      // Before its own words, so that they are not taken for untrue as well.
      withdrawToast('move')
      const lost = lossesIn(notice, board.quiet)
      board.losses.add(lost)
      const [change] = notice.changes
      if (!change || lost.length > 0 || board.quiet) return
      const text = words.rejectedEdit(nameOf(change.card), refusalText(change.code))
      announce(text, 'assertive')
      showToast({ text, icon: 'ban', matters: true })
      return
    }
    case 'superseded': {
      forget(notice)
      withdrawToast('move')
      const lost = lossesIn(notice, board.quiet)
      board.losses.add(lost)
      const moved = new Set(lost.map((one) => one.card))
      batch(() => {
        for (const one of notice.changes) {
          if (one.card !== null && moved.has(one.card)) board.conflict(one.card, one.by)
        }
      })
      const edited = new Map(
        notice.changes.flatMap((one) =>
          one.card !== null && !moved.has(one.card) ? [[one.card, one]] : [],
        ),
      )
      for (const [card, change] of edited) {
        board.conflict(card)
        if (board.quiet) continue
        const who = change.by?.name ?? t().board.move.colleague
        showToast({
          text: words.supersededEdit(who, nameOf(card)),
          icon: 'git-compare',
          matters: true,
          action: { label: words.view, run: () => board.open(card) },
        })
      }
      return
    }
    case 'unsent': {
      if (board.quiet) return
      const first = cardId.safeParse(notice.acts[0]?.cards[0])
      showToast({
        text: words.unsent(notice.acts.length),
        icon: 'triangle-alert',
        matters: true,
        stays: true,
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
