import { nanoid } from 'nanoid'
import type * as Y from 'yjs'
import { cardFields, type CardValues } from '#shared/domain/card.ts'
import {
  boardOf,
  dossierOf,
  type CampaignId,
  type CardId,
  type ImportId,
  type UserId,
} from '#shared/domain/ids.ts'
import { agreementRenewed, isAgreementWithdrawn } from '#shared/domain/agreement.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { readFields } from '#shared/documents/board.ts'
import { dossierTypes, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { Day } from '#shared/domain/day.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { keepChanges, writeFields, type CardChange, type Change } from './changes.ts'
import { contactOf } from './create-cards.ts'
import { factsOf, hashOf, saidBy, saidSince, type Facts, type Said } from './facts.ts'
import { differs, mayWriteOver, planBoard, planDossier, type MayWrite } from './plan-update.ts'
import type { Received } from './received.ts'
import type { Youth } from './youth.ts'

/** A youth who comes again, with what earlier lists said. */
export interface Again {
  readonly youth: Youth
  readonly received: Received
  /** The row gives back an agreement that was withdrawn. */
  readonly renewed: boolean
}

export interface CardUpdates {
  readonly campaign: CampaignId
  readonly user: UserId
  /** The import that brings them. */
  readonly list: ImportId
  readonly receivedOn: Day
  readonly also: (tx: Transaction, cards: readonly CardId[]) => Promise<void>
}

/** Dossiers written at the same time: each is a document and a transaction of its own. */
const dossiersAtOnce = 4

/**
 * Brings what a later list says to cards that exist: new numbers are added, a fact is replaced only while it is what a list
 * said, so that nothing a colleague typed is lost. Doing it twice is doing it once. What stood there is kept, for the undo.
 */
export async function updateCards(
  writer: DocumentWriter,
  again: readonly Again[],
  updates: CardUpdates,
): Promise<void> {
  const { campaign, user, list, receivedOn } = updates
  const dossiers = new Map<CardId, WrittenDossier>()
  const writeDossier = async ({ youth, received }: Again) => {
    const written = await writer.execute(dossierOf(received.card), {
      user,
      edit: (doc) => updateDossier(doc, factsOf(youth), mayWriteOver(received, receivedOn)),
      also: (tx, { change }) =>
        keepChanges(
          tx,
          list,
          isEmpty(change) ? [] : [{ card: received.card, part: 'dossier', change }],
        ),
    })
    dossiers.set(received.card, written)
  }
  for (let at = 0; at < again.length; at += dossiersAtOnce) {
    await Promise.all(again.slice(at, at + dossiersAtOnce).map(writeDossier))
  }
  await writer.execute(boardOf(campaign), {
    user,
    edit: (doc) =>
      again.map((one): CardChange => {
        const { youth, received } = one
        const card = boardTypes(doc).cards.get(received.card)
        const dossier = dossiers.get(received.card)
        const next = card && dossier ? planCard(card, { ...one, receivedOn, dossier }) : {}
        const { said, listedOn } = received
        const change = {
          fields: card ? writeFields(card, next) : {},
          listed: {
            before: listedOn === null ? null : { said, on: listedOn },
            wrote: hashOf(saidAfter(received, youth, receivedOn)),
          },
        }
        return { card: received.card, part: 'board', change }
      }),
    async also(tx, changes) {
      await keepChanges(tx, list, changes)
      const listed = again.map(({ youth, received }) => ({
        cardId: received.card,
        campaignId: campaign,
        receivedOn: later(received.listedOn, receivedOn),
        said: tx.json({ ...saidAfter(received, youth, receivedOn) }),
      }))
      await tx`
        insert into card_listed ${tx(listed)}
        on conflict (card_id) do update set said = excluded.said, received_on = excluded.received_on`
      await updates.also(
        tx,
        again.map(({ received }) => received.card),
      )
    },
  })
}

/** Marks the cards of youths who have taken their agreement back; the coordinator decides what becomes of them. */
export async function markWithdrawn(
  writer: DocumentWriter,
  cards: readonly CardId[],
  { campaign, user, list, receivedOn, also }: CardUpdates,
): Promise<void> {
  await writer.execute(boardOf(campaign), {
    user,
    edit: (doc) =>
      cards.flatMap((id): CardChange[] => {
        const card = boardTypes(doc).cards.get(id)
        if (!card || isAgreementWithdrawn(readFields(card, agreementFields))) return []
        const fields = writeFields(card, { agreementWithdrawn: { on: receivedOn, list } })
        return [{ card: id, part: 'board', change: { fields } }]
      }),
    async also(tx, changes) {
      await keepChanges(tx, list, changes)
      await also(tx, cards)
    },
  })
}

const agreementFields = ['agreementWithdrawn', 'tags'] as const

interface WrittenDossier {
  readonly change: Change
  readonly contact: CardValues['contact']
  readonly person: Readonly<Record<string, unknown>>
}

function updateDossier(doc: Y.Doc, facts: Facts, mayWrite: MayWrite): WrittenDossier {
  const { person, numbers } = dossierTypes(doc)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const standing = [...numbers.values()] as PhoneNumber[]
  const plan = planDossier({ person: person.toJSON(), numbers: standing }, facts, mayWrite)
  const fields = writeFields(person, plan.person)
  const added = plan.numbers.map((number) => {
    const id = nanoid(8)
    numbers.set(id, number)
    return id
  })
  const email = person.get('email')
  return {
    change: { fields, numbers: added },
    contact: contactOf([...standing, ...plan.numbers], typeof email === 'string' ? email : null),
    person: person.toJSON(),
  }
}

function planCard(
  card: Y.Map<unknown>,
  {
    youth,
    received,
    renewed,
    receivedOn,
    dossier,
  }: Again & { readonly receivedOn: Day; readonly dossier: WrittenDossier },
): Partial<CardValues> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const standing = card.toJSON() as Pick<CardValues, 'who' | 'received' | 'contact'> & {
    wish?: never
    territory?: unknown
  }
  const plan = planBoard({ ...standing, wish: standing.wish ?? null }, factsOf(youth), {
    mayWrite: mayWriteOver(received, receivedOn),
    person: dossier.person,
  })
  const { contact } = dossier
  // The board names the territory that the dossier does.
  const territory = cardFields.territory.safeParse(dossier.person['territory'] ?? null).data ?? null
  return {
    ...plan,
    ...(differs(standing.contact, contact) ? { contact } : {}),
    ...(differs(standing.territory ?? null, territory) ? { territory } : {}),
    ...(renewed ? agreementRenewed(readFields(card, agreementFields)) : {}),
  }
}

function isEmpty({ fields, numbers = [] }: Change): boolean {
  return Object.keys(fields).length === 0 && numbers.length === 0
}

function saidAfter({ said, listedOn }: Received, youth: Youth, receivedOn: Day): Said {
  const now = saidBy(factsOf(youth))
  return listedOn !== null && receivedOn < listedOn ? saidSince(now, said) : saidSince(said, now)
}

function later(a: Day | null, b: Day): Day {
  return a !== null && a > b ? a : b
}
