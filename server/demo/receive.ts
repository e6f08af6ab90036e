import type { Sql } from '#server/database/sql.ts'
import { applyImport, beginImport } from '#server/imports/apply.ts'
import { prepareImport } from '#server/imports/prepare.ts'
import type { FileReading, ReadFile } from '#server/imports/read-file.ts'
import { readHere } from '#server/imports/read-here.ts'
import type { Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import type { Source } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, ImportId, UserId } from '#shared/domain/ids.ts'
import { toInstant, workingDayFrom } from './calendar.ts'
import type { ListFile } from './lists.ts'

export interface ReceivedList {
  readonly campaign: CampaignId
  readonly user: UserId
  readonly file: ListFile
  readonly source: Source
  readonly receivedOn: Day
}

/** Imports a list as its coordinator would have, on the morning of the day it came. */
export async function receiveList(
  { sql, writer, log }: { sql: Sql; writer: DocumentWriter; log: Log },
  { campaign, user, file, source, receivedOn }: ReceivedList,
): Promise<ImportId> {
  const at = toInstant({ on: workingDayFrom(receivedOn), minute: 525 })
  const read = readingOnce()
  const { id } = await prepareImport(sql, {
    campaign,
    user,
    fileName: file.name,
    bytes: file.bytes,
    source,
    receivedOn,
    read,
  })
  await beginImport(sql, { campaign, id, user })
  const parts = { sql, log, writer: writingAt(writer, at), read }
  await applyImport(parts, { campaign, id }, () => false)
  await sql`update import set created_at = ${at}, applied_at = ${at} where id = ${id}`
  return id
}

/** The preview and the import read the same bytes: half of the time is enough. */
function readingOnce(): ReadFile {
  let reading: Promise<FileReading> | undefined
  return (bytes, choices) => (reading ??= readHere(bytes, choices))
}

/** The same writer, for acts that happened then. */
function writingAt(writer: DocumentWriter, at: Date): DocumentWriter {
  return {
    prepare: (document) => writer.prepare(document),
    rebuild: (document, work) => writer.rebuild(document, work),
    execute: (document, command) => writer.execute(document, { at, ...command }),
    create: (sql, documents) => writer.create(sql, documents),
  }
}
