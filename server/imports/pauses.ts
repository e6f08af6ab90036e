import { setImmediate } from 'node:timers/promises'

/** Longest that a long work holds the event loop, and everybody's edits, in milliseconds. */
const holdMs = 8

/** For loops over thousands of rows: `if (pause.due()) await pause.take()` lets others in when they have waited enough. */
export function createPauses() {
  let since = performance.now()
  return {
    due: () => performance.now() - since > holdMs,
    async take() {
      await setImmediate()
      since = performance.now()
    },
  }
}
