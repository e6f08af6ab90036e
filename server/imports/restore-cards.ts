// Takes back what an import brought to cards that stood there before it.
import type * as Y from 'yjs'
import type { CardValues } from '#shared/domain/card.ts'
import {
  boardOf,
  dossierOf,
  type CampaignId,
  type CardId,
  type ImportId,
  type UserId,
} from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes, phoneNumber, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'
import type { ImportParts } from './apply.ts'
import {
  markRestored,
  readChanges,
  restoreFields,
  type CardChange,
  type Change,
} from './changes.ts'
import { contactOf } from './create-cards.ts'
import { hashOf, type Said } from './facts.ts'
import { differs } from './plan-update.ts'

export interface Restore {
  readonly campaign: CampaignId
  readonly id: ImportId
  readonly user: UserId
  /** Asked between two chunks: what is left is gone on with later. */
  readonly isStopping: () => boolean
  /** More rows for the transaction of each chunk of cards. */
  readonly also: (tx: Transaction, cards: number) => Promise<void>
}

/** Cards of one transaction of the board. */
const chunk = 50

/**
 * Gives earlier cards back what stood there, wherever the import's value still stands; what somebody has changed since, or
 * called, stays. Answers the cards that are again as they were; null when it was stopped. Interrupted and done again, it
 * goes on where it stood.
 */
export async function restoreCards(
  { sql, writer }: Pick<ImportParts, 'sql' | 'writer'>,
  { campaign, id, user, isStopping, also }: Restore,
): Promise<ReadonlySet<CardId> | null> {
  const changes = await readChanges(sql, id)
  const called = await calledNumbers(sql, changes)
  const cards = partsOfCards(changes)
  const restored = new Set<CardId>()
  for (const { card, board } of cards) if (board?.change.restored === 'all') restored.add(card)
  const rest = cards.filter(({ board }) => board?.change.restored === undefined)
  for (let at = 0; at < rest.length; at += chunk) {
    if (isStopping()) return null
    const some = await Promise.all(
      rest.slice(at, at + chunk).map(async ({ card, dossier, board }) => {
        const edit = (doc: Y.Doc) => restoreDossier(doc, dossier?.change, called)
        const was = dossier ? await writer.execute(dossierOf(card), { user, edit }) : null
        return { card, board, was }
      }),
    )
    await writer.execute(boardOf(campaign), {
      user,
      edit: (doc) =>
        some.map(({ card, board, was }) => {
          const map = boardTypes(doc).cards.get(card)
          const all = !map || restoreCard(map, { change: board?.change, contact: was?.contact })
          return { card, board, all: all && was?.all !== false }
        }),
      async also(tx, done) {
        for (const { card, board, all } of done) {
          if (board) await restoreListed(tx, board)
          await markRestored(tx, { id, card, all })
          if (all) restored.add(card)
        }
        await also(tx, done.length)
      },
    })
  }
  return restored
}

interface PartsOfCard {
  readonly card: CardId
  dossier?: CardChange
  board?: CardChange
}

function partsOfCards(changes: readonly CardChange[]): PartsOfCard[] {
  const cards = new Map<CardId, PartsOfCard>()
  for (const change of changes) {
    const parts = cards.get(change.card) ?? { card: change.card }
    parts[change.part] = change
    cards.set(change.card, parts)
  }
  return [...cards.values()]
}

function restoreDossier(
  doc: Y.Doc,
  change: Change | undefined,
  called: ReadonlySet<string>,
): { readonly all: boolean; readonly contact: CardValues['contact'] } {
  const { person, numbers } = dossierTypes(doc)
  let all = restoreFields(person, change?.fields ?? {})
  for (const id of change?.numbers ?? []) {
    const number = phoneNumber.safeParse(numbers.get(id))
    if (!number.success) continue
    // A number that somebody has called, or judged, is work.
    if (number.data.status === 'untried' && !called.has(id)) numbers.delete(id)
    else all = false
  }
  const email = person.get('email')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const standing = [...numbers.values()] as PhoneNumber[]
  return { all, contact: contactOf(standing, typeof email === 'string' ? email : null) }
}

function restoreCard(
  map: Y.Map<unknown>,
  {
    change,
    contact,
  }: {
    readonly change: Change | undefined
    readonly contact: CardValues['contact'] | undefined
  },
): boolean {
  // Counts follow the dossier as it stands now, whatever stood here.
  const { contact: _, ...fields } = change?.fields ?? {}
  const all = restoreFields(map, fields)
  if (contact && differs(map.get('contact'), contact)) map.set('contact', contact)
  return all
}

/** What lists said of the youth, while no later list has spoken. */
async function restoreListed(tx: Transaction, { card, change }: CardChange): Promise<void> {
  if (change.listed === undefined) return
  const { before, wrote } = change.listed
  const [now] = await tx<{ said: Said }[]>`select said from card_listed where card_id = ${card}`
  if (!now || hashOf(now.said) !== wrote) return
  if (before === null) await tx`delete from card_listed where card_id = ${card}`
  else {
    await tx`
      update card_listed
      set said = ${tx.json({ ...before.said })}, received_on = ${before.on}
      where card_id = ${card}`
  }
}

/** Added numbers that an attempt was made on. */
async function calledNumbers(
  sql: Queries,
  changes: readonly CardChange[],
): Promise<ReadonlySet<string>> {
  const ids = changes.flatMap(({ change }) => change.numbers ?? [])
  const rows = await sql<{ numberId: string }[]>`
    select distinct number_id from attempt where number_id = any(${ids})`
  return new Set(rows.map(({ numberId }) => numberId))
}
