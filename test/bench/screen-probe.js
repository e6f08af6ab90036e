// Runs in the page before the page's own code: when it could be used, how frames came, how long drops took.
// Plain JavaScript, because it is sent to the browser as it stands.
const probe = { usableAt: null, frames: [], drops: [], watching: false }
globalThis.benchProbe = probe

/** Calls `then` once a frame that shows what has just been done has been made. */
const afterPaint = (then) => requestAnimationFrame(() => setTimeout(() => then(), 0))

const look = () => {
  if (document.querySelector('[data-card]') === null) requestAnimationFrame(look)
  else afterPaint(() => (probe.usableAt = performance.now()))
}
requestAnimationFrame(look)

const frame = (at) => {
  if (probe.watching) probe.frames.push(at)
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)

// Pointerup itself: the capture listener of the window is the first to hear of it.
globalThis.addEventListener(
  'pointerup',
  () => {
    const from = performance.now()
    let scriptMs = null
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => (scriptMs = performance.now() - from))
    port1.start()
    port2.postMessage(null)
    afterPaint(() => {
      const paintedMs = performance.now() - from
      probe.drops.push({ scriptMs: scriptMs ?? paintedMs, paintedMs })
    })
  },
  true,
)

/** Clicks and answers how many milliseconds later the result is painted. */
globalThis.benchClick = (selector) =>
  new Promise((resolve) => {
    const from = performance.now()
    document.querySelector(selector).click()
    afterPaint(() => resolve(performance.now() - from))
  })

/** Types a whole text into a field, as a paste does. */
globalThis.benchType = (selector, text) =>
  new Promise((resolve) => {
    const field = document.querySelector(selector)
    const from = performance.now()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text)
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    afterPaint(() => resolve(performance.now() - from))
  })
