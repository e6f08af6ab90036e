// Erasure: what tells who a youth is goes from everywhere, what counts them stays. [G11]
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardValues } from '#shared/domain/card.ts'
import {
  boardOf,
  dossierOf,
  type CampaignId,
  type CardId,
  type UserId,
} from '#shared/domain/ids.ts'
import type * as Y from 'yjs'
import { logAccess } from '#server/database/access-log.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { describeFault, type Log } from '#server/log.ts'
import { withImportLock } from '#server/imports/lock.ts'
import { todayInParis } from '#server/imports/today.ts'
import { projectBoards } from '#server/projections/board-projector.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { eraseFromImports } from './from-imports.ts'
import { eraseFromTriage } from './from-triage.ts'
import { eraseFromViews } from './from-views.ts'
import { readPeople } from './people.ts'
import { sweep } from './sweep.ts'

export interface ErasureParts {
  readonly sql: Sql
  readonly writer: DocumentWriter
  readonly log: Log
}

export interface Erasure {
  readonly campaign: CampaignId
  readonly cards: readonly CardId[]
  /** Who orders it. */
  readonly user: UserId
}

/**
 * Erases the youths of these cards, for good, as one transaction: the board is made anew without them under a new epoch, so
 * that no log, snapshot, cached frame or open page of before goes on; their dossiers are deleted; every other row forgets
 * them. What stays: the card with coded facts, its attempts, its stages, the hashes of an opposition. Doing it twice is
 * doing it once. Answers the cards that were erased now.
 */
export async function eraseCards(
  { sql, writer, log }: ErasureParts,
  { campaign, user, cards: asked }: Erasure,
): Promise<CardId[]> {
  // A list that is applied meanwhile would bring back what goes.
  const alone = async () => {
    const cards = await withDuplicates(sql, asked)
    const gone: CardId[] = []
    await writer.rebuild(boardOf(campaign), {
      edit(doc) {
        // It may be tried again: what was found at the first try counts for nothing.
        gone.length = 0
        for (const card of cards) if (blank(doc, card, user)) gone.push(card)
      },
      async also(tx, { doc, seq }) {
        if (gone.length === 0) return
        await forget(tx, { campaign, cards: gone, user }, seq)
        await projectBoards(tx, [
          {
            document: boardOf(campaign),
            campaign,
            seq,
            doc,
            changes: gone.map((card) => ({
              spot: { root: 'cards', record: card, key: 'erased' },
              old: null,
              new: null,
              by: user,
              isPast: false,
            })),
          },
        ])
      },
      gone: cards.map((card) => dossierOf(card)),
    })
    return gone
  }
  const erased = await withImportLock(sql, { campaign, patienceMs }, alone)
  if (erased.length > 0) {
    await sweep(sql).catch((error: unknown) => {
      // PostgreSQL does it by itself, later.
      log.warn(describeFault(error), 'the space of what was erased was not swept')
    })
  }
  return erased
}

/** Another erasure ends sooner than this; a long list does not, and is told of. */
const patienceMs = 10_000

/** Cards that somebody has found to be the same youth's go along, through as many as it takes. */
async function withDuplicates(sql: Sql, cards: readonly CardId[]): Promise<CardId[]> {
  const rows = await sql<{ card: CardId }[]>`
    with recursive youth (card) as (
      select unnest(${[...cards]}::text[])
      union
      select case when d.card_id = y.card then d.other_card_id else d.card_id end
      from youth y
      join triage_decision d on y.card in (d.card_id, d.other_card_id)
      where d.kind = 'duplicate' and d.ended_at is null and d.other_card_id is not null
    )
    select card from youth`
  return rows.map((row) => row.card)
}

/** False where the card is not on the board, or was erased before. */
function blank(doc: Y.Doc, card: CardId, user: UserId): boolean {
  const map = boardTypes(doc).cards.get(card)
  if (!map || (map.get('erased') ?? null) !== null) return false
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const { age, sex, qpv } = map.get('who') as CardValues['who']
  const on = todayInParis()
  const values: Partial<CardValues> = {
    // A place and an age can be a person.
    who: { lastName: '', firstName: '', age, sex, qpv, postCode: null, commune: null },
    contact: { phones: 0, email: false, toRepair: false },
    territory: null,
    tags: [],
    callback: null,
    erased: { on },
    ...((map.get('closed') ?? null) === null
      ? { closed: { situation: 'not_known', by: user, on } }
      : {}),
  }
  for (const [field, value] of Object.entries(values)) map.set(field, value)
  return true
}

/** Everything beside the board's document. */
async function forget(tx: Transaction, erasure: Erasure, seq: number): Promise<void> {
  const { campaign, cards, user } = erasure
  const people = await readPeople(tx, cards)
  const ids = [...cards]
  const dossiers = ids.map((card) => dossierOf(card))
  await eraseFromImports(tx, { campaign, people })
  await eraseFromTriage(tx, { campaign, people })
  await eraseFromViews(tx, { campaign, people })
  // A commit or a lease that is under way there ends first, and none begins.
  await tx`select 1 from document where id = any(${dossiers}) order by id for update`
  await tx`delete from dossier where card_id = any(${ids})`
  await tx`delete from document_client where document_id = any(${dossiers})`
  await tx`delete from document_update where document_id = any(${dossiers})`
  await tx`delete from document_snapshot where document_id = any(${dossiers})`
  // Values never stood there: that somebody touched contact details which are gone says nothing any more.
  await tx`delete from event where document_id = any(${dossiers})`
  await tx`delete from document where id = any(${dossiers})`
  // Codes stay. A tag is words; so may be what was attempted and not kept.
  await tx`
    update event
    set old = null, new = null
    where card_id = any(${ids}) and (field = 'tags' or verdict <> 'kept')`
  await tx`
    insert into event (document_id, seq, n, user_id, card_id, field, verdict)
    select ${boardOf(campaign)}, ${seq}, n - 1, ${user}, card_id, 'erased', 'kept'
    from unnest(${ids}::text[]) with ordinality as erased (card_id, n)`
  await logAccess(tx, { user, campaign }, { action: 'card.erase', subjects: ids })
}
