/** When the event loop comes round again. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Runs work after so many milliseconds; 0: in the next turn. */
export function startIn(ms: number, work: () => void): void {
  if (ms > 0) setTimeout(work, ms)
  else setImmediate(work)
}
