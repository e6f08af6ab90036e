// Why a score is what it is, in sentences. [design §11: a score always ships with its reasons]
import { list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { keysOf } from '#shared/keys.ts'
import type { MatchCandidate, MatchCause, MatchField } from '#shared/domain/match.ts'

type Judged = Pick<MatchCandidate, 'fields' | 'kinship' | 'verdict'>

/** In the order of the table; numbers that only machines compare come last. */
const order: readonly MatchField[] = [
  'lastName',
  'firstName',
  'birthDate',
  'phone',
  'address',
  'email',
  'ine',
  'imiloFile',
]

/** "Nom, prénom et naissance identiques. Téléphone ne correspond pas." */
export function reasonSentences({ fields, kinship }: Judged): string[] {
  const words = t().triage.match
  const having = (is: string) => order.filter((field) => fields[field].is === is)
  const equal = having('same').filter((field) => !isTold(fields[field].cause))
  const other = having('different').filter((field) => field !== 'email')
  return [
    equal.length > 0 ? words.identical(named(equal), equal.length) : '',
    ...order
      .filter((field) => fields[field].is === 'near' || tellsMore(fields[field]))
      .flatMap((field) => causeSentence(field, fields[field].cause)),
    other.length > 0 ? words.differ(named(other), other.length) : '',
    kinship === 'same_person' || kinship === 'unlikely' ? '' : words.kin[kinship],
  ].filter(Boolean)
}

/** Equal, and yet worth a word: one of two numbers, a date that is written when the day is not known. */
function tellsMore({ is, cause }: { readonly is: string; readonly cause: MatchCause }): boolean {
  return is === 'same' && isTold(cause)
}

function isTold(cause: MatchCause): boolean {
  return cause === 'weak_date' || cause === 'usage_name' || cause === 'particle'
}

function causeSentence(field: MatchField, cause: MatchCause): string[] {
  const words = t().triage.match
  const how = keysOf(words.causes).find((one) => one === cause)
  return how ? [words.cause(words.fields[field], words.causes[how])] : []
}

function named(fields: readonly MatchField[]): string {
  const words = t().triage.match.fields
  const [first = '', ...rest] = fields.map((field) => words[field])
  // Only the first of an enumeration begins a sentence; initials stay.
  const low = rest.map((word) => (/^[A-Z]{2}|^N°/.test(word) ? word : word.toLowerCase()))
  return list([first, ...low])
}

/** Over the score: what the verdict or the kinship makes of the candidate. */
export function labelOf({ verdict, kinship }: Judged): string {
  const words = t().triage.match.labels
  if (kinship === 'same_person') return verdict === 'unknown' ? words.unlikely : words[verdict]
  return words[kinship]
}
