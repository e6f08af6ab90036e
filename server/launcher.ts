/** How soon the end of npm is noticed. */
const lookEveryMs = 250

/**
 * `npm start` runs us through a shell that keeps a SIGTERM for itself: it ends, and we would go on alone. Calls `onGone`
 * once when the process that started us is not our parent any more; does nothing when npm did not start us.
 */
export function watchLauncher(onGone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const launcher = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === launcher) return
    clearInterval(timer)
    onGone()
  }, lookEveryMs)
  timer.unref()
}
