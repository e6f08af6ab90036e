// A finger on the glass, through the browser's own input: what scrolls, taps and rests is decided there, as on a phone.
import type { CDPSession, Locator, Page } from 'playwright-core'
import { must } from '#shared/assert.ts'

export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 1,
} as const

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Finger {
  /** `others` are further fingers beside it, which rest where they are until it goes up. */
  readonly down: (at: Point, ...others: Point[]) => Promise<void>
  /** In steps, as a hand moves. */
  readonly moveTo: (at: Point) => Promise<void>
  readonly up: () => Promise<void>
}

export async function fingerOn(page: Page): Promise<Finger> {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  let here: Point = { x: 0, y: 0 }
  let resting: Point[] = []
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
    })
  return {
    down: async (at, ...others) => {
      here = at
      resting = others
      await touch('touchStart', [at, ...others])
    },
    moveTo: async (to) => {
      const from = here
      for (let step = 1; step <= moves; step += 1) {
        here = {
          x: from.x + ((to.x - from.x) * step) / moves,
          y: from.y + ((to.y - from.y) * step) / moves,
        }
        await touch('touchMove', [here, ...resting])
      }
    },
    up: async () => {
      await touch('touchEnd', [])
    },
  }
}

const moves = 8

export async function middleOf(locator: Locator): Promise<Point> {
  const box = must(await locator.boundingBox(), 'it is in sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** What can be pressed and is less than 44 px either way, as a finger meets it: its own box or what enlarges it. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const reach = 21.5
    const pressed = 'a[href], button, input, select, summary, [role="button"], [role^="menuitem"]'
    const small: string[] = []
    for (const element of document.querySelectorAll(pressed)) {
      const box = element.getBoundingClientRect()
      const x = box.left + box.width / 2
      const y = box.top + box.height / 2
      // Out of sight, below something, or for screen readers alone: no finger meets it.
      if (box.width < 2 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue
      const met = document.elementFromPoint(x, y)
      if (!met || !element.contains(met)) continue
      const wide = box.width >= 2 * reach
      const high = box.height >= 2 * reach
      const reaches = (dx: number, dy: number) => {
        const there = document.elementFromPoint(x + dx, y + dy)
        return there !== null && (element.contains(there) || there.contains(element))
      }
      if (!wide && !(reaches(-reach, 0) && reaches(reach, 0) && element.matches('input'))) {
        small.push(`${element.className} ${element.textContent} is ${Math.round(box.width)} wide`)
      }
      if (!high && !element.matches('input[type="radio"], input[type="checkbox"]')) {
        small.push(`${element.className} ${element.textContent} is ${Math.round(box.height)} high`)
      }
    }
    return small
  })
}
