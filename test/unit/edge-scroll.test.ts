// A card carried to an edge scrolls what is there: as fast on every screen, and never in one jump.
import { expect, test } from 'vitest'
import { createEdgeScroll, type Scrolling } from '#client/board/edge-scroll.ts'

/** A box of 400 by 400 px that shows `height` px of something. */
function aBox(height = 10_000) {
  const box = {
    scrollTop: 0,
    scrollLeft: 0,
    scrollHeight: height,
    clientHeight: 400,
    getBoundingClientRect: () => ({ left: 0, top: 0, right: 400, bottom: 400 }),
    scrollBy: ({ left, top }: { left: number; top: number }) => {
      // Whole px only, as a page scrolls.
      box.scrollLeft += Math.trunc(left)
      box.scrollTop = Math.min(box.scrollTop + Math.trunc(top), height - 400)
    },
  } satisfies Scrolling & { scrollLeft: number }
  return box
}

function scrolledIn(oneSecondOf: { frames: number }, at: { x: number; y: number }) {
  const board = aBox()
  const scroll = createEdgeScroll()
  for (let frame = 0; frame <= oneSecondOf.frames; frame += 1) {
    scroll(at, { under: null, board, now: (1000 * frame) / oneSecondOf.frames })
  }
  return board
}

test.each([30, 60, 144, 240])(
  'a second at the lower edge goes as far at %i Hz as at 60',
  (hertz) => {
    const [most, least] = [
      { x: 200, y: 400 },
      { x: 200, y: 347 },
    ]
    expect(scrolledIn({ frames: hertz }, most).scrollTop).toBeCloseTo(1320, -1)
    // Where the band begins it crawls, and many short frames do not stand still.
    const slow = scrolledIn({ frames: 60 }, least).scrollTop
    expect(slow).toBeGreaterThan(50)
    expect(Math.abs(scrolledIn({ frames: hertz }, least).scrollTop - slow)).toBeLessThan(5)
  },
)

test('away from the edges nothing scrolls, sideways as little as down', () => {
  expect(scrolledIn({ frames: 60 }, { x: 200, y: 200 })).toMatchObject({
    scrollTop: 0,
    scrollLeft: 0,
  })
  expect(scrolledIn({ frames: 60 }, { x: 400, y: 200 }).scrollLeft).toBeGreaterThan(1000)
})

test('a page that stood still for a second does not jump away from the hand', () => {
  const board = aBox()
  const scroll = createEdgeScroll()
  for (const now of [0, 1000]) scroll({ x: 200, y: 400 }, { under: null, board, now })
  expect(board.scrollTop).toBeGreaterThan(0)
  expect(board.scrollTop).toBeLessThan(100)
})

test('the list under the pointer scrolls first, and leaves the way to the board at its end', () => {
  const board = aBox()
  const list = aBox(500)
  const scroll = createEdgeScroll()
  const under = { closest: (selector: string) => (selector === '.cell-scroll' ? list : null) }
  const frames = (from: number, to: number) => {
    for (let frame = from; frame < to; frame += 1) {
      scroll({ x: 200, y: 400 }, { under, board, now: frame * 16 })
    }
  }
  frames(0, 4)
  expect(list.scrollTop).toBeGreaterThan(0)
  expect(board.scrollTop).toBe(0)
  frames(4, 40)
  expect(list.scrollTop).toBeGreaterThanOrEqual(99)
  expect(board.scrollTop).toBeGreaterThan(0)
})
