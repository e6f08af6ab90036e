// What waits to be triaged and how long that will take. Pure. [capability 2]
import type { CardValues } from './card.ts'

/** In "À répartir": triage is what takes a card out of it. A card that was sent back waits again. */
export function isWaiting({ at, closed }: Pick<CardValues, 'at' | 'closed'>): boolean {
  return closed === null && at.stage === 'received' && at.lane === null
}

/** Waiting, and nobody has put it aside until something is completed. */
export function isToTriage(card: Pick<CardValues, 'at' | 'closed' | 'setAside'>): boolean {
  return isWaiting(card) && card.setAside === null
}

/** What deserves a second look before sending: shown on the row. */
export type TriageFlag = 'set_aside' | 'sent_back' | 'no_contact' | 'to_repair' | 'duplicate'

/** Flags of a waiting card; `duplicate`: the matching knows another card that may be the same youth. */
export function flagsOf(
  card: Pick<CardValues, 'setAside' | 'sentBack' | 'contact'>,
  duplicate: boolean,
): TriageFlag[] {
  const { phones, email, toRepair } = card.contact
  return [
    ...(card.setAside ? (['set_aside'] as const) : []),
    ...(card.sentBack ? (['sent_back'] as const) : []),
    ...(duplicate ? (['duplicate'] as const) : []),
    ...(phones === 0 && !email && !toRepair ? (['no_contact'] as const) : []),
    ...(toRepair ? (['to_repair'] as const) : []),
  ]
}

/** A row takes a practised coordinator about this long. */
const usualSeconds = 13
/** Longer between two decisions is a call, a coffee, another page. */
const longestSeconds = 120

/**
 * Whole minutes that `left` rows will take at the pace of `decidedAt` (milliseconds, oldest first), at least 1; 0 when
 * nothing is left. The first decisions weigh little: one quick row is no pace.
 */
export function minutesLeft(left: number, decidedAt: readonly number[]): number {
  if (left <= 0) return 0
  const gaps = decidedAt
    .slice(1)
    .map((at, i) => (at - (decidedAt[i] ?? at)) / 1000)
    .filter((seconds) => seconds > 0 && seconds <= longestSeconds)
    .slice(-20)
  const weight = 5
  const pace =
    (usualSeconds * weight + gaps.reduce((sum, one) => sum + one, 0)) / (weight + gaps.length)
  return Math.max(1, Math.round((left * pace) / 60))
}
