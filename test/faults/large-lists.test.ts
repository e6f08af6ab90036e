import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importAnswer, rowsAnswer, type ImportAnswer } from '#shared/contracts/imports.ts'
import type { Relance } from '#server/relance.ts'
import { anImporter, type Importer } from '#test/support/imports.ts'
import { largeCsv, largeRow, largeXlsx } from '#test/support/large-lists.ts'
import { startServer } from '#test/support/server.ts'

// The largest lists that are read: what they cost the server, and whoever works there meanwhile.

const rows = 60_000
const megabyte = 1024 * 1024

let server: Relance
let coordinator: Importer
beforeAll(async () => {
  server = await startServer()
  coordinator = await anImporter(server, 'platform')
})
afterAll(() => server.close())

describe.each([
  ['CSV', 'liste.csv', largeCsv],
  ['XLSX', 'liste.xlsx', largeXlsx],
] as const)('60,000 rows as %s', (_, name, make) => {
  let list: ImportAnswer

  test('[1] are read within bounded memory, while others are answered', async () => {
    const bytes = make(rows)
    const before = process.memoryUsage().rss
    let peak = before
    const sending = coordinator.send({ name, bytes, receivedOn: '2020-03-17' })
    const state = { read: false }
    const sent = sending.finally(() => {
      state.read = true
    })
    let answered = 0
    while (!state.read) {
      expect((await coordinator.fetch('/imports')).status).toBe(200)
      answered += 1
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    const { status, body } = await sent
    expect({ status, body }).toMatchObject({ status: 201 })
    list = importAnswer.parse(body)
    expect(list.summary).toEqual({ rows, create: rows, update: 0, unchanged: 0, notCarded: 0 })
    // Thread, server and this test's own bytes together; the rows alone are 20 MB of text.
    expect((peak - before) / megabyte).toBeLessThan(900)
    expect(answered).toBeGreaterThan(10)
  })

  test('[1] come by pages, in a small answer', async () => {
    expect(list.rows).toHaveLength(1000)
    expect(JSON.stringify(list).length).toBeLessThan(megabyte)
    expect(list.counts).toMatchObject({ all: rows, create: rows, update: 0 })
    const page = async (query: string) => {
      const answer = await coordinator.fetch(`/imports/${list.id}/rows?${query}`)
      return rowsAnswer.parse(await answer.json())
    }
    const last = await page(`filter=create&from=${rows - 2}&limit=10`)
    expect(last.total).toBe(rows)
    expect(last.rows.map((row) => [row.line, row.lastName])).toEqual([
      [rows, largeRow(rows - 2)[1]],
      [rows + 1, largeRow(rows - 1)[1]],
    ])
    expect((await page('filter=update')).rows).toEqual([])
  })

  test('[1] one cell is corrected, and the others stand', async () => {
    const response = await coordinator.fetch(`/imports/${list.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fixes: { '3': { lastName: 'AUTREMENT' } } }),
    })
    const answer = importAnswer.parse(await response.json())
    expect(answer.rows[1]).toMatchObject({ line: 3, lastName: 'AUTREMENT' })
    expect(answer.summary.create).toBe(rows)
    await coordinator.undo(list.id)
    const [left] = await server.sql<{ count: number }[]>`
      select count(*)::int as count from import_line where import_id = ${list.id}`
    expect(left?.count).toBe(0)
  })
})
