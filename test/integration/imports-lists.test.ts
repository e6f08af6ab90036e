import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Relance } from '#server/relance.ts'
import { anImporter, bring, preview } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// Lists put on a board by the real rooms, and taken back.

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/lists/${name}`, import.meta.url))

const expected = z
  .array(
    z.object({
      file: z.string(),
      receivedOn: z.string(),
      rows: z.number(),
      cards: z.number(),
      notCarded: z.record(z.string(), z.number()),
      alreadyReceived: z.object({ updated: z.number(), unchanged: z.number(), either: z.number() }),
    }),
  )
  .parse(JSON.parse(fixture('expected.json').toString('utf8')))

describe('the synthetic lists, one after the other', () => {
  test.each([['mission_locale', 'operateur'] as const, ['platform', 'siei'] as const])(
    '[1] %s: the numbers are those expected, and a repeat changes nothing',
    async (template, prefix) => {
      const coordinator = await anImporter(server, template)
      for (const list of expected.filter(({ file }) => file.startsWith(prefix))) {
        const file = { name: list.file, bytes: fixture(list.file), receivedOn: list.receivedOn }
        const applied = await bring(coordinator, file)
        const { updated, unchanged, either } = list.alreadyReceived
        expect(applied.notCarded).toEqual(list.notCarded)
        expect(applied.summary.rows).toBe(list.rows)
        expect(applied.summary.create).toBe(list.cards - updated - unchanged - either)
        expect(applied.summary.update).toBeGreaterThanOrEqual(updated)
        expect(applied.summary.update).toBeLessThanOrEqual(updated + either)
        expect((await preview(coordinator, file)).summary).toMatchObject({
          create: 0,
          update: 0,
          unchanged: list.cards,
        })
      }
    },
    300_000,
  )
})
