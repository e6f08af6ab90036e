/** Runs at most `most` works at once; the others wait in the order they came. */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // Who waits takes the place over: it is never free in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
