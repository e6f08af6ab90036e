// Youths who may be one, and may not: shown side by side, for a person to decide.
import type { Alike } from './youth.ts'
import { isSameYouth, type Identity } from './same-youth.ts'

export type AlikeReason = Alike['reasons'][number]

/**
 * What speaks for two youths being one although nothing is certain; empty when not enough does. Twins and siblings, who
 * share everything but the first name, are never alike.
 */
export function whatIsAlike(a: Identity, b: Identity): AlikeReason[] {
  const reasons = agreements(a, b)
  if (isSameYouth(a, b)) return reasons
  const has = (...wanted: AlikeReason[]) => wanted.every((one) => reasons.includes(one))
  const enough =
    (has('names', 'near-birth') && !has('birth')) ||
    has('names', 'contact') ||
    has('swapped-names', 'birth') ||
    has('near-names', 'birth') ||
    has('first-name', 'birth', 'contact')
  return enough ? reasons : []
}

/** Where to look for the alike: two that `whatIsAlike` accepts share at least one of these. */
export function alikeBlocksOf({ lastKey, firstKey, birthDate }: Identity): string[] {
  const [one, other] = [lastKey, firstKey].toSorted((a, b) => (a < b ? -1 : 1))
  return [
    `names:${one} ${other}`,
    ...(birthDate === null ? [] : [`birth:${birthDate} ${firstKey}`]),
  ]
}

function agreements(a: Identity, b: Identity): AlikeReason[] {
  const reasons: AlikeReason[] = []
  const sameFirst = a.firstKey === b.firstKey
  if (sameFirst && a.lastKey === b.lastKey) reasons.push('names')
  else if (a.firstKey === b.lastKey && a.lastKey === b.firstKey) reasons.push('swapped-names')
  else if (sameFirst && nearNames(a.lastKey, b.lastKey)) reasons.push('near-names')
  else if (sameFirst) reasons.push('first-name')
  if (a.birthDate !== null && b.birthDate !== null) {
    if (a.birthDate === b.birthDate) reasons.push('birth')
    else if (nearDates(a.birthDate, b.birthDate)) reasons.push('near-birth')
  }
  if (a.ine !== null && a.ine === b.ine) reasons.push('ine')
  const email = a.email !== null && a.email === b.email
  if (email || [...a.phones].some((phone) => b.phones.has(phone))) reasons.push('contact')
  return reasons
}

/** One name inside the other (a compound one that lost a part), or two letters apart at most. */
function nearNames(a: string, b: string): boolean {
  if (a.length < 4 || b.length < 4) return false
  return a.includes(b) || b.includes(a) || editsBetween(a, b) <= (a.length > 6 ? 2 : 1)
}

/** Day and month exchanged, or one digit other. */
function nearDates(a: string, b: string): boolean {
  const [year, month, date] = a.split('-')
  if (b === `${year}-${date}-${month}`) return true
  return a.split('').filter((digit, index) => digit !== b[index]).length === 1
}

/** Letters to insert, delete or replace (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1]
    for (const [j, other] of b.split('').entries()) {
      const kept = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
