// Every state of the board that is kept as a picture, and the mock-up it corresponds to.
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import { closeCode } from '#shared/contracts/sync.ts'
import {
  assign,
  barred,
  coordinator,
  dark,
  endedWith,
  english,
  following,
  lane,
  lift,
  lifted,
  moveMenu,
  offline,
  openCard,
  overtaken,
  people,
  phone,
  reconnecting,
  search,
  select,
  share,
  together,
  toNextLane,
  views,
  waiting,
} from './states.ts'
import type { World } from './world.ts'

export interface Shot {
  /** Of the file, without `.png`. */
  readonly name: string
  /** Number of the mock-up; null: there is none. */
  readonly mockUp: string | null
  readonly what: string
  /** Brings a page into the state. Whoever was opened is closed with it. */
  readonly take: (world: World) => Promise<Page>
}

const shot = (
  name: string,
  [mockUp, what]: readonly [string | null, string],
  take: Shot['take'],
): Shot => ({ name, mockUp, what, take })

export const shots: readonly Shot[] = [
  shot('board', ['01', 'the board of a mission locale'], coordinator({})),
  shot('board-dark', ['04', 'the same, dark'], coordinator(dark)),
  shot('board-english', [null, 'the same, in English'], coordinator(english)),
  shot('board-drag', ['02', 'a card held over an adviser'], coordinator({}, lift)),
  shot('board-drag-dark', ['02', 'the same, dark'], coordinator(dark, lift)),
  shot(
    'board-drag-lane',
    ['02', 'the lane aimed at, before and after the drop'],
    coordinator({}, toNextLane),
  ),
  shot(
    'board-drag-barred',
    [null, 'a drop that is not allowed says why before it is made'],
    barred,
  ),
  shot('board-following', [null, 'following a colleague'], following),
  shot(
    'board-folded',
    ['01', 'folded lanes: six counts and their rulers'],
    coordinator({}, async (page) => {
      for (const n of [0, 1])
        await page
          .locator('.lane-fold')
          .nth(1 + n)
          .click()
      await page.locator('.lane-folded-row').nth(1).waitFor()
    }),
  ),
  shot('overtaken', [null, 'a colleague was faster: who, where to, and taking it back'], overtaken),
  shot('reconnecting', [null, 'the line comes back'], coordinator({}, reconnecting)),
  shot('board-together', ['01', 'a colleague reads, another carries a card'], together),
  shot(
    'see-all',
    ['03', 'everything of one cell'],
    coordinator({}, (page) => page.locator('.cell-all').nth(2).click()),
  ),
  shot('offline', ['05', 'without the network: what waits'], coordinator({}, offline)),
  shot(
    'back-online',
    [null, 'back: what was kept of the work done offline'],
    coordinator({}, async (page) => {
      await offline(page)
      await page.context().setOffline(false)
      await page.locator('.back-bar').waitFor()
      await page.locator('.back-bar .button').first().click()
    }),
  ),
  shot('search', ['06', 'the search'], coordinator({}, search)),
  shot('search-dark', ['06', 'the same, dark'], coordinator(dark, search)),
  shot('lane', ['09', 'a lane over the whole page'], coordinator({}, lane)),
  shot('lane-share', ['10', 'the even split, before anything changes'], coordinator({}, share)),
  shot('lane-share-dark', ['10', 'the same, dark'], coordinator(dark, share)),
  shot('lane-dark', ['09', 'the same, dark'], coordinator(dark, lane)),
  shot('card', ['11', 'a card beside the board'], coordinator({}, openCard)),
  shot('card-dark', ['30', 'the same, dark'], coordinator(dark, openCard)),
  shot('move', [null, 'moving without dragging'], coordinator({}, moveMenu)),
  shot(
    'facts',
    [null, 'what a stage asks, beside the card'],
    coordinator({}, async (page) => {
      await page.locator('.cell.stage-first_contact [data-card]').first().focus()
      await page.keyboard.press('.')
      await page.locator('.facts').waitFor()
    }),
  ),
  shot('selection', [null, 'several cards chosen'], coordinator({}, select)),
  shot(
    'lifted',
    [null, 'a card lifted by the keys, and where it would go'],
    coordinator({}, lifted),
  ),
  shot('assign', [null, 'given to an adviser without dragging'], coordinator({}, assign)),
  shot('people', [null, 'who is at the board, and on which card'], people),
  shot('waiting', [null, 'what waits for the line, act by act'], coordinator({}, waiting)),
  shot('views', [null, 'order, density, saved views, print'], coordinator({}, views)),
  shot(
    'refused',
    [null, 'the board is no longer open to this person'],
    coordinator({}, endedWith(closeCode.gone)),
  ),
  shot('platform', [null, 'the telephone platform: one pool over several territories'], (world) =>
    world.open('platform', { campaign: world.platform }),
  ),
  shot('lines', [null, 'density: lines'], coordinator({ path: '?view=lines' })),
  shot('table', [null, 'the same cards as a table'], coordinator({ path: '?view=table' })),
  shot(
    'filtered',
    [null, 'filters, with counts beside totals'],
    coordinator({ path: '?f=overdue' }),
  ),
  shot('nobody', [null, 'nobody matches'], coordinator({ path: '?f=overdue,known,unknown' })),
  shot(
    'legend',
    ['28', 'what every sign means'],
    coordinator({}, (page) => page.getByRole('button', { name: 'Légende' }).click()),
  ),
  shot(
    'keys',
    [null, 'the keys'],
    coordinator({}, async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    }),
  ),
  shot('empty', [null, 'no list yet'], (world) =>
    world.open('platform', { campaign: world.sized(0) }),
  ),
  shot('loading', [null, 'the board arrives'], async (world) => {
    const page = await world.open('coordinator', { path: '/equipe', waits: false })
    await page.route('**/api/sync/leases', () => {})
    await page.goto(`${world.server.url}/c/${world.campaign}`)
    await page.locator('.cell-waiting').first().waitFor()
    return page
  }),
  shot('failed', [null, 'the server does not answer'], async (world) => {
    const page = await world.open('coordinator', { path: '/equipe', waits: false })
    await page.route('**/api/sync/**', (route) => route.abort())
    await page.goto(`${world.server.url}/c/${world.campaign}`)
    await page.getByText('Le tableau n’a pas pu s’ouvrir').waitFor()
    return page
  }),
  shot('cards-400', [null, '400 cards over ten lanes'], (world) =>
    world.open('platform', { campaign: world.sized(400) }),
  ),
  shot('cards-3300', [null, '3,300 cards over ten lanes'], (world) =>
    world.open('platform', { campaign: world.sized(3300) }),
  ),
  shot('cards-3300-dark', [null, 'the same, dark, as lines'], (world) =>
    world.open('platform', { campaign: world.sized(3300), path: '?view=lines', ...dark }),
  ),
  shot(
    'forced-colours',
    [null, 'with the colours of the system'],
    coordinator({ forcedColors: 'active' }),
  ),
  shot(
    'greyscale',
    [null, 'as somebody sees it who sees no colour'],
    coordinator({}, async (page) => {
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' })
    }),
  ),
  shot(
    'print',
    [null, 'on paper'],
    coordinator({ path: '?f=overdue', viewport: { width: 794, height: 1123 } }, async (page) => {
      await page.emulateMedia({ media: 'print' })
      await page.locator('.print-sheet').waitFor()
    }),
  ),
  shot(
    'lane-print',
    [null, 'a lane on paper'],
    coordinator({}, async (page) => {
      await lane(page)
      await page.setViewportSize({ width: 794, height: 1123 })
      await page.emulateMedia({ media: 'print' })
      await page.locator('.print-sheet').waitFor()
    }),
  ),
  shot(
    'tablet',
    [null, 'on a tablet'],
    coordinator({ viewport: { width: 1024, height: 768 }, hasTouch: true }),
  ),
  shot(
    'tablet-upright',
    [null, 'on a tablet held upright: one stage at a time'],
    coordinator({ viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true }),
  ),
  shot('phone', ['07', 'on a phone'], coordinator(phone)),
  shot('phone-dark', ['08', 'the same, dark'], coordinator({ ...phone, ...dark })),
  shot('phone-english', [null, 'the same, in English'], coordinator({ ...phone, ...english })),
  shot('phone-card', ['12', 'a card on a phone'], coordinator(phone, openCard)),
  shot('phone-move', [null, 'moved with taps'], coordinator(phone, moveMenu)),
  shot('phone-lane', [null, 'a lane on a phone'], coordinator(phone, lane)),
  shot('phone-search', ['06', 'the search on a phone'], coordinator(phone, search)),
  shot(
    'phone-offline',
    ['05', 'a phone without the network'],
    coordinator(phone, async (page) => {
      await page.context().setOffline(true)
      await page.locator('[data-connection="offline"]').waitFor()
    }),
  ),
  shot('phone-selection', [null, 'several cards chosen on a phone'], coordinator(phone, select)),
  shot('phone-assign', [null, 'given to an adviser on a phone'], coordinator(phone, assign)),
  shot('phone-views', [null, 'what a phone offers behind « Vue »'], coordinator(phone, views)),
  shot(
    'phone-english-dark',
    [null, 'the phone in English, dark'],
    coordinator({ ...phone, ...english, ...dark }, openCard),
  ),
  shot('narrow', [null, '320 px wide'], coordinator({ viewport: { width: 320, height: 640 } })),
]

/** A shot by its name, for a run of a few. */
export function shotsNamed(names: readonly string[] | null): readonly Shot[] {
  if (names === null) return shots
  return names.map((name) =>
    must(
      shots.find((one) => one.name === name),
      `there is a screenshot called ${name}`,
    ),
  )
}
