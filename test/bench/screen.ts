// npm run bench -- screen [--only cards-3300] [--reps 3] [--json]: the board in a real browser, by number of cards.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { z } from 'zod'
import { must } from '#shared/assert.ts'
import { findChromium } from '#test/support/chromium.ts'
import { buildClient } from '#server/client-build.ts'
import { createLog } from '#server/log.ts'
import { Author } from './author.ts'
import { medianOf, quantilesOf, round, wait } from './figures.ts'
import { addBoard, readBoard } from './more-boards.ts'
import { prepareGround, type Ground, type RelanceTarget } from './relance-target.ts'
import { describeMachine } from './report.ts'
import { boardOfCards } from './screen-board.ts'
import { screenSizes as sizes } from './sizes.ts'
import { WireClient } from './wire-client.ts'

const metrics = [
  'usableMs',
  'dropToPaintP95Ms',
  'dropScriptP95Ms',
  'framesOnTimePct',
  'filterMs',
  'heapGrowthMB',
] as const
type Metric = (typeof metrics)[number]
type Measured = Readonly<Record<Metric, number>>

export interface ScreenFigure {
  readonly workload: string
  readonly metric: Metric
  readonly median: number
}

/** Measures each size `reps` times, each time in a browser of its own; answers the medians, none without a browser. */
export async function benchScreen(
  { only, reps }: { only: readonly string[] | null; reps: number },
  say: (line: string) => void,
): Promise<ScreenFigure[]> {
  const chosen = sizes.cards.filter((cards) => only?.includes(workloadOf(cards)) ?? true)
  if (chosen.length === 0) {
    say(`Workloads: ${sizes.cards.map(workloadOf).join(', ')}`)
    return []
  }
  if (!existsSync('dist/client/index.html')) say('Building the client…')
  await buildClient(createLog('silent'))
  say(`${describeMachine()}\nSeeding the boards…`)
  const ground = await prepareGround(process.env['DATABASE_URL'])
  try {
    const fresh = await readBoard(ground)
    const figures: ScreenFigure[] = []
    for (const cards of chosen) {
      const board = await addBoard(ground, `bench-screen-${cards}`, boardOfCards(fresh, cards))
      const runs: Measured[] = []
      for (let i = 0; i < reps; i++) runs.push(await measureOnce(ground, board))
      say(`\n${workloadOf(cards)}  ten lanes, ${reps} repetitions`)
      for (const metric of metrics) {
        const median = round(medianOf(runs.map((run) => run[metric])), 1)
        figures.push({ workload: workloadOf(cards), metric, median })
        say(`  ${metric.padEnd(20)}${median}   (${runs.map((run) => run[metric]).join(', ')})`)
      }
    }
    say(`\n${describeMachine()}`)
    return figures
  } finally {
    await ground.stop()
  }
}

function workloadOf(cards: number): string {
  return `cards-${cards}`
}

async function measureOnce(ground: Ground, board: number): Promise<Measured> {
  const target = await ground.start()
  const browser = await launch()
  try {
    return await measure(target, { ground, board, browser })
  } finally {
    await browser.close()
    await target.stop()
  }
}

async function launch(): Promise<Browser> {
  const found = await findChromium()
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined)
  return chromium.launch({
    executablePath: found.executablePath,
    // Without these the heap is read in steps, and an unseen window draws no frames.
    args: [...found.args, '--enable-precise-memory-info', '--disable-renderer-backgrounding'],
    env: { ...Object.fromEntries(inherited), ...found.env },
  })
}

async function measure(
  target: RelanceTarget,
  { ground, board, browser }: { ground: Ground; board: number; browser: Browser },
): Promise<Measured> {
  // The probe is asked by words, which the page's policy rightly refuses.
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    bypassCSP: true,
  })
  const [name = '', value = ''] = target.cookie(0).split('=')
  await context.addCookies([{ name, value, url: target.url }])
  const page = await context.newPage()
  await page.addInitScript({ path: probePath })
  const campaign = must(ground.boards[board], 'the board was made')
  const address = `${target.url}/c/${campaign}`

  const opened: number[] = []
  for (let i = 0; i < sizes.navigations; i++) {
    await page.goto(address, { waitUntil: 'commit' })
    await page.waitForFunction('benchProbe.usableAt !== null', null, { timeout: 120_000 })
    opened.push(z.number().parse(await page.evaluate('benchProbe.usableAt')))
    await page.locator('[data-connection="live"]').waitFor()
  }
  const filterMs = await measureFilters(page)
  const drops = await measureDrops(page)
  const colleague = await openColleague(target, board)
  try {
    const framesOnTimePct = await measureFrames(page, colleague)
    const heapGrowthMB = await measureHeap(await context.newCDPSession(page), colleague)
    return {
      usableMs: round(medianOf(opened), 0),
      ...drops,
      framesOnTimePct,
      filterMs,
      heapGrowthMB,
    }
  } finally {
    await colleague.close()
    await context.close()
  }
}

const probePath = fileURLToPath(new URL('./screen-probe.js', import.meta.url))

/** Each chip on and off, and names typed into the search: the 95th percentile from the act to the paint, ms. */
async function measureFilters(page: Page): Promise<number> {
  const took: number[] = []
  const time = async (script: string) => took.push(z.number().parse(await page.evaluate(script)))
  for (let turn = 0; turn < sizes.filterRounds; turn++) {
    for (const chip of ['overdue', 'callback', 'incomplete']) {
      const selector = `.filter-chips [data-fit="${chip}"] .chip`
      await time(`benchClick(${JSON.stringify(selector)})`)
      await time(`benchClick(${JSON.stringify(selector)})`)
    }
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').waitFor()
    for (const text of ['b', 'be', 'ben', 'am']) {
      await time(`benchType('.palette input', ${JSON.stringify(text)})`)
    }
    await page.keyboard.press('Escape')
    await page.locator('.palette input').waitFor({ state: 'detached' })
  }
  return round(quantilesOf(took).p95, 1)
}

/** A drop that was painted within a frame may have no script of its own to tell of. */
const drop = z.object({ scriptMs: z.number().default(0), paintedMs: z.number() })
const cellOf = (stage: string) => `.cell[data-drop="cell ${stage} bench_lane_0"]`
const ends = [cellOf('dispatched'), cellOf('first_contact')] as const

/** Cards of the first lane, dragged with the mouse from one cell to the next, and back. */
async function measureDrops(
  page: Page,
): Promise<Pick<Measured, 'dropToPaintP95Ms' | 'dropScriptP95Ms'>> {
  const { length } = ends
  for (let i = 0; i < sizes.drops; i++) {
    await lift(page, ends[i % length] ?? ends[0])
    await aimAt(page, ends[(i + 1) % length] ?? ends[1])
    const before = await dropsOf(page)
    await page.mouse.up()
    await page.waitForFunction(`benchProbe.drops.length > ${before.length}`)
    // A stage may ask for its facts beside the card: left for later.
    await page.keyboard.press('Escape')
    await page.locator('[data-unsent="0"]').waitFor()
  }
  const drops = (await dropsOf(page)).slice(-sizes.drops)
  return {
    dropToPaintP95Ms: round(quantilesOf(drops.map((one) => one.paintedMs)).p95, 1),
    dropScriptP95Ms: round(quantilesOf(drops.map((one) => one.scriptMs)).p95, 1),
  }
}

async function dropsOf(page: Page) {
  return z.array(drop).parse(await page.evaluate('benchProbe.drops'))
}

/** The first card of the cell. */
async function lift(page: Page, cell: string): Promise<void> {
  const { x, y } = await middleOf(page, `${cell} [data-card]`)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 16, y + 6, { steps: 2 })
  await page.locator('.board-dragging').waitFor()
}

async function aimAt(page: Page, cell: string): Promise<void> {
  const { x, y } = await middleOf(page, cell)
  await page.mouse.move(x, y, { steps: 4 })
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = must(await page.locator(selector).first().boundingBox(), `${selector} is in sight`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

interface Colleague {
  /** Moves one card of the board. */
  readonly move: () => void
  readonly close: () => Promise<void>
}

/** Somebody else who moves cards, on a socket that holds no screen. */
async function openColleague(target: RelanceTarget, board: number): Promise<Colleague> {
  const { address, clientId } = await target.seat(1, true, board)
  const client = new WireClient(address, { keep: true })
  await client.synced
  const author = new Author(client.state, [must(clientId, 'a writer has a leased id')])
  return {
    move: () => client.sendUpdate(author.move(0).update),
    close: () => client.close(),
  }
}

/** The share of frames that came in time while a card is dragged about and a colleague moves twenty a second. */
async function measureFrames(page: Page, colleague: Colleague): Promise<number> {
  const pace = setInterval(() => colleague.move(), 1000 / sizes.remoteMovesPerSecond)
  try {
    await lift(page, ends[0])
    await page.evaluate('void Object.assign(benchProbe, { frames: [], watching: true })')
    const until = performance.now() + sizes.dragSeconds * 1000
    for (let i = 0; performance.now() < until; i++) {
      const turn = (i / 40) * Math.PI
      await page.mouse.move(720 + 500 * Math.cos(turn), 480 + 200 * Math.sin(turn))
    }
    const frames = z.array(z.number()).parse(await page.evaluate('benchProbe.frames'))
    await page.keyboard.press('Escape')
    await page.mouse.up()
    return onTimePct(frames)
  } finally {
    clearInterval(pace)
    await page.evaluate('void (benchProbe.watching = false)')
  }
}

const frameMs = 1000 / 60

/** Frames that were drawn, of those that a screen of 60 a second has room for. */
function onTimePct(frames: readonly number[]): number {
  const [first = 0] = frames
  const room = Math.round(((frames.at(-1) ?? 0) - first) / frameMs)
  return round(Math.min(100, ((frames.length - 1) / Math.max(1, room)) * 100), 1)
}

/** An hour of a team's moves, as fast as they arrive: by how much the page's heap has grown once it is swept. */
async function measureHeap(devtools: CDPSession, colleague: Colleague): Promise<number> {
  await devtools.send('HeapProfiler.enable')
  const move = async (count: number) => {
    for (let i = 0; i < count; i++) {
      colleague.move()
      if (i % sizes.movesAtOnce === 0) await wait(sizes.movesAtOnce * sizes.msPerMove)
    }
    await wait(settleMs)
  }
  const used = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }
  // Lists and caches reach their size first.
  await move(sizes.warmMoves)
  const before = await used()
  await move(sizes.hourOfMoves)
  return round(((await used()) - before) / 1e6, 1)
}

const settleMs = 2000
