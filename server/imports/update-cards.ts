import { nanoid } from 'nanoid'
import type * as Y from 'yjs'
import type { CardValues } from '#shared/domain/card.ts'
import {
  boardOf,
  dossierOf,
  type CampaignId,
  type CardId,
  type UserId,
} from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { Day } from '#shared/domain/day.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { contactOf } from './create-cards.ts'
import {
  factsOf,
  hashOf,
  isGroup,
  saidBy,
  saidSince,
  saysNothing,
  type Facts,
  type Said,
} from './facts.ts'
import type { Received } from './received.ts'
import { phoneKey } from './values/phones.ts'
import type { Youth } from './youth.ts'

/** A youth who comes again, with what earlier lists said. */
export interface Again {
  readonly youth: Youth
  readonly received: Received
}

export interface CardUpdates {
  readonly campaign: CampaignId
  readonly user: UserId
  readonly receivedOn: Day
  readonly also: (tx: Transaction, cards: readonly CardId[]) => Promise<void>
}

/** Shown on the card of a youth who has taken the agreement back; the coordinator decides what becomes of it. */
export const withdrawnTag = 'accord retiré'

/**
 * Brings what a later list says to cards that exist: new numbers are added, a fact is replaced only while it is what a list
 * said, so that nothing a colleague typed is lost. Doing it twice is doing it once.
 */
export async function updateCards(
  writer: DocumentWriter,
  again: readonly Again[],
  updates: CardUpdates,
): Promise<void> {
  const { campaign, user, receivedOn } = updates
  const contacts = new Map<CardId, Pick<CardValues, 'contact'> & { readonly home: Home | null }>()
  for (const { youth, received } of again) {
    const kept = await writer.execute(dossierOf(received.card), {
      user,
      edit: (doc) => updateDossier(doc, factsOf(youth), speaks(received, receivedOn)),
    })
    contacts.set(received.card, kept)
  }
  await writer.execute(boardOf(campaign), {
    user,
    edit(doc) {
      const { cards } = boardTypes(doc)
      for (const { youth, received } of again) {
        const card = cards.get(received.card)
        const kept = contacts.get(received.card)
        if (!card || !kept) continue
        setIfNew(card, 'contact', kept.contact)
        updateBoard(card, {
          facts: factsOf(youth),
          speaks: speaks(received, receivedOn),
          home: kept.home,
        })
      }
    },
    async also(tx) {
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

/** Marks the cards of youths who have taken their agreement back. */
export async function markWithdrawn(
  writer: DocumentWriter,
  cards: readonly CardId[],
  { campaign, user, also }: Omit<CardUpdates, 'receivedOn'>,
): Promise<void> {
  await writer.execute(boardOf(campaign), {
    user,
    edit(doc) {
      for (const id of cards) {
        const card = boardTypes(doc).cards.get(id)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
        const tags = (card?.get('tags') ?? []) as CardValues['tags']
        if (!tags.includes(withdrawnTag)) card?.set('tags', [...tags.slice(0, 9), withdrawnTag])
      }
    },
    also: (tx) => also(tx, cards),
  })
}

/** Whether the list may write over a value that stands there now. */
type Speaks = (name: string, current: unknown) => boolean

function speaks({ said, listedOn }: Received, receivedOn: Day): Speaks {
  const isOlder = listedOn !== null && receivedOn < listedOn
  return (name, current) => {
    if (saysNothing(current)) return true
    return !isOlder && said.facts[name] === hashOf(current)
  }
}

function saidAfter({ said, listedOn }: Received, youth: Youth, receivedOn: Day): Said {
  const now = saidBy(factsOf(youth))
  return listedOn !== null && receivedOn < listedOn ? saidSince(now, said) : saidSince(said, now)
}

/** The group as it stands, with the leaves that the list may write. */
function mergeGroup(
  field: string,
  said: Readonly<Record<string, unknown>>,
  { current, mayWrite }: { readonly current: unknown; readonly mayWrite: Speaks },
): Readonly<Record<string, unknown>> {
  const before = isGroup(current) ? current : {}
  const next: Record<string, unknown> = { ...said, ...before }
  for (const [key, leaf] of Object.entries(said)) {
    if (!saysNothing(leaf) && mayWrite(`${field}.${key}`, before[key])) next[key] = leaf
  }
  // Somebody who has moved has left the old street too, even where the list does not know the new one.
  const moved = ['postCode', 'commune'].some(
    (key) => key in before && hashOf(before[key]) !== hashOf(next[key]),
  )
  if (field === 'address' && moved && saysNothing(said['lines'])) {
    if (mayWrite('address.lines', before['lines'])) next['lines'] = []
  }
  return next
}

type Home = NonNullable<Facts['dossier']['address']>

function updateDossier(
  doc: Y.Doc,
  facts: Facts,
  mayWrite: Speaks,
): Pick<CardValues, 'contact'> & { home: Home | null } {
  const { person, numbers } = dossierTypes(doc)
  for (const [field, value] of Object.entries(facts.dossier)) {
    if (value === null) continue
    const current: unknown = person.get(field)
    const next = isGroup(value) ? mergeGroup(field, value, { current, mayWrite }) : value
    if (isGroup(value) || mayWrite(field, current)) setIfNew(person, field, next)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const home = (person.get('address') ?? null) as Home | null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const standing = [...numbers.values()] as PhoneNumber[]
  const known = new Set(standing.map(phoneKey))
  const added = facts.numbers
    .filter((number) => !known.has(phoneKey(number)))
    .slice(0, Math.max(0, 20 - standing.length))
  for (const number of added) numbers.set(nanoid(8), number)
  const email = person.get('email')
  return {
    contact: contactOf([...standing, ...added], typeof email === 'string' ? email : null),
    home,
  }
}

function updateBoard(
  card: Y.Map<unknown>,
  { facts, speaks: mayWrite, home }: { facts: Facts; speaks: Speaks; home: Home | null },
): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  const who = card.get('who') as CardValues['who']
  const { sex, qpv, wish } = facts.board
  setIfNew(card, 'who', {
    ...who,
    sex: sex ?? who.sex,
    qpv: qpv ?? who.qpv,
    ...(home ? { postCode: home.postCode, commune: home.commune } : {}),
  })
  if (wish !== null && mayWrite('wish', card.get('wish'))) setIfNew(card, 'wish', wish)
}

/** What did not change makes no history. */
function setIfNew(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (hashOf(map.get(key) ?? null) !== hashOf(value)) map.set(key, value)
}

function later(a: Day | null, b: Day): Day {
  return a !== null && a > b ? a : b
}
