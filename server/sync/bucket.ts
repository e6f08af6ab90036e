/** Tokens that fill up with time: what costs more than it holds is let through, and then nothing until it has filled again. */
export interface Bucket {
  readonly isEmpty: boolean
  /** Filled to the brim: nothing of late is remembered. */
  readonly isFull: boolean
  /** Milliseconds until something is let through. */
  readonly waitMs: number
  take(cost: number): void
}

interface Flow {
  readonly perSecond: number
  readonly burst: number
}

export function createBucket({ perSecond, burst }: Flow): Bucket {
  let tokens = burst
  let filledAt = performance.now()

  function fill(): number {
    const now = performance.now()
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
    return tokens
  }

  return {
    get isEmpty() {
      return tokens < 0 && fill() < 0
    },
    get isFull() {
      return fill() === burst
    },
    get waitMs() {
      return Math.max(0, (-fill() / perSecond) * 1000)
    },
    take(cost) {
      tokens = fill() - cost
    },
  }
}

/** One bucket each. */
export interface Buckets<T> {
  of(whose: T): Bucket
  /** Forgets those that are as good as new, of whom nobody holds any more. */
  forget(isHeld: (whose: T) => boolean): void
}

export function createBucketsOf<T>(flow: Flow): Buckets<T> {
  const buckets = new Map<T, Bucket>()
  return {
    of(whose) {
      const bucket = buckets.get(whose) ?? createBucket(flow)
      buckets.set(whose, bucket)
      return bucket
    },
    forget(isHeld) {
      for (const [whose, bucket] of buckets) {
        if (bucket.isFull && !isHeld(whose)) buckets.delete(whose)
      }
    },
  }
}
