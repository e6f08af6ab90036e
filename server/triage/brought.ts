// What one record says where another says nothing, leaf by leaf (`email`, `address.lines`), and how to take it back. Pure.
import { fold } from '#shared/domain/names.ts'
import { hashOf, isGroup, saysNothing } from '#server/imports/facts.ts'

type Values = Readonly<Record<string, unknown>>

/** Hashes of what was written, by leaf. Nothing stood there before, so that nothing more is needed to take it back. */
export type BroughtLeaves = Readonly<Record<string, string>>

/**
 * Fields of `from` that `to` lacks. Of a fact made of several cells (an address, a school) those that are missing, unless
 * the two contradict each other in another: half of one address and half of another is the address of nobody.
 */
export function missingIn(to: Values, from: Values): Values {
  return Object.fromEntries(
    Object.entries(from).filter(([field, value]) => {
      if (saysNothing(value)) return false
      const standing = to[field]
      if (saysNothing(standing)) return true
      if (!isGroup(value) || !isGroup(standing)) return false
      const said = Object.entries(value).filter(([, leaf]) => !saysNothing(leaf))
      const agree = said.every(
        ([key, leaf]) => saysNothing(standing[key]) || same(standing[key], leaf),
      )
      return agree && said.some(([key]) => saysNothing(standing[key]))
    }),
  )
}

interface Fields {
  get(field: string): unknown
  set(field: string, value: unknown): unknown
}

/** Writes what is missing; answers what was written: whole where nothing stood, else leaf by leaf. */
export function bring(to: Fields, missing: Values): BroughtLeaves {
  const brought: Record<string, string> = {}
  for (const [field, value] of Object.entries(missing)) {
    const standing = to.get(field)
    if (!isGroup(value) || !isGroup(standing)) {
      to.set(field, value)
      brought[field] = hashOf(value)
      continue
    }
    const lacking = Object.entries(value).filter(
      ([key, leaf]) => saysNothing(standing[key]) && !saysNothing(leaf),
    )
    to.set(field, { ...standing, ...Object.fromEntries(lacking) })
    for (const [key, leaf] of lacking) brought[`${field}.${key}`] = hashOf(leaf)
  }
  return brought
}

/** Empties what still stands as it was written; what somebody has changed since is theirs. Answers whether anything did. */
export function takeAway(from: Fields, brought: BroughtLeaves): boolean {
  let found = false
  for (const [leaf, hash] of Object.entries(brought)) {
    const [field = leaf, key] = leaf.split('.')
    const standing = from.get(field)
    const value = key === undefined ? standing : isGroup(standing) ? standing[key] : null
    if (hashOf(value ?? null) !== hash) continue
    found = true
    if (key === undefined) from.set(field, null)
    else {
      const next = {
        ...(isGroup(standing) ? standing : {}),
        [key]: Array.isArray(value) ? [] : null,
      }
      from.set(field, Object.values(next).every(saysNothing) ? null : next)
    }
  }
  return found
}

/** Written otherwise is not said otherwise. */
function same(a: unknown, b: unknown): boolean {
  return hashOf(a) === hashOf(b) || fold(textOf(a)) === fold(textOf(b))
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(' ') : String(value)
}
