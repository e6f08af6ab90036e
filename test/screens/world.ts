// The world of the screenshots: the demonstration on a fixed day, two boards of given sizes, one empty, and its people.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { day } from '#shared/domain/day.ts'
import { boardOf, type CampaignId, type UserId } from '#shared/domain/ids.ts'
import { buildClient } from '#server/client-build.ts'
import { removeCluster } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { populateDemo } from '#server/demo/populate.ts'
import { createLog } from '#server/log.ts'
import { startRelance, type Relance } from '#server/relance.ts'
import { grammarOf } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import { addBoard } from '#test/bench/more-boards.ts'
import { boardOfCards } from '#test/bench/screen-board.ts'
import { signIn } from '#test/support/board-world.ts'
import { findChromium } from '#test/support/chromium.ts'

/** A Monday, mid-morning: what is late and what is due today both show. */
const today = day.parse('2026-11-23')
const now = new Date('2026-11-23T09:42:00Z')

export const email = {
  coordinator: 'coordination@demo.test',
  manager: 'rs.nord@demo.test',
  officer: 'cisp.nord@demo.test',
  platform: 'plateforme@demo.test',
} as const

export interface World {
  readonly server: Relance
  /** The mission locale; boards of so many cards by their number, `0` being empty. */
  readonly campaign: CampaignId
  /** The demonstration of the telephone platform. */
  readonly platform: CampaignId
  readonly sized: (cards: number) => CampaignId
  /** A page of somebody, at the world's hour, live on a board. */
  readonly open: (who: keyof typeof email, options?: Opening) => Promise<Page>
  /** Everybody's pages are closed, and what they set for themselves is forgotten: a folded lane is one picture's. */
  readonly leave: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Opening extends BrowserContextOptions {
  /** After `/c/<campaign>`. */
  readonly path?: string
  readonly campaign?: CampaignId
  readonly waits?: boolean
}

export const sizes = [0, 400, 3300] as const

export async function buildWorld(): Promise<World> {
  const log = createLog('silent')
  await buildClient(log)
  const dataDir = await mkdtemp(join(tmpdir(), 'relance-screens-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const server = await startRelance({ ...config, databaseUrl: postgres.url, dataDir }, log)
  await populateDemo({ sql: server.sql, writer: server.rooms, log, today })
  const { sql } = server
  const campaign = await campaignOf('mission_locale')
  const platform = await campaignOf('platform')
  const document = boardOf(platform)
  const loaded = await loadDocument(sql, document, must(grammarOf(document), 'a board has one'))
  const fresh = must(loaded, 'the demonstration has a board').doc
  const users: UserId[] = [(await userOf('platform')).id]
  const boards = [platform]
  const made = new Map<number, CampaignId>()
  for (const cards of sizes) {
    const doc = cards === 0 ? emptyOf(fresh) : boardOfCards(fresh, cards)
    const name = cards === 0 ? 'Liste de décembre' : `Campagne de ${cards} fiches`
    const at = await addBoard({ sql, boards, users }, `screens-${cards}`, doc)
    const id = must(boards[at], 'it was added')
    await sql`update campaign set name = ${name} where id = ${id}`
    await sql`update membership set role = 'coordinator' where campaign_id = ${id}`
    made.set(cards, id)
  }
  const browser = await launch()
  return {
    server,
    campaign,
    platform,
    sized: (cards) => must(made.get(cards), 'a board of that size was made'),
    open: async (who, options = {}) => {
      const { path = '', campaign: asked = campaign, waits = true, ...context } = options
      const page = await (
        await browser.newContext({
          locale: 'fr-FR',
          timezoneId: 'Europe/Paris',
          viewport: { width: 1440, height: 900 },
          reducedMotion: 'reduce',
          ...context,
        })
      ).newPage()
      // It goes on from there: a clock that stood still would find every line alive.
      await page.clock.install({ time: now })
      const [name = '', value = ''] = (await signIn(sql, (await userOf(who)).id)).split('=')
      await page.context().addCookies([{ name, value, url: server.url }])
      await page.goto(`${server.url}/c/${asked}${path}`)
      if (waits) await page.locator('[data-connection="live"]').waitFor()
      return page
    },
    leave: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await sql`delete from preference`
    },
    close: async () => {
      await browser.close()
      await server.close()
      await postgres.stop()
      removeCluster(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
  }

  async function campaignOf(template: string): Promise<CampaignId> {
    const [row] = await sql<{ id: CampaignId }[]>`
      select id from campaign where template = ${template} order by created_at limit 1`
    return must(row, `the demonstration has a ${template}`).id
  }
  async function userOf(who: keyof typeof email): Promise<{ id: UserId }> {
    const [row] = await sql<{ id: UserId }[]>`select id from app_user where email = ${email[who]}`
    return must(row, `the demonstration has ${email[who]}`)
  }
}

const config = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  trustProxy: false,
  metricsToken: null,
  mail: { smtpUrl: null, from: 'Relance <relance@localhost>', digestMinutes: 10 },
  logLevel: 'silent',
} as const

async function launch(): Promise<Browser> {
  const found = await findChromium()
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined)
  return chromium.launch({
    executablePath: found.executablePath,
    args: found.args,
    env: { ...Object.fromEntries(inherited), ...found.env },
  })
}

/** The lanes and settings of a board, and nobody on it. */
function emptyOf(from: Y.Doc): Y.Doc {
  const source = boardTypes(from)
  const doc = new Y.Doc()
  const made = boardTypes(doc)
  for (const [name, value] of source.settings.entries()) made.settings.set(name, value)
  for (const [name, value] of source.lanes.entries()) made.lanes.set(name, value)
  return doc
}
