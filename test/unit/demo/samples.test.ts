import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readList } from '#server/imports/read-list.ts'
import { readTable } from '#server/imports/read-table.ts'
import { createMatchIndex, matchAll } from '#server/matching/match.ts'
import { identityOfFile, identityOfYouth } from '#server/triage/identities.ts'
import { readExtract } from '#server/triage/read-extract.ts'
import { day } from '#shared/domain/day.ts'
import { samples } from '#test/samples/files.ts'

const names = ['liste-hebdomadaire.csv', 'liste-hebdomadaire.xlsx'] as const

async function read(name: string) {
  const bytes = await readFile(new URL(`../../../docs/samples/${name}`, import.meta.url))
  const choices = { mapping: {}, saved: {}, fixes: {}, receivedOn: day.parse('2026-11-23') }
  const table = await readTable(bytes, {})
  return { table, list: readList(table, choices) }
}

test('docs/samples hold what test/samples/make.ts writes', async () => {
  const made = await samples()
  expect(Object.keys(made)).toEqual([...names, 'extrait-imilo.csv'])
  for (const name of Object.keys(made)) {
    const kept = await readFile(new URL(`../../../docs/samples/${name}`, import.meta.url))
    expect(Buffer.compare(kept, Buffer.from(made[name] ?? []))).toBe(0)
  }
})

test.each(names)('%s gives the cards that docs/samples/README.md announces', async (name) => {
  const { list } = await read(name)
  const counts: Record<string, number> = {}
  for (const row of list.rows) {
    const outcome = row.reason ?? 'card'
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  expect(counts).toEqual({
    card: 32,
    'no-consent': 3,
    under16: 1,
    'missing-identity': 1,
    'bad-date': 1,
    'unreadable-phone-only': 1,
    'duplicate-in-file': 1,
  })
})

test('[2] extrait-imilo.csv matches the list as docs/samples/README.md announces', async () => {
  const { list } = await read('liste-hebdomadaire.csv')
  const bytes = await readFile(new URL('../../../docs/samples/extrait-imilo.csv', import.meta.url))
  const { files } = readExtract(await readTable(bytes, {}), day.parse('2026-11-23'))
  const index = createMatchIndex(
    files.map((file) => ({ number: file.number, identity: identityOfFile(file) })),
  )
  const carded = list.rows.filter((row) => row.reason === null)
  const sought = carded.map((row) => ({
    id: String(row.line),
    identity: identityOfYouth(row.youth),
    refused: new Set<string>(),
  }))
  const counts: Record<string, number> = {}
  for (const { verdict, candidates } of matchAll(index, sought)) {
    counts[verdict] = (counts[verdict] ?? 0) + 1
    for (const { kinship } of candidates) counts[kinship] = (counts[kinship] ?? 0) + 1
  }
  expect(files).toHaveLength(14)
  expect(counts).toEqual({
    certain: 4,
    probable: 2,
    to_check: 3,
    unknown: 23,
    same_person: 9,
    twin: 1,
    sibling: 1,
    homonym: 1,
  })
})

test('the CSV is read as Windows-1252 and keeps its typographic signs', async () => {
  const { table, list } = await read('liste-hebdomadaire.csv')
  expect(table.encoding).toBe('windows-1252')
  const remarks = list.rows.map((row) => row.youth.comment)
  expect(remarks).toContain('« veut voir quelqu’un vite »')
  expect(remarks).toContain('ne capte pas bien ; laisser un message\net rappeler')
})

test('only numbers and addresses kept for fiction stand in the samples', async () => {
  const { table } = await read('liste-hebdomadaire.csv')
  const text = table.rows.flatMap((row) => row.cells.map(String)).join('\n')
  const digits = text.match(/(?:\+33|0033|\b0?)[\s(0).-]*[1-9](?:[\s.-]?\d\d){4}\b/g) ?? []
  expect(digits.length).toBeGreaterThan(35)
  for (const written of digits) {
    const national = written.replaceAll(/\D/g, '').replace(/^(0033|33)?0*/, '0')
    expect(national).toMatch(/^0(63998|19900)\d{4}$/)
  }
  for (const [, domain] of text.matchAll(/@([\w.]+)/g)) {
    expect(['exemple.fr', 'example.org']).toContain(domain)
  }
})
