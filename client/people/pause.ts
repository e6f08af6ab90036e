import { createSignal, onCleanup } from 'solid-js'

/** Counts the seconds of a pause down to zero; `start` may be called again. Needs an owner. */
export function makePause() {
  const [seconds, setSeconds] = createSignal(0)
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = () => clearInterval(timer)
  onCleanup(stop)
  const start = (from: number) => {
    stop()
    setSeconds(from)
    const until = performance.now() + from * 1000
    timer = setInterval(() => {
      setSeconds(Math.max(0, Math.ceil((until - performance.now()) / 1000)))
      if (seconds() === 0) stop()
    }, 250)
  }
  return { seconds, start }
}
