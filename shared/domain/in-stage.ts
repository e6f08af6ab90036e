import { outcomes, type Attempt } from './attempt.ts'
import type { CardValues } from './card.ts'
import { day, fromOrdinal, minuteOf, type Day } from './day.ts'

type Staged = Pick<CardValues, 'at' | 'received' | 'registration' | 'appointment'>

/**
 * The day since when a card is where it is, told from its facts: the list's receipt, the first reached contact, the
 * registration, the appointment that was held, the last attempt. Facts and not the moves, because a card that was put
 * right today does not become new by it, and because a board of last month says the same. `attempts` oldest first.
 */
export function inStageSince(card: Staged, attempts: readonly Attempt[]): Day {
  const { received, registration, appointment } = card
  const firstReached = attempts.find((attempt) => outcomes[attempt.outcome] === 'reached')
  const reachedOn = firstReached ? dayOf(firstReached.at) : received.on
  switch (card.at.stage) {
    case 'received':
    case 'dispatched':
      return received.on
    case 'first_contact':
      return reachedOn
    case 'registered':
      return registration?.on ?? reachedOn
    case 'followed_up':
      return appointment?.status === 'attended'
        ? day.parse(appointment.at.slice(0, 10))
        : (registration?.on ?? reachedOn)
    case 'not_reached': {
      const last = attempts.at(-1)
      return last ? dayOf(last.at) : received.on
    }
  }
}

/** The civil day an instant was written in is near enough for an age in days: UTC's. */
function dayOf(instant: string): Day {
  return fromOrdinal(Math.floor(minuteOf(instant) / 1440))
}
