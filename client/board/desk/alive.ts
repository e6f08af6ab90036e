import { onCleanup } from 'solid-js'

/** Whether what asked still stands when the answer comes: another panel may stand in its place. */
export function createAlive(): () => boolean {
  const closed = new AbortController()
  onCleanup(() => closed.abort())
  return () => !closed.signal.aborted
}
