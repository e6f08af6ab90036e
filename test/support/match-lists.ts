// The three weekly lists matched with the synthetic extract, beside the truth about each row.
import { readFileSync } from 'node:fs'
import { day } from '#shared/domain/day.ts'
import { parseCsv } from '#server/imports/csv.ts'
import { readList } from '#server/imports/read-list.ts'
import { readTable } from '#server/imports/read-table.ts'
import { cellText } from '#server/imports/table.ts'
import { createMatchIndex, matchAll, type Match, type Sought } from '#server/matching/match.ts'
import type { ExtractFile } from '#server/triage/extract-file.ts'
import { identityOfFile, identityOfYouth } from '#server/triage/identities.ts'
import { readExtract } from '#server/triage/read-extract.ts'

export interface MatchedRow {
  readonly list: string
  readonly line: number
  readonly sought: Sought
  readonly match: Match
  /** True file numbers; two for a person with two files, none for somebody unknown. */
  readonly truth: readonly string[]
  /** Class of the row, as the README of the lists names it. */
  readonly kind: string
}

const lists = [
  { file: 'operateur_2020-S15.csv', receivedOn: day.parse('2020-04-10') },
  { file: 'operateur_2020-S16.csv', receivedOn: day.parse('2020-04-16') },
  { file: 'operateur_2020-S17.xlsx', receivedOn: day.parse('2020-04-24') },
]
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/lists/${name}`, import.meta.url))

export async function readExtractFixture(): Promise<readonly ExtractFile[]> {
  const table = await readTable(fixture('imilo_extrait.csv'), {})
  return readExtract(table, day.parse('2020-04-24')).files
}

export async function matchLists(files: readonly ExtractFile[]): Promise<MatchedRow[]> {
  const index = createMatchIndex(
    files.map((file) => ({ number: file.number, identity: identityOfFile(file) })),
  )
  const truth = readTruth()
  const rows: MatchedRow[] = []
  for (const { file, receivedOn } of lists) {
    const table = await readTable(fixture(file), {})
    const choices = { receivedOn, mapping: {}, saved: {}, fixes: {} }
    const sought = readList(table, choices).rows.map((row): Sought => ({
      id: String(row.line),
      identity: identityOfYouth(row.youth),
      refused: new Set(),
    }))
    const [list = ''] = file.split('.')
    for (const [position, match] of matchAll(index, sought).entries()) {
      const one = sought[position]
      const known = truth.get(`${list}:${match.id}`)
      if (!one || !known) throw new Error(`no truth about ${list}:${match.id}`)
      rows.push({ list, line: Number(match.id), sought: one, match, ...known })
    }
  }
  return rows
}

/** What the verdict of a row is worth, by the truth. */
export type Outcome =
  | 'certain-right'
  | 'certain-false'
  | 'probable-right'
  | 'probable-false'
  | 'to-check-known'
  | 'to-check-unknown'
  | 'to-check-hidden'
  | 'unknown-right'
  | 'missed'

export function outcomeOf({ match, truth }: MatchedRow): Outcome {
  const shown = match.candidates.some((candidate) => truth.includes(candidate.file))
  if (match.verdict === 'unknown') return truth.length > 0 ? 'missed' : 'unknown-right'
  if (match.verdict === 'to_check') {
    if (truth.length === 0) return 'to-check-unknown'
    return shown ? 'to-check-known' : 'to-check-hidden'
  }
  const right = truth.includes(match.candidates[0]?.file ?? '')
  if (match.verdict === 'certain') return right ? 'certain-right' : 'certain-false'
  return right ? 'probable-right' : 'probable-false'
}

export function tally(rows: readonly MatchedRow[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {}
  for (const row of rows) {
    const outcome = outcomeOf(row)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

function readTruth(): Map<string, Pick<MatchedRow, 'truth' | 'kind'>> {
  const [header, ...rows] = parseCsv(fixture('imilo_verite.csv').toString('utf8'), ';').rows
  const names = header?.cells.map(cellText) ?? []
  const of = (cells: readonly string[], name: string) => cells[names.indexOf(name)] ?? ''
  return new Map(
    rows.map((row) => {
      const cells = row.cells.map(cellText)
      const truth = of(cells, 'dossier')
        .split('|')
        .filter((number) => number !== '')
      return [`${of(cells, 'liste')}:${of(cells, 'ligne')}`, { truth, kind: of(cells, 'classe') }]
    }),
  )
}
