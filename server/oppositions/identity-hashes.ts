import { createHmac } from 'node:crypto'
import { fold } from '#shared/domain/names.ts'

/** What tells one youth from another. */
export interface Identifying {
  readonly lastName: string | null
  readonly firstName: string | null
  /** `YYYY-MM-DD` */
  readonly birthDate: string | null
  readonly ine: string | null
  readonly imiloFile: string | null
  /** The youth's own numbers, E.164. */
  readonly phones: readonly string[]
}

/**
 * Keyed hashes of each combination that is enough to know a youth again, as certain as the import's own comparison: two
 * youths who share a phone, a birth date or a pupil number alone share no hash. Without the secret nobody can try names.
 * A phone counts only where a birth date is missing; `asked` hashes therefore hold more than a row is looked up with.
 */
export function identityHashes(
  youth: Identifying,
  { secret, of }: { readonly secret: Uint8Array; readonly of: 'asked' | 'row' },
): string[] {
  if (youth.lastName === null || youth.firstName === null) return []
  const first = compact(youth.firstName)
  const names = `${compact(youth.lastName)} ${first}`
  const phones = youth.phones.flatMap((phone) => {
    // Either side may be the one without a birth date.
    const undated = `undated:${names}:${phone}`
    const dated = `phone:${names}:${phone}`
    if (of === 'asked') return youth.birthDate === null ? [undated, dated] : [dated]
    return youth.birthDate === null ? [undated, dated] : [undated]
  })
  const combinations = [
    ...(youth.birthDate === null ? [] : [`birth:${names}:${youth.birthDate}`]),
    ...(youth.ine === null ? [] : [`ine:${first}:${youth.ine}`]),
    ...(youth.imiloFile === null ? [] : [`imilo:${first}:${youth.imiloFile}`]),
    ...phones,
  ]
  return combinations.map((text) => createHmac('sha256', secret).update(text).digest('base64url'))
}

function compact(name: string): string {
  return fold(name).replaceAll(' ', '')
}
