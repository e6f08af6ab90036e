// Where the focus goes when something that took it closes: to what had it before, or to what has taken that one's place.
import { createComputed, createContext, onCleanup, useContext } from 'solid-js'

/** The page's own answer for when what had the focus is gone: a card that was moved is another element elsewhere. */
export const FocusHome = createContext<() => void>(() => undefined)

/**
 * Owned by the caller's scope. Answers what a layer of Kobalte's calls some time after it has closed; the focus is given
 * back before that, so that no key is lost in between.
 */
export function createFocusReturn(open: () => boolean): (event: Event) => void {
  const home = useContext(FocusHome)
  let before: HTMLElement | null = null
  let shown = false

  function giveBack(): void {
    // What was chosen in the layer may have given the focus to something already.
    if (!isFocusLost()) return
    if (before?.isConnected) before.focus({ preventScroll: true })
    if (isFocusLost()) home()
  }
  function closed(): void {
    if (shown) queueMicrotask(giveBack)
    shown = false
  }
  createComputed(() => {
    if (!open()) return closed()
    shown = true
    before = openerOf(document.activeElement)
  })
  onCleanup(closed)
  return (event) => {
    event.preventDefault()
    giveBack()
  }
}

/** Nothing on the page has the focus. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** A modal layer lies over the element: it must not take the focus, which would leave the layer. */
export function isBehindLayer(element: Element): boolean {
  // The newest stands last in the document, and over the others.
  const top = [...document.querySelectorAll('.dialog, .palette')].at(-1)
  return top !== undefined && !top.contains(element)
}

/** A menu closes with the choice that opens the layer: its button stays. */
function openerOf(active: Element | null): HTMLElement | null {
  const menu = active?.closest('[role="menu"]')
  const opener = menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : active
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}
