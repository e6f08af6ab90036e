// From a file to its preview, and what a person may correct in it.
import { createHash } from 'node:crypto'
import { nanoid } from 'nanoid'
import type { ImportAnswer, ImportPatch } from '#shared/contracts/imports.ts'
import type { Source } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import { importId, type CampaignId, type ImportId, type UserId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { notFound, Refused, unusable } from '#server/errors.ts'
import { UnreadableFile } from './faults.ts'
import { readElsewhere } from './elsewhere.ts'
import { createLookAlikes } from './look-alikes.ts'
import { planRows, readGround } from './plan-rows.ts'
import { previewOf, type Preview } from './preview.ts'
import { readFile, type FileReading, type ReadFile } from './read-file.ts'
import { changesOf, readStanding } from './row-changes.ts'
import {
  forgetOldRows,
  keepMapping,
  readBytes,
  readImport,
  readMapping,
  toAnswer,
  type Choices,
} from './store.ts'

export interface Upload {
  readonly campaign: CampaignId
  readonly user: UserId
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly source: Source
  readonly receivedOn: Day
  /** Reads the bytes otherwise than behind the wall of a thread. */
  readonly read?: ReadFile | undefined
}

/** Reads an uploaded list and keeps it for the time of its preview. A file that cannot be read is 422, and not kept. */
export async function prepareImport(sql: Sql, upload: Upload): Promise<ImportAnswer> {
  const { campaign, bytes, receivedOn, source, read } = upload
  await forgetOldRows(sql)
  const { preview } = await preparePreview(sql, {
    campaign,
    user: upload.user,
    bytes,
    source,
    receivedOn,
    choices: {},
    read,
  })
  const id = importId.parse(nanoid(12))
  const fileName = upload.fileName.slice(0, 200)
  await sql`
    insert into import
      (id, campaign_id, state, file_name, file_sha256, file, source, received_on, preview, created_by)
    values (
      ${id}, ${campaign}, 'preview', ${fileName}, ${sha256(bytes)}, ${Buffer.from(bytes)}, ${source},
      ${receivedOn}, ${sql.json(preview)}, ${upload.user}
    )`
  return {
    id,
    state: 'preview',
    fileName,
    source,
    receivedOn,
    ...preview,
    progress: { done: 0, total: 0 },
  }
}

/** Corrects a preview; what was chosen about columns is kept for the next list of the same source. */
export async function correctImport(
  sql: Sql,
  { campaign, id, user }: Correction,
  patch: ImportPatch,
): Promise<ImportAnswer> {
  const record = await readImport(sql, campaign, id)
  if (!record) throw notFound()
  const bytes = await readBytes(sql, id)
  if (record.state !== 'preview' || !bytes) throw notInPreview()
  const { source = record.source, receivedOn = record.receivedOn, ...changes } = patch
  const choices = combine(record.choices, changes)
  const { preview, headers } = await preparePreview(sql, {
    campaign,
    user,
    bytes,
    source,
    receivedOn,
    choices,
  })
  await sql.begin(async (tx) => {
    const updated = await tx`
      update import
      set source = ${source}, received_on = ${receivedOn}, choices = ${tx.json(choices)}, preview = ${tx.json(preview)}
      where id = ${id} and state = 'preview'`
    if (updated.count === 0) throw notInPreview()
    if (changes.mapping) {
      await keepMapping(tx, { campaign, source }, { headers, mapping: changes.mapping })
    }
  })
  return toAnswer({ ...record, source, receivedOn, preview })
}

export interface Correction {
  readonly campaign: CampaignId
  readonly id: ImportId
  /** Who corrects: what is shown of other campaigns is what this person coordinates. */
  readonly user: UserId
}

/** Reads a file as it is chosen to be read, with the choices of earlier lists of its source. Throws 422. */
export async function readChosen(
  sql: Sql,
  { campaign, bytes, source, receivedOn, choices, read = readFile }: Chosen,
): Promise<FileReading> {
  try {
    return await read(bytes, {
      ...choices,
      receivedOn,
      mapping: choices.mapping ?? {},
      fixes: choices.fixes ?? {},
      saved: await readMapping(sql, { campaign, source }),
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
  readonly read?: ReadFile | undefined
}

async function preparePreview(
  sql: Sql,
  chosen: Chosen & { readonly user: UserId },
): Promise<{ preview: Preview; headers: readonly string[] }> {
  const { reading, list } = await readChosen(sql, chosen)
  const ground = await readGround(sql, chosen.campaign)
  const { receivedOn } = chosen
  const plan = planRows(list.rows, ground, receivedOn)
  const standing = await readStanding(sql, plan)
  const elsewhere = await readElsewhere(sql, chosen)
  const alikeOf = createLookAlikes(plan, { here: ground.received, elsewhere })
  const preview = previewOf({ reading, list }, plan, (planned) => {
    const card = planned.received && standing.get(planned.received.card)
    return {
      changes: changesOf(planned, { standing: card ?? undefined, receivedOn }),
      alike: alikeOf(planned),
    }
  })
  return { preview, headers: list.headers }
}

/** Later choices over earlier ones. Another sheet or header has other columns and lines: what was said of them goes. */
function combine(before: Choices, changes: Choices): Choices {
  const otherTable =
    changes.sheet !== undefined ||
    changes.headerRow !== undefined ||
    changes.separator !== undefined
  const kept = otherTable
    ? { ...before, mapping: undefined, fixes: undefined, decisions: undefined }
    : before
  const fixes = { ...kept.fixes }
  for (const [line, fix] of Object.entries(changes.fixes ?? {}))
    fixes[line] = { ...fixes[line], ...fix }
  return {
    ...kept,
    ...changes,
    mapping: { ...kept.mapping, ...changes.mapping },
    decisions: { ...kept.decisions, ...changes.decisions },
    fixes,
  }
}

export const notInPreview = () =>
  new Refused(409, 'import-not-in-preview', { title: 'This list is applied or given up already.' })

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
