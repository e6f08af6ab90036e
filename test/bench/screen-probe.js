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
    afterPaint(() => probe.drops.push({ at: from, paintedMs: performance.now() - from }))
  },
  true,
)

// What all listeners of a drop took, with the layouts that they asked for. The browser tells of what was slower than
// a frame to paint, and nothing quicker has to be told of.
new PerformanceObserver((list) => {
  for (const { name, processingStart, processingEnd } of list.getEntries()) {
    if (name !== 'pointerup') continue
    const scriptMs = processingEnd - processingStart
    const drop = probe.drops.find(({ at }) => Math.abs(at - processingStart) < 1)
    if (drop) drop.scriptMs = scriptMs
  }
}).observe({ type: 'event', durationThreshold: 16 })

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
