// The cards of one notice, for a board that is asked to show exactly those.
import { createEffect, createMemo, createResource, on, type Accessor } from 'solid-js'
import { ApiProblem, ask } from '#client/api.ts'
import { t } from '#client/i18n/i18n.ts'
import { showToast } from '#client/ui/toast.ts'
import { noticeAnswer } from '#shared/contracts/notices.ts'
import type { CardId } from '#shared/domain/ids.ts'

/**
 * null: no notice is asked for, or its cards are on their way. One that is gone or could not be read is said, and `forget`
 * takes it out: the whole board must not be taken for what a notice speaks of.
 */
export function createNoticeCards(
  notice: Accessor<number | null>,
  forget: () => void,
): Accessor<ReadonlySet<CardId> | null> {
  const [read] = createResource(notice, readCards)
  const found = createMemo(() => {
    const known = read.state === 'ready' ? read() : undefined
    return known && known.id === notice() ? known : undefined
  })
  createEffect(
    on(found, (known) => {
      if (!known || known.cards) return
      const text = known.gone ? t().telling.missing : t().telling.unread
      showToast({ text, icon: known.gone ? 'info' : 'cloud-off' })
      forget()
    }),
  )
  const cards = createMemo(() => found()?.cards ?? null)
  return cards
}

async function readCards(id: number) {
  try {
    const { cards } = await ask(`/api/notices/${id}`, noticeAnswer)
    return { id, cards: new Set(cards), gone: false }
  } catch (error) {
    return { id, cards: null, gone: error instanceof ApiProblem && error.status === 404 }
  }
}
