import type * as Y from 'yjs'
import { spotName, type Spot } from './spot.ts'

/**
 * Which items a write may be based on and still be up to date. [G6] Usually that is the key's last item alone. Where the
 * server has put a committed value back over a refused one, whoever has seen the committed value is as up to date as
 * whoever has seen it put back, and so is the author of the refused one. Lives and dies with the document in memory.
 */
export interface Bases {
  isCurrent(spot: Spot, base: Y.ID | null, last: Y.ID | null): boolean
  /** These items now stand for one and the same committed value. */
  join(spot: Spot, items: readonly (Y.ID | null)[]): void
  /** A new value: what stood for the old one is out of date. */
  renew(spot: Spot): void
}

export function createBases(): Bases {
  const equals = new Map<string, Set<string>>()
  return {
    isCurrent(spot, base, last) {
      if (base?.client === last?.client && base?.clock === last?.clock) return true
      if (equals.size === 0) return false
      return equals.get(spotName(spot))?.has(idName(base)) ?? false
    },
    join(spot, items) {
      const name = spotName(spot)
      const known = equals.get(name) ?? new Set()
      for (const item of items) known.add(idName(item))
      equals.set(name, known)
    },
    renew(spot) {
      if (equals.size > 0) equals.delete(spotName(spot))
    },
  }
}

function idName(id: Y.ID | null): string {
  return id === null ? 'none' : `${id.client}/${id.clock}`
}
