// Where a value stands in a document, and what happened to it.

/**
 * A key of a record (`cards`, a card's id, a field), an entry of a root (`attempts`, null, an id), or a whole text
 * (`notes`, null, null).
 */
export interface Spot {
  readonly root: string
  readonly record: string | null
  readonly key: string | null
}

/** One value that changed, and what it was; undefined where the key was not there. */
export interface Effect {
  readonly spot: Spot
  readonly old: unknown
  readonly new: unknown
}

/** A spot as one text, to count spots in maps. No part can hold a slash. */
export function spotName({ root, record, key }: Spot): string {
  return `${root}/${record ?? ''}/${key ?? ''}`
}
