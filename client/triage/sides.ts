// What each side of the comparison says, field by field, as it is read.
import type { TriageCandidate } from '#shared/contracts/triage.ts'
import type { MatchField } from '#shared/domain/match.ts'
import { dateText, phoneText } from './words.ts'

type Person = TriageCandidate['person']
export type ShownField = Exclude<MatchField, 'ine' | 'imiloFile'>
export type Values = Readonly<Record<ShownField, readonly string[]>>

/** Empty where a side does not say. Guardians' numbers tell nobody apart. */
export function valuesOf(person: Person): Values {
  const { lastName, usageName, firstName, birthDate, phones, email, address } = person
  const place = [person.postCode, person.commune].filter(Boolean).join(' ')
  return {
    lastName: [usageName ? `${lastName} (${usageName})` : lastName].filter(Boolean),
    firstName: [firstName].filter(Boolean),
    birthDate: birthDate ? [dateText(birthDate)] : [],
    phone: phones.filter((one) => one.owner === 'youth').map((one) => phoneText(one.text)),
    address: [[...address, place].filter(Boolean).join(', ')].filter(Boolean),
    email: email ? [email] : [],
  }
}
