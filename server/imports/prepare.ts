// From a file to its preview, and what a person may correct in it.
import { createHash } from 'node:crypto'
import { nanoid } from 'nanoid'
import { must } from '#shared/assert.ts'
import type { ImportAnswer, ImportPatch } from '#shared/contracts/imports.ts'
import type { Source } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import { importId, type CampaignId, type ImportId, type UserId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { notFound, Refused, unusable } from '#server/errors.ts'
import { UnreadableFile } from './faults.ts'
import { readElsewhere } from './elsewhere.ts'
import { dropOtherLines, linesAtOnce, writeLines, type Line } from './lines.ts'
import { createLookAlikes } from './look-alikes.ts'
import { createPauses } from './pauses.ts'
import { unpackCells } from './packed-cells.ts'
import { planRows, readGround } from './plan-rows.ts'
import { countedOf, isNamed, previewOf, rowOf, type Preview } from './preview.ts'
import type { FileReading, ReadFile } from './read-file.ts'
import { changesOf, readStanding } from './row-changes.ts'
import {
  answerOf,
  keepLevelScale,
  keepMapping,
  readBytes,
  readImport,
  readLevelScale,
  readMapping,
  type Choices,
} from './store.ts'

export interface Upload {
  readonly campaign: CampaignId
  readonly user: UserId
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly source: Source
  readonly receivedOn: Day
  readonly read: ReadFile
}

/** Reads an uploaded list and keeps it for the time of its preview. A file that cannot be read is 422, and not kept. */
export async function prepareImport(sql: Sql, upload: Upload): Promise<ImportAnswer> {
  const { campaign, user, bytes, receivedOn, source, read } = upload
  const chosen = { campaign, user, bytes, source, receivedOn, choices: {}, read }
  const prepared = await preparePreview(sql, chosen)
  const id = importId.parse(nanoid(12))
  const fileName = upload.fileName.slice(0, 200)
  await sql.begin(async (tx) => {
    await tx`
      insert into import
        (id, campaign_id, state, file_name, file_sha256, file, source, received_on, preview, created_by)
      values (
        ${id}, ${campaign}, 'preview', ${fileName}, ${sha256(bytes)}, ${Buffer.from(bytes)}, ${source},
        ${receivedOn}, ${tx.json(prepared.preview)}, ${user}
      )`
    for await (const rows of prepared.rows()) await writeLines(tx, id, rows)
  })
  return answerOf(sql, must(await readImport(sql, campaign, id), 'it was just written'), user)
}

/** Corrects a preview; what was chosen about columns is kept for the next list of the same source. */
export async function correctImport(
  sql: Sql,
  { campaign, id, user, read }: Correction,
  patch: ImportPatch,
): Promise<ImportAnswer> {
  for (;;) {
    const record = await readImport(sql, campaign, id)
    if (!record) throw notFound()
    const bytes = await readBytes(sql, id)
    if (record.state !== 'preview' || !bytes) throw notInPreview()
    const { source = record.source, receivedOn = record.receivedOn, ...changes } = patch
    const choices = combine(record.choices, changes)
    const chosen = { campaign, user, bytes, source, receivedOn, choices, read }
    const prepared = await preparePreview(sql, chosen)
    const kept = await sql.begin(async (tx) => {
      const { preview } = prepared
      const updated = await tx`
        update import
        set source = ${source}, received_on = ${receivedOn}, choices = ${tx.json(choices)}, preview = ${tx.json(preview)}
        where id = ${id} and state = 'preview' and choices = ${tx.json(record.choices)}`
      // Somebody else has corrected it meanwhile: both corrections hold, so this one is made again on top of theirs.
      if (updated.count === 0) return false
      const lines: number[] = []
      for await (const rows of prepared.rows()) {
        await writeLines(tx, id, rows)
        lines.push(...rows.map(({ row }) => row.line))
      }
      await dropOtherLines(tx, id, lines)
      if (changes.levelScale) await keepLevelScale(tx, { campaign, source }, changes.levelScale)
      if (changes.mapping) {
        const { headers } = prepared
        await keepMapping(tx, { campaign, source }, { headers, mapping: changes.mapping })
      }
      return true
    })
    if (kept) return answerOf(sql, must(await readImport(sql, campaign, id), 'it is kept'), user)
  }
}

export interface Correction {
  readonly campaign: CampaignId
  readonly id: ImportId
  /** Who corrects: what is shown of other campaigns is what this person coordinates. */
  readonly user: UserId
  readonly read: ReadFile
}

/** Reads a file as it is chosen to be read, with the choices of earlier lists of its source. Throws 422. */
export async function readChosen(
  sql: Sql,
  { campaign, bytes, source, receivedOn, choices, read }: Chosen,
): Promise<FileReading> {
  try {
    return await read(bytes, {
      ...choices,
      receivedOn,
      mapping: choices.mapping ?? {},
      fixes: choices.fixes ?? {},
      saved: await readMapping(sql, { campaign, source }),
      levelScale:
        choices.levelScale ?? (await readLevelScale(sql, { campaign, source })) ?? undefined,
    })
  } catch (error) {
    if (error instanceof UnreadableFile) throw unusable(error.code, error.message)
    throw error
  }
}

export interface Chosen {
  readonly campaign: CampaignId
  readonly bytes: Uint8Array
  readonly source: Source
  readonly receivedOn: Day
  readonly choices: Choices
  readonly read: ReadFile
}

interface Prepared {
  readonly preview: Preview
  readonly headers: readonly string[]
  /** The rows to show, by slices: each is made when it is asked for. */
  rows(): AsyncGenerator<Line[]>
}

async function preparePreview(
  sql: Sql,
  chosen: Chosen & { readonly user: UserId },
): Promise<Prepared> {
  const { reading, list } = await readChosen(sql, chosen)
  const ground = await readGround(sql, chosen.campaign)
  const { receivedOn } = chosen
  const plan = await planRows(list.rows, ground, receivedOn)
  const elsewhere = await readElsewhere(sql, chosen)
  const alikeOf = await createLookAlikes(plan, { here: ground.received, elsewhere })
  return {
    preview: previewOf({ reading, list }, plan.map(countedOf)),
    headers: list.headers,
    async *rows() {
      const pause = createPauses()
      for (let at = 0; at < plan.length; at += linesAtOnce) {
        const some = plan.slice(at, at + linesAtOnce).filter(isNamed)
        const standing = await readStanding(sql, some)
        const rows: Line[] = []
        for (const planned of some) {
          const card = planned.received && standing.get(planned.received.card)
          const changes = changesOf(planned, { standing: card ?? undefined, receivedOn })
          const row = rowOf(planned, { changes, alike: alikeOf(planned) })
          rows.push({ row, cells: unpackCells(planned.row.cells) })
          if (pause.due()) await pause.take()
        }
        yield rows
      }
    },
  }
}

/** Later choices over earlier ones. Another sheet or header has other columns and lines: what was said of them goes. */
function combine(before: Choices, changes: Omit<ImportPatch, 'source' | 'receivedOn'>): Choices {
  const otherTable =
    changes.sheet !== undefined ||
    changes.headerRow !== undefined ||
    changes.separator !== undefined
  const kept = otherTable
    ? { ...before, mapping: undefined, fixes: undefined, numbers: undefined, decisions: undefined }
    : before
  return {
    ...kept,
    ...changes,
    mapping: { ...kept.mapping, ...changes.mapping },
    decisions: { ...kept.decisions, ...changes.decisions },
    fixes: byLine(kept.fixes, changes.fixes),
    numbers: byLine(kept.numbers, changes.numbers),
  }
}

type Typed = Readonly<Record<string, string | null | undefined>>

/** What is typed later stands over what was typed before, and leaves the rest of the line; null takes a text back. */
function byLine(
  before: Readonly<Record<string, Typed>> = {},
  now: Readonly<Record<string, Typed>> = {},
): Record<string, Record<string, string>> {
  const lines = Object.entries({ ...before, ...now }).map(([line, typed]) => {
    const all = Object.entries({ ...before[line], ...typed })
    const kept = all.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return [line, Object.fromEntries(kept)] as const
  })
  return Object.fromEntries(lines)
}

export const notInPreview = () =>
  new Refused(409, 'import-not-in-preview', { title: 'This list is applied or given up already.' })

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
