// Work that the database has not kept yet, for whoever is about to sign out: what it is sealed with ends with the session. [W3]
import { forgetLeft, countLeft } from './outbox-store.ts'

const pages = new Set<() => number>()

/** A document that is open here counts what it has not sent. Returns what ends it. */
export function countUnsent(count: () => number): () => void {
  pages.add(count)
  return () => pages.delete(count)
}

/** Acts of this page, or of all pages of this browser as far as its disk knows them. */
export async function unsentHere(): Promise<number> {
  const here = [...pages].reduce((sum, count) => sum + count(), 0)
  return Math.max(here, await countLeft().catch(() => 0))
}

/** The session is over, and nobody can open what it sealed. */
export function forgetUnsent(): Promise<void> {
  return forgetLeft().catch(() => {
    // The disk keeps what nobody can read.
  })
}
