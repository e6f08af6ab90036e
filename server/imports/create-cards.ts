import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import type { CardValues, Source } from '#shared/domain/card.ts'
import { ageOn, type Day } from '#shared/domain/day.ts'
import {
  boardOf,
  cardId,
  dossierOf,
  type CampaignId,
  type CardId,
  type ImportId,
  type UserId,
} from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import { isKey, ranksAfter } from '#shared/documents/rank.ts'
import { must } from '#shared/assert.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { DocumentWriter, NewDocument } from '#server/sync/command.ts'
import { factsOf, saidBy, type Facts } from './facts.ts'
import type { Youth } from './youth.ts'

export interface NewCards {
  readonly campaign: CampaignId
  /** On whose behalf. */
  readonly user: UserId
  /** The list that brings them; null for one made by hand. */
  readonly list: ImportId | null
  readonly source: Source
  readonly receivedOn: Day
  /** When it happened, where that is not now: past acts of a populated demonstration. */
  readonly at?: Date
  /** More rows for the same transaction. */
  readonly also?: (tx: Transaction, cards: readonly CardId[]) => Promise<void>
}

/**
 * Puts youths on a board: a card each in "Reçu", no lane [S3], after those that stand there, and its dossier, in one
 * transaction. The youths have a family name and a first name. Answers the ids in the order of the youths.
 */
export async function createCards(
  writer: DocumentWriter,
  youths: readonly Youth[],
  about: NewCards,
): Promise<readonly CardId[]> {
  const { campaign, user } = about
  const made = youths.map((youth) => ({
    id: cardId.parse(nanoid(12)),
    youth,
    facts: factsOf(youth),
  }))
  const ids = made.map(({ id }) => id)
  await writer.execute(boardOf(campaign), {
    user,
    ...(about.at ? { at: about.at } : {}),
    edit(doc) {
      const { cards } = boardTypes(doc)
      const ranks = ranksAfter(lastRank(cards), made.length)
      for (const [index, { id, youth, facts }] of made.entries()) {
        const rank = must(ranks[index], 'a rank for each card')
        cards.set(id, new Y.Map(Object.entries(boardValues(youth, facts, { ...about, rank }))))
      }
    },
    async also(tx) {
      await writer.create(
        tx,
        made.map(({ id, facts }) => dossierDocument(id, facts, about)),
      )
      if (about.list !== null) {
        const listed = made.map(({ id, facts }) => ({
          cardId: id,
          campaignId: campaign,
          receivedOn: about.receivedOn,
          said: tx.json({ ...saidBy(facts) }),
        }))
        await tx`insert into card_listed ${tx(listed)}`
      }
      await about.also?.(tx, ids)
    },
  })
  return ids
}

function boardValues(
  youth: Youth,
  facts: Facts,
  about: NewCards & { readonly rank: string },
): Partial<CardValues> {
  const { receivedOn: on, source, list, rank } = about
  const { wish } = facts.board
  return {
    who: {
      lastName: must(youth.lastName, 'a card has a family name'),
      firstName: must(youth.firstName, 'a card has a first name'),
      age: youth.birthDate === null ? null : ageOn(youth.birthDate, on),
      sex: youth.sex,
      postCode: youth.postCode,
      commune: youth.commune,
      qpv: youth.qpv,
    },
    received: { on, source, list },
    contact: contactOf(facts.numbers, facts.dossier.email),
    at: { stage: 'received', lane: null, officer: null, rank },
    known: 'untriaged',
    ...(wish === null ? {} : { wish }),
    ...(youth.territory === null ? {} : { territory: youth.territory }),
  }
}

/** What the board says of the contact details: counts, nothing else. */
export function contactOf(
  numbers: readonly PhoneNumber[],
  email: string | null,
): CardValues['contact'] {
  return {
    // The board holds no more than this; a dossier may, with those that people typed.
    phones: Math.min(20, numbers.filter((number) => number.e164 !== null).length),
    email: email !== null,
    toRepair: numbers.some((number) => number.e164 === null),
  }
}

function dossierDocument(id: CardId, facts: Facts, { campaign, user }: NewCards): NewDocument {
  return {
    id: dossierOf(id),
    campaign,
    user,
    fill(doc) {
      const { person, numbers, notes } = dossierTypes(doc)
      for (const [field, value] of Object.entries(facts.dossier)) {
        if (value !== null) person.set(field, value)
      }
      for (const number of facts.numbers) numbers.set(nanoid(8), number)
      // Naming the text makes it part of the document; it is empty.
      notes.insert(0, '')
    },
  }
}

/** The last rank of "À répartir", where new cards go. */
function lastRank(cards: Y.Map<Y.Map<unknown>>): string | null {
  let last: string | null = null
  for (const card of cards.values()) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
    const at = card.get('at') as CardValues['at'] | undefined
    if (at?.stage !== 'received' || at.lane !== null || (last !== null && at.rank <= last)) continue
    if (isKey(at.rank)) last = at.rank
  }
  return last
}
