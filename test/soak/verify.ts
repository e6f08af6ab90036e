// At the end: every replica, every process, the log, the rows and the events must tell one story, with nothing missing.
import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import type { DocumentId } from '#shared/domain/ids.ts'
import { grammarOf } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import type { Sql } from '#server/database/sql.ts'
import type { Worker } from './honest.ts'

export interface Replica {
  readonly name: string
  readonly document: DocumentId
  readonly doc: Y.Doc
}

/** What does not agree, in sentences; none when all is well. */
export async function compareReplicas(sql: Sql, replicas: readonly Replica[]): Promise<string[]> {
  const faults: string[] = []
  for (const document of new Set(replicas.map((one) => one.document))) {
    const grammar = must(grammarOf(document), 'it is one of ours')
    const log = must(await loadDocument(sql, document, grammar), 'it has a log').doc
    if (log.store.pendingStructs || log.store.pendingDs) faults.push(`${document}: the log pends`)
    for (const { name, doc } of replicas.filter((one) => one.document === document)) {
      if (!Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(log))) {
        faults.push(`${document}: ${name} has other structs or deletions than the log`)
      }
      for (const [root, { kind }] of grammar.roots) {
        const [mine, kept] = [doc, log].map((one) =>
          kind === 'text' ? one.getText(root).toJSON() : one.getMap(root).toJSON(),
        )
        if (!isDeepStrictEqual(mine, kept)) {
          faults.push(`${document}: ${name} shows another "${root}" than the log`)
        }
      }
    }
  }
  return faults
}

/** The rows against a rebuild from the log, and the events of the cards that people worked on against what they led to. */
export async function compareRows(
  sql: Sql,
  board: DocumentId,
  worked: readonly string[],
): Promise<string[]> {
  const read = () =>
    Promise.all([
      sql<{ id: string; fields: Record<string, unknown> }[]>`
        select id, stage, lane_id, officer_id, rank, known, attempts, reached, due_on, incomplete, closed, fields
        from card order by id`,
      sql`select id, card_id, outcome, by_user_id, voided from attempt order by id`,
    ])
  const kept = await read()
  await rebuildProjection(sql, board)
  const faults: string[] = []
  if (!isDeepStrictEqual(await read(), kept)) faults.push('a rebuild gives other rows')
  const told = await foldEvents(sql, board)
  for (const { id, fields } of kept[0]) {
    if (!worked.includes(id)) continue
    for (const field of ['at', 'tags']) {
      const now = told.get(`${id} ${field}`)
      if (!isDeepStrictEqual(now ?? null, fields[field] ?? null)) {
        faults.push(`the events of ${id} do not lead to its "${field}"`)
      }
    }
  }
  return faults
}

/** What the events say that each field of each card became. */
async function foldEvents(sql: Sql, board: DocumentId): Promise<Map<string, unknown>> {
  const rows = await sql<{ cardId: string; field: string; new: unknown }[]>`
    select card_id, field, new from event
    where document_id = ${board} and verdict = 'kept' and card_id is not null
    order by seq, n`
  return new Map(rows.map((row) => [`${row.cardId} ${row.field}`, row.new]))
}

/** Numbers of a log without a gap, and as far as the document says. */
export async function checkNumbers(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select d.id from document d
    where d.head_seq <> coalesce(
      (select max(seq) from document_update u where u.document_id = d.id and u.epoch = d.epoch),
      (select max(seq) from document_snapshot s where s.document_id = d.id and s.epoch = d.epoch),
      0)
    or exists (
      select 1 from document_update u
      where u.document_id = d.id and u.epoch = d.epoch
      having count(*) <> coalesce(max(seq) - min(seq) + 1, 0))`
  return rows.map((row) => `${row.id}: the numbers of its log are not whole`)
}

export interface Youth {
  readonly id: string
  readonly lastName: string
}

export function readYouths(sql: Sql, cards: readonly string[]): Promise<Youth[]> {
  return sql<Youth[]>`
    select id, fields -> 'who' ->> 'lastName' as last_name from card where id = any(${[...cards]})`
}

/** Youths that were said to be erased and are not: in the rows, or in any byte that is kept of a document. */
export async function checkErased(sql: Sql, youths: readonly Youth[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from card c
    where c.id = any(${youths.map((one) => one.id)})
      and (
        c.search <> '' or not c.fields ? 'erased'
        or exists (select 1 from dossier d where d.card_id = c.id)
        or exists (select 1 from document o where o.id = 'dossier/' || c.id)
      )`
  const said = await readLastNames(sql)
  return [
    ...rows.map((row) => `${row.id} was said to be erased, and is not`),
    ...youths
      .filter((one) => said.has(one.lastName))
      .map((one) => `${one.id} was said to be erased, and its name is still in a log or snapshot`),
    ...(await findPastEpochs(sql)),
  ]
}

/** Names in any row or snapshot, of whatever epoch. */
async function readLastNames(sql: Sql): Promise<Set<string>> {
  const updates = await sql<{ bytes: Buffer }[]>`select bytes from document_update`
  const snapshots = await sql<{ bytes: Buffer }[]>`select bytes from document_snapshot`
  const decoded = [
    ...updates.map(({ bytes }) => Y.decodeUpdate(bytes)),
    ...snapshots.map(({ bytes }) => Y.decodeUpdateV2(bytes)),
  ]
  const names = new Set<string>()
  for (const struct of decoded.flatMap((one) => one.structs)) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue
    for (const value of struct.content.arr) {
      if (typeof value?.lastName === 'string') names.add(value.lastName)
    }
  }
  return names
}

/** Rows and snapshots of an epoch that has ended: nobody will ever read them, nor erase anything from them. */
async function findPastEpochs(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string; epoch: number }[]>`
    select d.id, p.epoch
    from document d
    join (
      select document_id, epoch from document_update
      union
      select document_id, epoch from document_snapshot
    ) p on p.document_id = d.id and p.epoch <> d.epoch`
  return rows.map((row) => `${row.id}: something is left of its epoch ${row.epoch}`)
}

/** Tokens of changes that were acknowledged and are nowhere to be found. */
export async function findLost(
  sql: Sql,
  workers: readonly Worker[],
  logOf: (document: DocumentId) => Y.Doc,
): Promise<string[]> {
  const rows = await sql<{ key: string | null; new: unknown }[]>`select key, new from event`
  const said = rows.map((row) => `${row.key ?? ''} ${JSON.stringify(row.new ?? '')}`)
  const words = new Set(said.join(' ').match(/[\w-]+/g))
  const lost: string[] = []
  for (const { acknowledged, document } of workers) {
    const log = logOf(document)
    const notes = document.startsWith('dossier/') ? dossierTypes(log).notes.toJSON() : ''
    const texts = new Set(notes.split(' '))
    const last = new Map(acknowledged.map((one, i) => [nameOf(one), i]))
    for (const [i, one] of acknowledged.entries()) {
      // What one writes twice at one place before the next frame leaves, nobody else ever learns of.
      const isOverwritten = (last.get(nameOf(one)) ?? i) > i
      const isThere =
        one.kind === 'text'
          ? texts.has(one.token)
          : one.kind === 'attempt'
            ? words.has(`attempt-${one.token}`)
            : words.has(`a${one.token}`) || words.has(one.token) || isOverwritten
      if (!isThere) lost.push(`${one.token} (${one.kind})`)
    }
  }
  return lost
}

function nameOf({ epoch, clientId, spot }: Worker['acknowledged'][number]): string {
  return `${epoch} ${clientId} ${spot}`
}
