import type * as Y from 'yjs'
import type { UndoAnswer } from '#shared/contracts/imports.ts'
import type { CardValues } from '#shared/domain/card.ts'
import {
  boardOf,
  type CampaignId,
  type CardId,
  type ImportId,
  type UserId,
} from '#shared/domain/ids.ts'
import { attemptsOf } from '#shared/documents/board.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { must } from '#shared/assert.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { notFound } from '#server/errors.ts'
import type { ImportParts } from './apply.ts'
import { forgetChanges } from './changes.ts'
import { importRunning, withImportLock } from './lock.ts'
import { restoreCards } from './restore-cards.ts'
import { forgetList, readImport, type ImportRecord } from './store.ts'
import { keepTakenBack, undoAnswerOf } from './taken-back.ts'
import { todayInParis } from './today.ts'

export type UndoParts = Pick<ImportParts, 'sql' | 'writer'>

export interface Undo {
  readonly campaign: CampaignId
  readonly id: ImportId
  readonly user: UserId
}

/** Cards of one transaction: small enough that nobody's own work is held up. */
const chunkOfCards = 100

/** Ends a list that is no more than a preview, or was ended before; false for any other. Nothing of it is on the board: no lock is needed. */
export async function giveUp(sql: Sql, { campaign, id, user }: Undo): Promise<boolean> {
  const record = await readImport(sql, campaign, id)
  if (!record) throw notFound()
  if (record.state === 'undone') return true
  if (record.state !== 'preview') return false
  // Somebody may have it applied since it was read.
  return sql.begin((tx) => forgetList(tx, { ...record, from: 'preview', by: user }))
}

/** Says that the list shall be taken back; `undoUnderLock` does it. The campaign's lock is held. */
export async function beginUndo(sql: Sql, { campaign, id, user }: Undo): Promise<ImportRecord> {
  await sql`
    update import
    set
      state = 'undoing',
      undone_by = ${user},
      done = 0,
      total = (
        select count(distinct c.card_id)
        from import_change c
        where c.import_id = ${id} and not c.before ? 'restored'
      ) + (
        select count(*)
        from import_row r
        where r.import_id = ${id} and r.outcome = 'created' and r.undone is null
      )
    where id = ${id} and campaign_id = ${campaign} and state in ('applied', 'failed')`
  const record = await readImport(sql, campaign, id)
  if (!record) throw notFound()
  return record
}

/** Somebody has closed another card as the duplicate of one that was about to go: the rows have to be read again. */
const pointedAt = new Error('A card of the list has become the one that stays of two.')

/** Takes a list back in one go: what a process does behind the requests, for who waits for it. */
export async function undoImport(parts: UndoParts, undo: Undo): Promise<UndoAnswer> {
  const { sql } = parts
  if (!(await giveUp(sql, undo))) {
    await withImportLock(sql, undo, async () => {
      const { state } = await beginUndo(sql, undo)
      if (state === 'preview' || state === 'applying') throw importRunning()
      await undoUnderLock(parts, undo, () => false)
    })
  }
  return undoAnswerOf(sql, must(await readImport(sql, undo.campaign, undo.id), 'it was found'))
}

/**
 * Takes an import back as one act: its cards that nobody has touched since go off the board, the others stay and are
 * named; what it brought to earlier cards is taken back wherever it still stands. In chunks that the database keeps one by
 * one, from where it stands; false when there is nothing left to do, or when `isStopping` became true in between.
 */
export async function undoUnderLock(
  { sql, writer }: UndoParts,
  { campaign, id }: Pick<Undo, 'campaign' | 'id'>,
  isStopping: () => boolean,
): Promise<boolean> {
  const record = must(await readImport(sql, campaign, id), 'an import that was begun exists')
  if (record.state !== 'undoing') return false
  const user = record.undoneBy ?? record.createdBy
  const also = (tx: Transaction, cards: number) =>
    tx`update import set done = done + ${cards} where id = ${id}`
  const restored = await restoreCards(
    { sql, writer },
    { campaign, id, user, isStopping, also: async (tx, cards) => void (await also(tx, cards)) },
  )
  if (!restored) return false
  let waiting = await readWaiting(sql, id)
  while (waiting.length > 0) {
    if (isStopping()) return false
    const some = waiting.slice(0, chunkOfCards)
    const candidates = some.filter(({ touched }) => !touched).map(({ card }) => card)
    try {
      await writer.execute(boardOf(campaign), {
        user,
        edit: (doc) => closeCards(doc, candidates, user),
        async also(tx, gone) {
          const [standing] = await tx`
            select 1
            from triage_decision
            where other_card_id = any(${gone}) and ended_at is null
            limit 1`
          if (standing) throw pointedAt
          if (gone.length > 0) await tx`delete from card_listed where card_id in ${tx(gone)}`
          await tx`
            update import_row
            set undone = case when card_id = any(${gone}) then 'closed' else 'left' end
            where import_id = ${id} and card_id = any(${some.map(({ card }) => card)})`
          await also(tx, some.length)
        },
      })
      waiting = waiting.slice(some.length)
    } catch (error) {
      if (error !== pointedAt) throw error
      // Each turn has one more card that stays: it ends.
      waiting = await readWaiting(sql, id)
    }
  }
  await sql.begin(async (tx) => {
    const ended = await readRows(tx, id)
    const left = ended.filter(({ undone }) => undone === 'left')
    const updated = ended.filter(({ outcome }) => outcome === 'updated')
    const kept = updated.filter(({ card }) => !restored.has(card))
    await forgetChanges(tx, id)
    if (!(await forgetList(tx, { ...record, from: 'undoing', by: user }))) return
    await keepTakenBack(tx, id, {
      closed: ended.filter(({ undone }) => undone === 'closed').length,
      restored: updated.length - kept.length,
      left,
      kept,
    })
  })
  return true
}

/** Cards that the list made, of which nothing has been decided yet. */
async function readWaiting(sql: Sql, id: ImportId): Promise<WrittenRow[]> {
  const rows = await readRows(sql, id)
  return rows.filter(({ outcome, undone }) => outcome === 'created' && undone === null)
}

/** Answers the cards that went. */
function closeCards(doc: Y.Doc, candidates: readonly CardId[], user: UserId): CardId[] {
  const { cards } = boardTypes(doc)
  const called = new Set([...attemptsOf(doc)].map(({ attempt }) => attempt.card))
  const on = todayInParis()
  const gone: CardId[] = []
  for (const card of candidates) {
    const map = cards.get(card)
    // Worked with while the rows were being read, or in a past that events are dated in.
    if (!map || called.has(card) || !isAsMade(map)) continue
    map.set('closed', { situation: 'undone', by: user, on } satisfies CardValues['closed'])
    gone.push(card)
  }
  return gone
}

/** What an import writes on a card; any other key is somebody's work. */
const madeWith: ReadonlySet<string> = new Set([
  'who',
  'received',
  'contact',
  'territory',
  'at',
  'known',
  'wish',
])

function isAsMade(map: Y.Map<unknown>): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const at = map.get('at') as CardValues['at']
  const others = [...map.entries()].filter(([key, value]) => !madeWith.has(key) && value !== null)
  return (
    at.stage === 'received' &&
    at.lane === null &&
    map.get('known') === 'untriaged' &&
    others.length === 0
  )
}

interface WrittenRow {
  readonly card: CardId
  readonly line: number
  readonly outcome: 'created' | 'updated' | 'withdrawn'
  readonly undone: 'closed' | 'left' | null
  readonly touched: boolean
}

/**
 * Touched: something has happened to the card, on the board or in its dossier, beside the update that made it; or another
 * card was closed as its duplicate: were it to go, the youth would have none. [2]
 */
async function readRows(sql: Sql | Transaction, id: ImportId): Promise<WrittenRow[]> {
  const rows = await sql<WrittenRow[]>`
    select
      r.card_id as card,
      r.line,
      r.outcome,
      r.undone,
      exists (
        select 1
        from event e
        where e.card_id = r.card_id
          and e.verdict = 'kept'
          and not exists (
            select 1
            from event made
            where made.card_id = e.card_id
              and made.field = 'created'
              and made.document_id = e.document_id
              and made.seq = e.seq
          )
      ) or exists (
        select 1
        from triage_decision d
        where d.other_card_id = r.card_id and d.ended_at is null
      ) as touched
    from import_row r
    join card c on c.id = r.card_id
    where r.import_id = ${id} and not c.fields ? 'erased'
    order by r.line`
  return [...rows]
}
