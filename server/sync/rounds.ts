import type { Log } from '#server/log.ts'

/** Work in the background, again and again: a failure is logged, and the next turn tries again. */
export interface Rounds {
  /** A turn that takes longer than the time between two is not met by the next. */
  every(ms: number, work: () => Promise<void>): void
  once(work: () => Promise<void>): Promise<void>
  /** No more turns; what fails from here on is nobody's business. */
  end(): void
}

export function createRounds(log: Log): Rounds {
  const timers: NodeJS.Timeout[] = []
  let hasEnded = false

  function once(work: () => Promise<void>): Promise<void> {
    return work().catch((error: unknown) => {
      if (hasEnded) return
      const name = error instanceof Error ? error.name : 'unknown'
      log.error({ name }, 'a periodic task of the rooms failed')
    })
  }

  return {
    once,
    every(ms, work) {
      let isBusy = false
      const timer = setInterval(() => {
        if (isBusy) return
        isBusy = true
        void once(work).finally(() => {
          isBusy = false
        })
      }, ms)
      timer.unref()
      timers.push(timer)
    },
    end() {
      hasEnded = true
      for (const timer of timers) clearInterval(timer)
    },
  }
}
