// How large the person's browser sets the text, beside the 16 px that the measures of the screens are drawn for. Who asks
// for larger text gets higher rows: whatever computes with the height of one asks here.
import { createSignal, type Accessor } from 'solid-js'

const drawnFor = 16

/** 1 where the root font has 16 px. */
export const fontScale: Accessor<number> = watchRootFont()

function watchRootFont(): Accessor<number> {
  const [scale, setScale] = createSignal(measured())
  // The size of the root font has no event of its own; a thing one rem wide changes with it.
  const probe = document.createElement('i')
  Object.assign(probe.style, {
    position: 'absolute',
    width: '1rem',
    height: '0',
    visibility: 'hidden',
  })
  probe.ariaHidden = 'true'
  document.body.append(probe)
  new ResizeObserver(() => setScale(measured())).observe(probe)
  return scale
}

function measured(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / drawnFor
}
