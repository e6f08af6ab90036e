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
import type { Sql } from '#server/database/sql.ts'
import { notFound } from '#server/errors.ts'
import type { ImportParts } from './apply.ts'
import { forgetChanges } from './changes.ts'
import { importRunning, withImportLock } from './lock.ts'
import { restoreCards } from './restore-cards.ts'
import { forgetList, readImport, type ImportRecord } from './store.ts'
import { keepTakenBack } from './taken-back.ts'
import { todayInParis } from './today.ts'

type UndoParts = Pick<ImportParts, 'sql' | 'writer'>

export interface Undo {
  readonly campaign: CampaignId
  readonly id: ImportId
  readonly user: UserId
}

/**
 * Takes an import back as one act: its cards that nobody has touched since go off the board, the others stay and are
 * named; what it brought to earlier cards is taken back wherever it still stands. A preview is simply given up, whatever
 * else goes on.
 */
export async function undoImport(parts: UndoParts, undo: Undo): Promise<UndoAnswer> {
  if (await giveUp(parts.sql, undo)) return nothingUndone(undo.id)
  return withImportLock(parts.sql, undo, async () => {
    const record = await readImport(parts.sql, undo.campaign, undo.id)
    switch (record?.state) {
      case 'applied':
      case 'failed':
        return takeBack(parts, undo, record)
      case 'undone':
        return nothingUndone(undo.id)
      case undefined:
        throw notFound()
      case 'preview':
      case 'applying':
      case 'undoing':
        throw importRunning()
    }
  })
}

/** Ends a list that is no more than a preview. Nothing of it is on the board: no lock is needed. */
async function giveUp(sql: Sql, { campaign, id }: Undo): Promise<boolean> {
  const record = await readImport(sql, campaign, id)
  if (!record) throw notFound()
  if (record.state === 'undone') return true
  if (record.state !== 'preview') return false
  // Somebody may have it applied since it was read.
  return sql.begin((tx) => forgetList(tx, { ...record, from: 'preview' }))
}

const nothingUndone = (id: ImportId): UndoAnswer => ({
  id,
  state: 'undone',
  closed: 0,
  left: [],
  restored: 0,
  kept: [],
  updatesKept: 0,
})

/** Somebody has closed another card as the duplicate of one that was about to go: the rows have to be read again. */
const pointedAt = new Error('A card of the list has become the one that stays of two.')

async function takeBack(parts: UndoParts, undo: Undo, record: ImportRecord): Promise<UndoAnswer> {
  const restored = await restoreCards(parts, undo)
  for (;;) {
    try {
      return await takeCardsBack(parts, undo, { record, restored })
    } catch (error) {
      // Each turn has one more card that stays: it ends.
      if (error !== pointedAt) throw error
    }
  }
}

async function takeCardsBack(
  { sql, writer }: UndoParts,
  { campaign, id, user }: Undo,
  { record, restored }: { readonly record: ImportRecord; readonly restored: ReadonlySet<CardId> },
): Promise<UndoAnswer> {
  const rows = await readRows(sql, id)
  const updated = rows.filter(({ outcome }) => outcome === 'updated')
  const created = rows.filter(({ outcome }) => outcome === 'created')
  const candidates = created.filter(({ touched }) => !touched).map(({ card }) => card)
  const closed = await writer.execute(boardOf(campaign), {
    user,
    edit(doc) {
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
    },
    async also(tx, gone) {
      const [standing] = await tx`
        select 1 from triage_decision where other_card_id = any(${gone}) and ended_at is null limit 1`
      if (standing) throw pointedAt
      if (gone.length > 0) await tx`delete from card_listed where card_id in ${tx(gone)}`
      await forgetChanges(tx, id)
      await forgetList(tx, { ...record, from: record.state })
      await keepTakenBack(tx, id, undone(gone))
    },
  })
  return undone(closed)

  function undone(gone: readonly CardId[]): UndoAnswer {
    const off = new Set(gone)
    const kept = updated.filter(({ card }) => !restored.has(card))
    return {
      id,
      state: 'undone',
      closed: gone.length,
      left: created.filter(({ card }) => !off.has(card)).map(touchedCard),
      restored: updated.length - kept.length,
      kept: kept.map(touchedCard),
      updatesKept: kept.length,
    }
  }
}

function touchedCard({ card, line, lastName, firstName }: WrittenRow) {
  return { card, line, lastName, firstName }
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
  readonly lastName: string
  readonly firstName: string
  readonly outcome: 'created' | 'updated' | 'withdrawn'
  readonly touched: boolean
}

/**
 * Touched: something has happened to the card, on the board or in its dossier, beside the update that made it; or another
 * card was closed as its duplicate: were it to go, the youth would have none. [2]
 */
async function readRows(sql: Sql, id: ImportId): Promise<WrittenRow[]> {
  const rows = await sql<WrittenRow[]>`
    select
      r.card_id as card,
      r.line,
      c.last_name,
      c.first_name,
      r.outcome,
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
