// Edits of people on a board: each batch is kept while the next one is judged on top of it. [G1.6]
import type { Ahead } from './commit.ts'
import type { Committed, Queued } from './judged.ts'
import { nextTurn } from './turns.ts'

export interface OverlapParts {
  /** The edits that wait at the head of the line. */
  readonly take: () => readonly Queued[]
  /** Resolves when at least so many wait. */
  readonly whenWaiting: (count: number) => Promise<void>
  /** Whether another batch may be applied in memory before the one that is being kept is published. */
  readonly mayGoOn: () => boolean
  /** `behind`: what is applied in memory already and not kept yet. */
  readonly judge: (batch: readonly Queued[], behind: Ahead | null) => Promise<Ahead>
  readonly keep: (batch: readonly Queued[], ahead: Ahead) => Promise<Committed>
  readonly publish: (batch: readonly Queued[], committed: Committed) => void
  /** `batch` was not kept, nor was `behind`, which had been judged on top of it or could not be. */
  readonly fail: (
    batch: readonly Queued[],
    behind: readonly Queued[],
    error: unknown,
  ) => Promise<void>
}

type Judged = { readonly batch: readonly Queued[] } & (
  | { readonly ahead: Ahead }
  | { readonly error: unknown }
)

/**
 * Keeps the first batch and what comes behind it. When it resolves, what is in memory is what the database holds, or the
 * failure has been dealt with.
 */
export async function keepOverlapping(
  first: readonly Queued[],
  parts: OverlapParts,
): Promise<void> {
  let judged: Judged | null = await tryToJudge(first, null, parts)
  while (judged) {
    const { batch } = judged
    if ('error' in judged) {
      await parts.fail(batch, [], judged.error)
      return
    }
    const keeping = endOf(parts.keep(batch, judged.ahead))
    const next = await judgeMeanwhile(judged, keeping, parts)
    const end = await keeping
    if ('error' in end) {
      await parts.fail(batch, next?.batch ?? [], end.error)
      return
    }
    parts.publish(batch, end.committed)
    judged = next
  }
}

async function tryToJudge(
  batch: readonly Queued[],
  behind: Ahead | null,
  { judge }: OverlapParts,
): Promise<Judged> {
  try {
    return { batch, ahead: await judge(batch, behind) }
  } catch (error) {
    return { batch, error }
  }
}

type End = { readonly committed: Committed } | { readonly error: unknown }

/** Never rejects: it is waited for only after the next batch is judged. */
function endOf(keeping: Promise<Committed>): Promise<End> {
  return keeping.then(
    (committed) => ({ committed }),
    (error: unknown) => ({ error }),
  )
}

/**
 * Judges once half as many wait as are being kept: a few that came early would make a small batch, and each has its price.
 * Null when the first is kept before that.
 */
async function judgeMeanwhile(
  { batch, ahead }: { readonly batch: readonly Queued[]; readonly ahead: Ahead },
  keeping: Promise<End>,
  parts: OverlapParts,
): Promise<Judged | null> {
  // Rows that are made of the document itself are still being written.
  if (ahead.cards === null || !parts.mayGoOn()) return null
  const enough = Math.max(1, Math.floor(batch.length / 2))
  const isFirstKept = await Promise.race([
    keeping.then(() => true),
    parts.whenWaiting(enough).then(() => false),
  ])
  if (isFirstKept) return null
  // What came in the same turn of the event loop comes along.
  await nextTurn()
  if (!parts.mayGoOn()) return null
  const more = parts.take()
  return more.length > 0 ? tryToJudge(more, ahead, parts) : null
}
