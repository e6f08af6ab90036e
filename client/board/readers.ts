// Who else looks at a card, card by card: a colleague who goes from one to another concerns two cards, not the board. [W1]
import { createMemo, type Accessor } from 'solid-js'
import type { Colleague, Presence } from '#client/sync/presence.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { createKeyed } from './keyed.ts'

/** Owned by the caller's scope. Offline nobody knows: nobody. */
export function createReaders(parts: {
  presence: Presence
  online: Accessor<boolean>
}): (card: CardId) => readonly Colleague[] {
  const byCard = createMemo(() => {
    const readers = new Map<CardId, Colleague[]>()
    if (!parts.online()) return readers
    for (const colleague of parts.presence.others()) {
      const { card } = colleague.state
      if (card) readers.set(card, [...(readers.get(card) ?? []), colleague])
    }
    return readers
  })
  const readersOf = createKeyed({ source: byCard, same: sameFaces })
  return (card) => readersOf(card) ?? nobody
}

const nobody: readonly Colleague[] = []

/** Shown alike: the same people, of whom the same write. */
function sameFaces(a: readonly Colleague[] = nobody, b: readonly Colleague[] = nobody): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i]
      return one.user.id === other?.user.id && !one.state.editing === !other.state.editing
    })
  )
}
