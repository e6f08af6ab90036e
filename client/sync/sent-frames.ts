// Acts that only take something away, as characters of a note, move no clock: they are kept when the frame that carries
// them is. [G2]
import type { UnsentAct } from './act.ts'

/** The update frames of one socket after the other, as the server counts them. */
export interface SentFrames {
  /** A new socket. */
  opened(): void
  /** An update. */
  sent(): void
  /** The answer to the server's question, which says everything again that is not known to be kept. */
  answered(unsent: readonly UnsentAct[]): void
  /** This act went with the last frame. */
  carry(act: UnsentAct): void
  /** So many frames of this socket are settled: the acts that are kept by it, by their ids. */
  kept(frames: number): readonly string[]
}

/** Whether no clock says that it was kept. */
export function movesNoClock(act: UnsentAct): boolean {
  return act.from === act.to
}

export function createSentFrames(): SentFrames {
  /** Number of the frame that carries an act, by its id. */
  const carriedBy = new Map<string, number>()
  let count = 0

  function carry(act: UnsentAct): void {
    if (movesNoClock(act)) carriedBy.set(act.id, count)
  }

  return {
    opened() {
      count = 0
      carriedBy.clear()
    },
    sent() {
      count += 1
    },
    answered(unsent) {
      count += 1
      for (const act of unsent) carry(act)
    },
    carry,
    kept(frames) {
      const ids = [...carriedBy].flatMap(([id, frame]) => (frame <= frames ? [id] : []))
      for (const id of ids) carriedBy.delete(id)
      return ids
    },
  }
}
