// Several people at one board: what every test of working together begins with.
import { afterAll, beforeAll } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Relance } from '#server/relance.ts'
import { openBoardAs, type BoardOptions } from './board-page.ts'
import { addCards, board, buildWorld, world } from './board-world.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { startServer } from './server.ts'

export interface PeopleAtBoard {
  readonly server: () => Relance
  /** New cards for one test. */
  readonly cards: (...at: Place[]) => Promise<[CardId, ...CardId[]]>
  /** Takes the cards made so far off the board and forgets what was folded: the next test finds its own in sight. */
  readonly clear: () => Promise<void>
  readonly open: (user: UserId, options?: BoardOptions) => Promise<Page>
}

/** Solène coordinates, Karim manages the north. Lines that tests cut are the browser's own word in its console. */
export function peopleAtBoard(): PeopleAtBoard {
  let server: Relance | undefined
  let browser: TestBrowser | undefined
  let from = 0
  let made: CardId[] = []
  beforeAll(async () => {
    server = await startServer()
    await buildWorld(server)
    const { sql } = server
    await sql`update app_user set name = 'Solène Maury' where id = ${world.coordinator}`
    await sql`update app_user set name = 'Karim Bensaïd' where id = ${world.manager}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  const running = () => must(server, 'the server has started')
  return {
    server: running,
    cards: async (...at) => {
      const [first, ...others] = await addCards(running(), at, from)
      from += at.length
      if (first) made.push(first, ...others)
      return [must(first, 'a card was asked for'), ...others]
    },
    clear: async () => {
      const cards = made
      made = []
      await running().sql`delete from preference`
      await running().rooms.execute(board, {
        user: world.coordinator,
        edit: (doc) =>
          editCards(doc, cards, {
            closed: { situation: 'not_known', by: world.coordinator, on: day.parse('2026-11-20') },
          }),
      })
    },
    open: (user, options = {}) =>
      openBoardAs({ browser: must(browser, 'the browser has started'), server: running() }, user, {
        tolerate: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection to/,
        ...options,
      }),
  }
}
