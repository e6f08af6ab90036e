// When a sheet is wanted: the browser is about to print, or shows the page as print would.
import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** Owned by the caller's scope. The sheet exists while this is true, and at no other time: it holds every card. */
export function createPrinting(): Accessor<boolean> {
  const print = matchMedia('print')
  const [printing, setPrinting] = createSignal(print.matches)
  const start = () => setPrinting(true)
  const end = () => setPrinting(print.matches)
  const change = () => setPrinting(print.matches)
  globalThis.addEventListener('beforeprint', start)
  globalThis.addEventListener('afterprint', end)
  print.addEventListener('change', change)
  onCleanup(() => {
    globalThis.removeEventListener('beforeprint', start)
    globalThis.removeEventListener('afterprint', end)
    print.removeEventListener('change', change)
  })
  return printing
}
