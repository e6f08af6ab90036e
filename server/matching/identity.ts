import { foldStreet } from '#shared/domain/street.ts'
import type { Day } from '#shared/domain/day.ts'
import { prepareName, type PreparedName } from './compare-names.ts'

/** What tells one person from another, as a list or an extract says it. */
export interface Identity {
  readonly lastName: string
  /** "Nom d'usage"; null: none. */
  readonly usageName: string | null
  readonly firstName: string
  readonly sex: 'f' | 'm' | null
  readonly birthDate: Day | null
  /** The person's own numbers in E.164. A guardian's number is shared by a whole family and is no evidence. */
  readonly phones: readonly string[]
  readonly email: string | null
  /** Street lines and postcode, as written; null: not known. */
  readonly address: string | null
  readonly ine: string | null
  /** N° dossier of i-milo. */
  readonly imiloFile: string | null
}

/** An identity made ready for many comparisons. */
export interface Prepared {
  readonly identity: Identity
  /** Birth name, then the name of use. */
  readonly lastNames: readonly PreparedName[]
  readonly firstName: PreparedName
  readonly address: string
}

export function prepare(identity: Identity): Prepared {
  const birthName = prepareName(identity.lastName)
  const usageName = prepareName(identity.usageName)
  const other = usageName.compact !== '' && usageName.compact !== birthName.compact
  return {
    identity,
    lastNames: other ? [birthName, usageName] : [birthName],
    firstName: prepareName(identity.firstName),
    address: foldStreet(identity.address ?? ''),
  }
}
