import type { Attempt } from './attempt.ts'
import { anyReached } from './attempt-policy.ts'
import type { CardValues } from './card.ts'

/** [S4] Facts that the card's stage demands and that are not there yet. */
export type MissingFact =
  | 'contact'
  | 'reached_attempt'
  | 'registration'
  | 'follow_up'
  | 'not_reached_reason'
  | 'sent_back'

type Facts = Pick<
  CardValues,
  'at' | 'contact' | 'registration' | 'appointment' | 'referral' | 'notReached' | 'sentBack'
>

/** What "à compléter" stands for on this card; empty when nothing is missing. */
export function missingFacts(card: Facts, attempts: readonly Attempt[]): MissingFact[] {
  const missing: MissingFact[] = []
  if (card.contact.toRepair || (card.contact.phones === 0 && !card.contact.email))
    missing.push('contact')
  // [P3] Why it came back is asked as long as it waits to be given to another lane.
  if (card.at.lane === null && card.sentBack && !card.sentBack.reason) missing.push('sent_back')
  switch (card.at.stage) {
    case 'received':
    case 'dispatched':
      break
    case 'first_contact':
      if (!anyReached(attempts)) missing.push('reached_attempt')
      break
    case 'registered':
      if (!card.registration) missing.push('registration')
      break
    case 'followed_up':
      if (!hasFollowUp(card)) missing.push('follow_up')
      break
    case 'not_reached':
      if (!card.notReached) missing.push('not_reached_reason')
      break
  }
  return missing
}

function hasFollowUp(card: Facts): boolean {
  const status = card.appointment?.status
  // `unspecified` says that the appointment is past and that nobody told what happened.
  const told = status !== undefined && status !== 'planned' && status !== 'unspecified'
  return told || card.referral !== null
}
