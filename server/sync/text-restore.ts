import type * as Y from 'yjs'

/** The characters of a text. */
export function textOf(text: Y.Text): string {
  // oxlint-disable-next-line typescript/no-base-to-string -- Y.Text has one of its own; its type does not say so
  return text.toString()
}

/** Turns `text` back into `old` by the part that differs, which keeps everybody else's places in it. */
export function restoreText(text: Y.Text, old: string): void {
  const now = textOf(text)
  const most = Math.min(now.length, old.length)
  let start = 0
  while (start < most && now[start] === old[start]) start += 1
  let end = 0
  while (end < most - start && now.at(-1 - end) === old.at(-1 - end)) end += 1
  const removed = now.length - start - end
  if (removed > 0) text.delete(start, removed)
  const missing = old.slice(start, old.length - end)
  if (missing !== '') text.insert(start, missing)
}

/**
 * Forgets where Yjs remembers positions inside text: after a remote update they are stale until the observers have run,
 * and an edit at an index would hit other characters.
 */
export function forgetPositions(transaction: Y.Transaction): void {
  for (const type of transaction.changed.keys()) {
    // oxlint-disable-next-line no-underscore-dangle -- no public way; the measured cure of a measured fault
    const markers = type._searchMarker
    if (markers) markers.length = 0
  }
}
