// A hand quick enough to drop hundreds of cards: the same pointer events as a mouse's, made inside the page.
import type { Page } from 'playwright-core'

/** Counts, from now on, the notices that tell somebody who lost. [W2] */
export async function countLosses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = { losses: 0 }
    Object.assign(globalThis, { counter })
    const region = document.querySelector('.toasts')
    if (!region) throw new Error('there is nowhere to be told')
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node.textContent?.includes('avant vous')) counter.losses += 1
        }
      }
    }).observe(region, { childList: true })
  })
  return () => page.evaluate<number>('counter.losses')
}

/** Takes the card and lets go of it in the middle of the cell, by pointer; both have to be in sight. */
export function dropQuickly(page: Page, card: string, cell: string): Promise<void> {
  return page.evaluate(hand, [
    `.board [data-card="${card}"]`,
    `.cell[data-drop="${cell}"]`,
  ] as const)
}

// oxlint-disable unicorn/consistent-function-scoping -- it is sent to the page as it stands, with all it needs
function hand([from, to]: readonly [string, string]): void {
  const middle = (selector: string) => {
    const box = document.querySelector(selector)?.getBoundingClientRect()
    if (!box) throw new Error(`${selector} is not on the page`)
    return { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }
  }
  const say = (type: string, on: EventTarget | null, at: { clientX: number; clientY: number }) => {
    const buttons = type === 'pointerup' ? 0 : 1
    const pointer = { bubbles: true, pointerId: 1, button: 0, buttons, pointerType: 'mouse' }
    on?.dispatchEvent(new PointerEvent(type, { ...at, ...pointer }))
  }
  const start = middle(from)
  const end = middle(to)
  say('pointerdown', document.querySelector(from), start)
  say('pointermove', globalThis, { clientX: start.clientX + 9, clientY: start.clientY })
  say('pointermove', globalThis, end)
  say('pointerup', globalThis, end)
}
// oxlint-enable unicorn/consistent-function-scoping

/** Where the page shows a card: "stage|lane"; null: nowhere. */
export function shownCell(page: Page, card: string): Promise<string | null> {
  return page.evaluate(
    (id) =>
      document
        .querySelector(`.board [data-card="${id}"]`)
        ?.closest('[data-cell]')
        ?.getAttribute('data-cell') ?? null,
    card,
  )
}
