import type { FieldMatch, Kinship, MatchField, MatchVerdict } from '#shared/domain/match.ts'
import { compareBirthDates, type DateLikeness } from './compare-dates.ts'
import {
  compareFirstNames,
  compareLastNames,
  fair,
  shareWord,
  strong,
  type NameLikeness,
} from './compare-names.ts'
import type { Prepared } from './identity.ts'
import { scoreOf } from './score.ts'

/** Two persons compared. The same whichever comes first. */
export interface Judgement {
  readonly verdict: MatchVerdict
  readonly score: number
  readonly kinship: Kinship
  readonly fields: Readonly<Record<MatchField, FieldMatch>>
}

/** Everything the rules look at. */
interface Evidence {
  readonly last: NameLikeness
  readonly first: NameLikeness
  /** Family name and first name agree strongly once they have changed places. */
  readonly swapped: boolean
  readonly sharesLastWord: boolean
  readonly date: DateLikeness
  readonly samePhone: boolean
  readonly sameNumber: boolean
}

/** Compares two persons by the rules of `domain.md` §7.3; the first rule that holds gives the verdict. */
export function judge(a: Prepared, b: Prepared): Judgement {
  const evidence = evidenceOf(a, b)
  const verdict = verdictOf(evidence)
  const fields = fieldsOf(evidence, a, b)
  return {
    verdict,
    score: scoreOf(verdict, fields, evidence),
    kinship: kinshipOf(verdict, evidence, fields),
    fields,
  }
}

function verdictOf(evidence: Evidence): MatchVerdict {
  const { last, first, date, samePhone, sameNumber, swapped, sharesLastWord } = evidence
  const namesEqual = last.score === 1 && first.score === 1
  const namesStrong = last.score >= strong && first.score >= strong
  const dateNear = date === 'one_digit' || date === 'day_month'
  const dateSame = date === 'equal'
  const dateOpen = date === 'missing' || date === 'weak_date'

  if (sameNumber && first.score >= 0.75) return 'certain'
  if (namesEqual && dateSame) return 'certain'
  if (namesEqual && (dateNear || date === 'weak_date') && samePhone) return 'certain'

  if (dateSame && (namesStrong || swapped)) return 'probable'
  if (samePhone && first.score >= strong && last.score >= 0.7 && date !== 'different') {
    return 'probable'
  }

  if (dateSame && last.score >= fair && first.score >= 0.75) return 'to_check'
  if (dateSame && first.score === 1 && (sharesLastWord || samePhone)) return 'to_check'
  if (dateSame && last.score === 1 && first.score >= 0.7) return 'to_check'
  if ((dateNear || dateOpen) && (namesStrong || swapped)) return 'to_check'
  // A number handed on inside a family with the same names, or a birth date quite wrong: nobody but a person can tell.
  if (samePhone && namesStrong) return 'to_check'
  if (sameNumber) return 'to_check'
  return 'unknown'
}

function evidenceOf(a: Prepared, b: Prepared): Evidence {
  const sexes = [a.identity.sex, b.identity.sex]
  const sexesDiffer = sexes.every((sex) => sex !== null) && sexes[0] !== sexes[1]
  const last = bestLastName(a, b)
  const first = compareFirstNames(a.firstName, b.firstName, sexesDiffer)
  const isTurned = last.score < strong && first.score < strong && areSwapped(a, b)
  return {
    last,
    first,
    swapped: isTurned,
    sharesLastWord: a.lastNames.some((one) => b.lastNames.some((other) => shareWord(one, other))),
    date: compareBirthDates(a.identity.birthDate, b.identity.birthDate),
    samePhone: a.identity.phones.some((phone) => b.identity.phones.includes(phone)),
    sameNumber:
      equal(a.identity.ine, b.identity.ine) || equal(a.identity.imiloFile, b.identity.imiloFile),
  }
}

/** Birth name and name of use of one against both of the other. */
function bestLastName(a: Prepared, b: Prepared): NameLikeness {
  let best: NameLikeness = { score: -1, cause: 'different' }
  for (const [i, one] of a.lastNames.entries()) {
    for (const [j, other] of b.lastNames.entries()) {
      const likeness = compareLastNames(one, other)
      if (likeness.score <= best.score) continue
      const byUse = i + j > 0 && likeness.score >= strong
      best = byUse ? { score: likeness.score, cause: 'usage_name' } : likeness
    }
  }
  return best
}

function areSwapped(a: Prepared, b: Prepared): boolean {
  return a.lastNames.some((one) =>
    b.lastNames.some(
      (other) =>
        compareLastNames(one, b.firstName).score >= strong &&
        compareLastNames(a.firstName, other).score >= strong,
    ),
  )
}

function fieldsOf(evidence: Evidence, a: Prepared, b: Prepared): Judgement['fields'] {
  const { last, first, date, swapped } = evidence
  const turned: FieldMatch = { is: 'near', cause: 'swapped' }
  const one = a.identity
  const other = b.identity
  return {
    lastName: swapped ? turned : nameField(last),
    firstName: swapped ? turned : nameField(first),
    birthDate: dateField(date, one.birthDate === other.birthDate),
    phone: sharedField(one.phones, other.phones),
    email: textField(one.email?.toLowerCase() ?? '', other.email?.toLowerCase() ?? ''),
    address: textField(a.address, b.address),
    ine: textField(one.ine ?? '', other.ine ?? ''),
    imiloFile: textField(one.imiloFile ?? '', other.imiloFile ?? ''),
  }
}

function nameField({ score, cause }: NameLikeness): FieldMatch {
  if (cause === 'missing') return { is: 'missing', cause }
  if (score === 1) return { is: 'same', cause }
  return score >= 0.75 ? { is: 'near', cause } : { is: 'different', cause }
}

function dateField(date: DateLikeness, isEqual: boolean): FieldMatch {
  if (date === 'missing') return { is: 'missing', cause: date }
  if (date === 'different') return { is: 'different', cause: date }
  return { is: isEqual ? 'same' : 'near', cause: date }
}

function sharedField(one: readonly string[], other: readonly string[]): FieldMatch {
  if (one.length === 0 || other.length === 0) return { is: 'missing', cause: 'missing' }
  if (one.some((value) => other.includes(value))) return { is: 'same', cause: 'shared' }
  return { is: 'different', cause: 'different' }
}

function textField(one: string, other: string): FieldMatch {
  if (one === '' || other === '') return { is: 'missing', cause: 'missing' }
  if (one === other) return { is: 'same', cause: 'equal' }
  return { is: 'different', cause: 'different' }
}

/** Siblings share a name and a roof; twins a birth date as well; homonyms the whole name and nothing else. */
function kinshipOf(
  verdict: MatchVerdict,
  { last, first, date }: Evidence,
  fields: Judgement['fields'],
): Kinship {
  if (verdict === 'certain' || verdict === 'probable') return 'same_person'
  const sameRoof = fields.phone.is === 'same' || fields.address.is === 'same'
  const sameFirst = first.score >= strong
  if (last.score >= strong && !sameFirst && date === 'equal') return 'twin'
  if (last.score >= strong && !sameFirst && sameRoof) return 'sibling'
  if (verdict === 'to_check') return 'same_person'
  if (last.score >= strong && sameFirst) return 'homonym'
  return 'unlikely'
}

const equal = (a: string | null, b: string | null) => a !== null && a === b
