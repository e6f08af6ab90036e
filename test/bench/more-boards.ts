// Copies of the demonstration's board under campaigns of their own: more of them, and old ones.
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { cardsOf } from '#shared/documents/board.ts'
import { boardOf, campaignId } from '#shared/domain/ids.ts'
import { grammarOf } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import type { Ground } from './relance-target.ts'

export async function readBoard({ sql, boards }: Ground): Promise<Y.Doc> {
  const document = boardOf(must(boards[0], 'the first board is there'))
  const loaded = await loadDocument(sql, document, must(grammarOf(document), 'a board has one'))
  return must(loaded, 'the board has been seeded').doc
}

/** Adds a board with this content to the ground; answers its number. */
export async function addBoard(
  ground: Pick<Ground, 'sql' | 'boards' | 'users'>,
  name: string,
  doc: Y.Doc,
): Promise<number> {
  const { sql, boards, users } = ground
  const from = must(boards[0], 'the first board is there')
  const id = campaignId.parse(name)
  const bytes = Buffer.from(Y.encodeStateAsUpdateV2(doc))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await sql`
    insert into campaign (id, name, template, settings)
    select ${id}, ${name}, template, settings from campaign where id = ${from}`
  for (const user of users) {
    await sql`
      insert into membership (campaign_id, user_id, role) values (${id}, ${user}, 'officer')`
  }
  await sql`
    insert into document (id, kind, campaign_id, head_seq) values (${boardOf(id)}, 'board', ${id}, 1)`
  await sql`
    insert into document_snapshot (document_id, epoch, seq, bytes, sha256, structs, clients)
    values (${boardOf(id)}, 1, 1, ${bytes}, ${sha256}, 0, ${doc.store.clients.size})`
  return boards.push(id) - 1
}

export interface Age {
  readonly moves: number
  readonly clientIds: number
}

/** The same board after that many moves, made in turn under that many client ids. */
export function aged(fresh: Y.Doc, { moves, clientIds }: Age): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(fresh))
  const { cards } = boardTypes(doc)
  const movable = [...cardsOf(doc)].filter((card) => card.at.lane !== null && card.closed === null)
  // Ids of people who have come and gone: far from those that are leased now.
  const firstId = 1_000_000
  const perId = Math.ceil(moves / clientIds)
  for (let id = 0; id < clientIds; id++) {
    doc.clientID = firstId + id
    doc.transact(() => {
      for (let i = 0; i < perId; i++) {
        const n = id * perId + i
        const card = movable[(n * 7919) % movable.length]
        if (card) cards.get(card.id)?.set('at', { ...card.at, rank: `a${n}V` })
      }
    })
  }
  return doc
}
