// A duplicate's card goes off the board; what it alone knew stays with the youth: numbers, contact details, what tells who
// they are, and that they asked not to be called.
import { nanoid } from 'nanoid'
import type * as Y from 'yjs'
import {
  dossierFields,
  dossierTypes,
  phoneNumber,
  type PhoneNumber,
} from '#shared/documents/dossier-shape.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { cardFields, type Card, type CardValues } from '#shared/domain/card.ts'
import { ageOn, type Day } from '#shared/domain/day.ts'
import { boardOf, dossierOf, type CardId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Sql } from '#server/database/sql.ts'
import { contactOf } from '#server/imports/create-cards.ts'
import { maxNumbers } from '#server/imports/plan-update.ts'
import { phoneKey } from '#server/imports/values/phones.ts'
import { bring, missingIn, takeAway } from './brought.ts'
import { cardOn } from './card-state.ts'
import { noteBrought, noteDone, noteOwn, type Step, type StepParts } from './dossier-step.ts'

/**
 * Adds what the duplicate's card knows and the other does not. Where both say something, the card that stays is right.
 * First the dossier, then the board; interrupted between the two and done again, it goes on where it stood.
 */
export async function bringFacts(parts: StepParts, step: Step): Promise<void> {
  const other = must(step.other, 'a duplicate has its other card')
  const known = await readDossier(parts.sql, step.card)
  const written = await parts.writer.execute(dossierOf(other), {
    user: step.user,
    edit(doc) {
      const { person } = dossierTypes(doc)
      return {
        dossier: bring(person, missingIn(person.toJSON(), known.person)),
        numbers: bringNumbers(doc, known.numbers),
        seen: seenIn(doc),
      }
    },
    async also(tx, { dossier, numbers }) {
      await noteBrought(tx, step, { dossier, numbers })
      if (Object.keys({ ...dossier, ...numbers }).length > 0) await noteOwn(tx, step)
    },
  })
  await parts.writer.execute(boardOf(step.campaign), {
    user: step.user,
    edit(doc) {
      const card = boardTypes(doc).cards.get(other)
      const [from, to] = [cardOn(doc, step.card), cardOn(doc, other)]
      if (!card || !from || !to) return { board: {}, tags: [] }
      writeContact(card, written.seen.contact)
      const board = bring(card, missingOnBoard(to, from, written.seen.birthDate))
      const tags = from.tags.filter((tag) => !to.tags.includes(tag)).slice(0, 10 - to.tags.length)
      if (tags.length > 0) card.set('tags', [...to.tags, ...tags])
      return { board, tags }
    },
    async also(tx, { board, tags }) {
      await noteBrought(tx, step, { board, tags })
      await noteDone(tx, step)
    },
  })
}

/** Takes it back, but for what somebody has called, judged or changed since. */
export async function returnFacts(parts: StepParts, step: Step): Promise<void> {
  const other = must(step.other, 'a duplicate has its other card')
  const { dossier = {}, board = {}, numbers = {}, tags = [] } = step.brought
  const called = await parts.sql<{ numberId: string }[]>`
    select distinct number_id from attempt where number_id = any(${Object.keys(numbers)})`
  const kept = new Set(called.map((row) => row.numberId))
  const { contact } = await parts.writer.execute(dossierOf(other), {
    user: step.user,
    edit(doc) {
      const types = dossierTypes(doc)
      const untouched = Object.entries(numbers).filter(([id, status]) => {
        const number = phoneNumber.safeParse(types.numbers.get(id)).data
        return number?.status === status && !kept.has(id)
      })
      for (const [id] of untouched) types.numbers.delete(id)
      const wrote = takeAway(types.person, dossier) || untouched.length > 0
      return { wrote, contact: seenIn(doc).contact }
    },
    async also(tx, { wrote }) {
      if (wrote) await noteOwn(tx, step)
    },
  })
  await parts.writer.execute(boardOf(step.campaign), {
    user: step.user,
    edit(doc) {
      const card = boardTypes(doc).cards.get(other)
      if (!card) return
      writeContact(card, contact)
      takeAway(card, board)
      const standing = cardFields.tags.safeParse(card.get('tags')).data ?? []
      const left = standing.filter((tag) => !tags.includes(tag))
      if (left.length < standing.length) card.set('tags', left)
    },
    also: (tx) => noteDone(tx, step),
  })
}

interface Known {
  readonly person: Readonly<Record<string, unknown>>
  readonly numbers: readonly PhoneNumber[]
}

async function readDossier(sql: Sql, card: CardId): Promise<Known> {
  const [row] = await sql<
    { fields: Record<string, unknown>; numbers: Record<string, PhoneNumber> }[]
  >`
    select fields, numbers from dossier where card_id = ${card}`
  const known = Object.entries(row?.fields ?? {}).filter(([field]) => field in dossierFields)
  return { person: Object.fromEntries(known), numbers: Object.values(row?.numbers ?? {}) }
}

/** Those that it lacks, with what calls have found of them [A4]; the ones that may still be called first, as far as there is room. */
function bringNumbers(
  doc: Y.Doc,
  known: readonly PhoneNumber[],
): Readonly<Record<string, PhoneNumber['status']>> {
  const { numbers } = dossierTypes(doc)
  const there = new Set(standingNumbers(doc).map((number) => phoneKey(number)))
  const missing = known
    .filter((number) => !there.has(phoneKey(number)))
    .toSorted((a, b) => Number(isDead(a)) - Number(isDead(b)))
    .slice(0, Math.max(0, maxNumbers - there.size))
  const brought = missing.map(({ raw, e164, owner, status }) => {
    const id = nanoid(8)
    numbers.set(id, { raw, e164, owner, status } satisfies PhoneNumber)
    return [id, status] as const
  })
  return Object.fromEntries(brought)
}

function isDead({ status, e164 }: PhoneNumber): boolean {
  return status === 'wrong' || status === 'out_of_service' || e164 === null
}

/** What the board says of a youth, where the card that stays does not. */
function missingOnBoard(
  to: Card,
  from: Card,
  birthDate: Day | null,
): Readonly<Record<string, unknown>> {
  const { sex, qpv, postCode, commune } = from.who
  // The age is that of the day on which the list of the card that stays was received.
  const age = birthDate === null ? from.who.age : ageOn(birthDate, to.received.on)
  const home = missingIn(
    { home: { postCode: to.who.postCode, commune: to.who.commune } },
    { home: { postCode, commune } },
  )
  const who = { sex, qpv, age, ...(home['home'] ? { postCode, commune } : {}) }
  const { wish, noContact, territory } = from
  const standing = { wish: to.wish, noContact: to.noContact, territory: to.territory }
  return { who, ...missingIn(standing, { wish, noContact, territory }) }
}

interface Seen {
  readonly contact: CardValues['contact']
  readonly birthDate: Day | null
}

function seenIn(doc: Y.Doc): Seen {
  const email: unknown = dossierTypes(doc).person.get('email')
  return {
    contact: contactOf(standingNumbers(doc), typeof email === 'string' ? email : null),
    birthDate: readBirthDate(doc),
  }
}

function readBirthDate(doc: Y.Doc): Day | null {
  return dossierFields.birthDate.safeParse(dossierTypes(doc).person.get('birthDate')).data ?? null
}

function writeContact(card: Y.Map<unknown>, contact: CardValues['contact']): void {
  if (JSON.stringify(card.get('contact')) !== JSON.stringify(contact)) card.set('contact', contact)
}

function standingNumbers(doc: Y.Doc): PhoneNumber[] {
  return [...dossierTypes(doc).numbers.values()].flatMap((value) => {
    const parsed = phoneNumber.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}
