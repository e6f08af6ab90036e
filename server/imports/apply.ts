// Puts the youths of a list on the board, in chunks that the database keeps one by one: a crash in the middle loses
// nothing and doubles nothing, because each chunk writes down, in its own transaction, which lines it has done.
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, CardId, ImportId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { notFound } from '#server/errors.ts'
import type { Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { createCards } from './create-cards.ts'
import { linesAtOnce, writeLines } from './lines.ts'
import { withImportLock } from './lock.ts'
import { isRenewed, type PlannedRow } from './match-received.ts'
import { createPauses } from './pauses.ts'
import { unpackCells } from './packed-cells.ts'
import { planRows, readGround } from './plan-rows.ts'
import { notInPreview, readChosen } from './prepare.ts'
import {
  appliedLine,
  countedOf,
  isNamed,
  previewOf,
  rowOf,
  withoutExamples,
  type Counted,
  type Preview,
} from './preview.ts'
import type { ReadFile } from './read-file.ts'
import { readBytes, readImport, type Choices, type ImportRecord } from './store.ts'
import { markWithdrawn, updateCards, type Again } from './update-cards.ts'

export interface ImportParts {
  readonly sql: Sql
  readonly writer: DocumentWriter
  readonly log: Log
  readonly read: ReadFile
}

/** Cards of one transaction: small enough that colleagues see them arrive, and that their own work is not held up. */
const chunkOfNew = 100
/** Each of these has a dossier to open and to write first. */
const chunkOfKnown = 50

export interface Beginning {
  readonly campaign: CampaignId
  readonly id: ImportId
  /** Who has it applied: events carry this person, whoever sent the list. [G5] */
  readonly user: UserId
}

/**
 * Says that the list shall be applied; `applyImport` does it. Saying it twice is saying it once. One that is half taken back
 * is only taken back to its end.
 */
export async function beginImport(
  sql: Sql,
  { campaign, id, user }: Beginning,
): Promise<ImportRecord> {
  await sql`
    update import
    set state = 'applying', done = 0, total = 0, applied_by = ${user}
    where id = ${id}
      and campaign_id = ${campaign}
      and state in ('preview', 'failed')
      and file is not null
      and undone_by is null`
  const record = await readImport(sql, campaign, id)
  if (!record) throw notFound()
  if (record.state !== 'applying' && record.state !== 'applied') throw notInPreview()
  return record
}

/**
 * Applies an import that stands in `applying`, from where it stands; null when there is nothing left to do, or when
 * `isStopping` became true between two chunks: the import then stays in `applying`.
 */
export function applyImport(
  parts: ImportParts,
  { campaign, id }: { readonly campaign: CampaignId; readonly id: ImportId },
  isStopping: () => boolean,
): Promise<Preview | null> {
  const work = () => applyUnderLock(parts, { campaign, id }, isStopping)
  return withImportLock(parts.sql, { campaign }, work)
}

/** The same for who holds the campaign's lock. */
export async function applyUnderLock(
  parts: ImportParts,
  { campaign, id }: { readonly campaign: CampaignId; readonly id: ImportId },
  isStopping: () => boolean,
): Promise<Preview | null> {
  const { sql } = parts
  const record = must(await readImport(sql, campaign, id), 'an import that was begun exists')
  // Another process was faster, or it was undone while this one waited.
  if (record.state !== 'applying') return null
  const user = record.appliedBy ?? record.createdBy
  const bytes = must(await readBytes(sql, id), 'an import in progress has its file')
  const { reading, list } = await readChosen(sql, {
    campaign,
    bytes,
    source: record.source,
    receivedOn: record.receivedOn,
    choices: asPreviewed(record),
    read: parts.read,
  })
  // Compared again: another list may have been applied since the preview.
  const plan = await planRows(list.rows, await readGround(sql, campaign), record.receivedOn)
  const done = await readDone(sql, id)
  const rest = plan.filter(({ row }) => !done.has(row.line))
  const creates = rest.filter(({ outcome }) => outcome === 'create')
  const updates = rest.filter(({ outcome }) => outcome === 'update')
  const withdrawn = rest.filter(
    ({ outcome, received: card }) => outcome === 'notCarded' && card !== null,
  )
  const total = done.size + creates.length + updates.length + withdrawn.length
  await sql`update import set done = ${done.size}, total = ${total} where id = ${id}`

  for (const chunk of chunks(creates, chunkOfNew)) {
    if (isStopping()) return null
    await createCards(
      parts.writer,
      chunk.map(({ row }) => row.youth),
      {
        campaign,
        user,
        list: id,
        source: record.source,
        receivedOn: record.receivedOn,
        also: (tx, cards) => writeDone(tx, { id, chunk, cards, outcome: 'created' }),
      },
    )
  }
  for (const chunk of chunks(updates, chunkOfKnown)) {
    if (isStopping()) return null
    const again = chunk.map((planned) => asAgain(planned, record.receivedOn))
    await updateCards(parts.writer, again, {
      campaign,
      user,
      list: id,
      receivedOn: record.receivedOn,
      also: (tx, cards) => writeDone(tx, { id, chunk, cards, outcome: 'updated' }),
    })
  }
  for (const chunk of chunks(withdrawn, chunkOfNew)) {
    if (isStopping()) return null
    await markWithdrawn(
      parts.writer,
      chunk.map(({ received: card }) => must(card, 'a withdrawal has its card').card),
      {
        campaign,
        user,
        list: id,
        receivedOn: record.receivedOn,
        also: (tx, cards) => writeDone(tx, { id, chunk, cards, outcome: 'withdrawn' }),
      },
    )
  }
  const wrote = await readDone(sql, id)
  const preview = withoutExamples(
    previewOf(
      { reading, list },
      plan.map((planned) => asWritten(countedOf(planned), wrote.get(planned.row.line))),
    ),
  )
  await sql.begin(async (tx) => {
    const pause = createPauses()
    const whole = new Set<string>()
    for (const chunk of chunks(plan.filter(isNamed), linesAtOnce)) {
      const rows = chunk.map((planned) => {
        const written = wrote.get(planned.row.line)
        const row = asWritten(rowOf(planned), written)
        return appliedLine({
          row: written ? { ...row, card: written.card } : row,
          cells: unpackCells(planned.row.cells),
        })
      })
      for (const { row, cells } of rows) if (cells !== null) whole.add(String(row.line))
      await writeLines(tx, id, rows)
      if (pause.due()) await pause.take()
    }
    // The file is personal data: it goes with the transaction that says it is no longer needed.
    await tx`
      update import
      set
        state = 'applied',
        applied_at = now(),
        done = total,
        file = null,
        choices = ${tx.json(typedOver(record.choices, whole))},
        preview = ${tx.json(preview)}
      where id = ${id} and state = 'applying'`
  })
  return preview
}

/** What was typed over rows that are kept whole, and of no other. */
function typedOver({ fixes = {}, numbers = {} }: Choices, lines: ReadonlySet<string>): Choices {
  const ofThese = <T>(typed: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(typed).filter(([line]) => lines.has(line)))
  return { fixes: ofThese(fixes), numbers: ofThese(numbers) }
}

/** A row as it came out: what an interrupted run had done before counts as done, not as unchanged. */
function asWritten<R extends Counted>(row: R, written: Done | undefined): R {
  if (!written || written.outcome === 'withdrawn') return row
  const outcome = written.outcome === 'created' ? ('create' as const) : ('update' as const)
  return { ...row, outcome, reason: null }
}

/** The columns exactly as the preview showed them, whatever has been chosen for other lists since. */
function asPreviewed({ choices, preview }: ImportRecord): ImportRecord['choices'] {
  const { sheet, headerRow, levelScale } = preview.reading
  return {
    ...choices,
    ...(levelScale ? { levelScale } : {}),
    ...(sheet === null ? {} : { sheet }),
    headerRow,
    mapping: Object.fromEntries(preview.columns.map(({ index, field }) => [String(index), field])),
  }
}

function asAgain({ row, received: found }: PlannedRow, receivedOn: Day): Again {
  const received = must(found, 'an update has its card')
  return { youth: row.youth, received, renewed: isRenewed(row, received, receivedOn) }
}

interface Done {
  readonly card: CardId
  readonly outcome: 'created' | 'updated' | 'withdrawn'
}

async function readDone(sql: Sql, id: ImportId): Promise<Map<number, Done>> {
  const rows = await sql<(Done & { line: number })[]>`
    select line, card_id as card, outcome from import_row where import_id = ${id}`
  return new Map(rows.map(({ line, card, outcome }) => [line, { card, outcome }]))
}

async function writeDone(
  tx: Transaction,
  {
    id,
    chunk,
    cards,
    outcome,
  }: {
    id: ImportId
    chunk: readonly PlannedRow[]
    cards: readonly CardId[]
    outcome: Done['outcome']
  },
): Promise<void> {
  const rows = chunk.map(({ row }, index) => ({
    importId: id,
    line: row.line,
    cardId: must(cards[index], 'a card for each line'),
    outcome,
  }))
  await tx`insert into import_row ${tx(rows)}`
  await tx`update import set done = done + ${rows.length} where id = ${id}`
}

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
