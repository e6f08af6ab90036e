// A board with cards on a database of its own, one server in this process, and whoever is opened on it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId, DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Relance, RelanceOptions } from '#server/relance.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { createBoardClient, requestLease, type BoardClient } from './board-client.ts'
import { addCards, board, buildWorld, places, signIn } from './board-world.ts'
import { freshDatabase } from './database.ts'
import { startProcess } from './process.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server.ts'

/** Where a client connects to; changed, it goes there the next time. */
export interface Where {
  url: string
}

export interface FaultWorld {
  readonly databaseUrl: string
  readonly sql: Sql
  readonly server: Relance
  readonly cards: readonly CardId[]
  card(n: number): CardId
  /** Somebody on the board, closed when the test has finished. */
  open(user: UserId, where?: Where, document?: DocumentId): Promise<BoardClient>
  /** The program on this database, or on another way to it, gone when the test has finished. */
  startProcess(databaseUrl?: string, env?: Readonly<Record<string, string>>): Promise<ServerProcess>
  /** Another server in this process, closed when the test has finished. */
  startServer(databaseUrl?: string, limits?: RelanceOptions['limits']): Promise<Relance>
  /** What the rows alone say, applied to an empty document. */
  replayLog(): Promise<Y.Doc>
  /** Events of a card whose new place has this rank. */
  countOf(card: CardId, rank: string, verdict?: 'kept' | 'rejected' | 'superseded'): Promise<number>
  /** Nothing is kept on the board until `meanwhile` has ended. */
  whileLocked(meanwhile: (tx: Transaction) => Promise<void>): Promise<void>
  /** Until `count` backends of this database wait for a lock. */
  untilWaiting(tx: Transaction, count?: number): Promise<void>
  close(): Promise<void>
}

export async function startFaultWorld(
  cardCount = 12,
  options: RelanceOptions = {},
): Promise<FaultWorld> {
  const database = await freshDatabase()
  const { sql } = database
  const server = await startServer({ databaseUrl: database.url }, options)
  await buildWorld(server)
  const cards = await addCards(
    server,
    Array.from({ length: cardCount }, () => places.free),
  )
  return {
    databaseUrl: database.url,
    sql,
    server,
    cards,
    card: (n) => must(cards[n], 'the board has so many cards'),
    async open(user, where = server, document = board) {
      const cookie = await signIn(sql, user)
      const parts = {
        cookie,
        document,
        get url() {
          return where.url
        },
      }
      const client = createBoardClient(parts, await requestLease(parts))
      await client.reconnect()
      onTestFinished(() => client.drop())
      return client
    },
    async startProcess(databaseUrl = database.url, env = {}) {
      const dataDir = mkdtempSync(join(tmpdir(), 'relance-fault-'))
      onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
      return startProcess({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...env })
    },
    async startServer(databaseUrl = database.url, limits = {}) {
      const another = await startServer({ databaseUrl }, { limits })
      onTestFinished(() => another.close())
      return another
    },
    async replayLog() {
      const doc = new Y.Doc()
      boardTypes(doc)
      const rows = await sql<{ bytes: Buffer }[]>`
        select bytes from document_update where document_id = ${board} order by seq`
      for (const row of rows) Y.applyUpdate(doc, row.bytes)
      return doc
    },
    async countOf(card, rank, verdict = 'kept') {
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int as n from event
        where card_id = ${card} and new ->> 'rank' = ${rank} and verdict = ${verdict}`
      return must(row, 'a count').n
    },
    async whileLocked(meanwhile) {
      await sql.begin(async (tx) => {
        await tx`select 1 from document where id = ${board} for update`
        await meanwhile(tx)
      })
    },
    async untilWaiting(tx, count = 1) {
      await vi.waitFor(
        async () => {
          // Else a transaction sees for ever what it saw at its first look.
          await tx`select pg_stat_clear_snapshot()`
          const [row] = await tx<{ n: number }[]>`
            select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`
          if ((row?.n ?? 0) < count) throw new Error(`${row?.n} wait for a lock`)
        },
        { timeout: 20_000 },
      )
    },
    async close() {
      await server.close()
      await database.drop()
    },
  }
}

/** A card's place, as text. */
export function placeIn(doc: Y.Doc, card: CardId): string {
  return JSON.stringify(boardTypes(doc).cards.get(card)?.get('at') ?? null)
}

/** The whole board as plain values. */
export function contentOf(doc: Y.Doc): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(boardTypes(doc)).map(([name, root]: [string, Y.Map<unknown>]) => [
      name,
      root.toJSON(),
    ]),
  )
}
