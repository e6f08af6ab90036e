import type { NotCardedReason } from '#shared/contracts/imports.ts'
import { ageOn, type Day } from '#shared/domain/day.ts'
import type { ReadRow } from './youth.ts'

export interface CheckContext {
  /** Under 16 on this day, whatever today is. */
  readonly receivedOn: Day
  /** The list has an agreement column that somebody filled. */
  readonly asksConsent: boolean
}

/** Why a row by itself makes no card, or null. A row that has several faults is counted under the first of this order. */
export function whyNoCard(
  row: ReadRow,
  { receivedOn, asksConsent }: CheckContext,
): NotCardedReason | null {
  const { youth } = row
  if (row.consent === false) return 'no-consent'
  // Where youths are asked, an empty cell is not an agreement, nor one that nobody can read; it is no refusal either.
  if (asksConsent && row.consent === null) return 'consent-unclear'
  if (youth.lastName === null || youth.firstName === null) return 'missing-identity'
  if (row.badBirthDate) return 'bad-date'
  const own = youth.phones.filter((phone) => phone.owner === 'youth')
  const identified =
    youth.birthDate !== null || own.length > 0 || youth.ine !== null || youth.imiloFile !== null
  if (!identified) return 'missing-identity'
  if (youth.birthDate !== null && ageOn(youth.birthDate, receivedOn) < 16) return 'under16'
  const readable = youth.phones.some((phone) => phone.e164 !== null)
  if (youth.phones.length > 0 && !readable && youth.email === null) return 'unreadable-phone-only'
  return null
}
