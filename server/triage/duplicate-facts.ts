// A duplicate's card goes off the board; the phone numbers that it alone knew stay with the youth.
import { nanoid } from 'nanoid'
import type * as Y from 'yjs'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes, phoneNumber, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { CardValues } from '#shared/domain/card.ts'
import { boardOf, dossierOf, type CardId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { contactOf } from '#server/imports/create-cards.ts'
import { phoneKey } from '#server/imports/values/phones.ts'
import { noteDone, type Step, type StepParts } from './dossier-step.ts'

/** Adds the duplicate's numbers that the other dossier does not hold, untried. */
export async function bringNumbers(parts: StepParts, step: Step): Promise<void> {
  const other = must(step.other, 'a duplicate has its other card')
  const [row] = await parts.sql<{ numbers: Record<string, PhoneNumber> }[]>`
    select numbers from dossier where card_id = ${step.card}`
  const known = Object.values(row?.numbers ?? {})
  const { contact } = await parts.writer.execute(dossierOf(other), {
    user: step.user,
    edit(doc) {
      const { numbers } = dossierTypes(doc)
      const there = new Set(standingNumbers(doc).map((number) => phoneKey(number)))
      const added = known
        .filter((number) => !there.has(phoneKey(number)))
        .map(({ raw, e164, owner }) => {
          const id = nanoid(8)
          numbers.set(id, { raw, e164, owner, status: 'untried' } satisfies PhoneNumber)
          return id
        })
      return { added, contact: contactIn(doc) }
    },
    also: (tx, { added }) => noteDone(tx, step, { numbers: added }),
  })
  await countAgain(parts, step, { other, contact })
}

/** Takes them back, but for those that somebody has called or judged since. */
export async function returnNumbers(parts: StepParts, step: Step): Promise<void> {
  const other = must(step.other, 'a duplicate has its other card')
  const called = await parts.sql<{ numberId: string }[]>`
    select distinct number_id from attempt where number_id = any(${[...step.numbers]})`
  const kept = new Set(called.map((row) => row.numberId))
  const contact = await parts.writer.execute(dossierOf(other), {
    user: step.user,
    edit(doc) {
      const { numbers } = dossierTypes(doc)
      for (const id of step.numbers) {
        const number = phoneNumber.safeParse(numbers.get(id)).data
        if (number?.status === 'untried' && !kept.has(id)) numbers.delete(id)
      }
      return contactIn(doc)
    },
    also: (tx) => noteDone(tx, step),
  })
  await countAgain(parts, step, { other, contact })
}

/** The board holds how many numbers there are. */
async function countAgain(
  { writer }: StepParts,
  step: Step,
  { other, contact }: { readonly other: CardId; readonly contact: CardValues['contact'] },
): Promise<void> {
  await writer.execute(boardOf(step.campaign), {
    user: step.user,
    edit(doc) {
      const card = boardTypes(doc).cards.get(other)
      if (JSON.stringify(card?.get('contact')) !== JSON.stringify(contact)) {
        card?.set('contact', contact)
      }
    },
  })
}

function contactIn(doc: Y.Doc): CardValues['contact'] {
  const email: unknown = dossierTypes(doc).person.get('email')
  return contactOf(standingNumbers(doc), typeof email === 'string' ? email : null)
}

function standingNumbers(doc: Y.Doc): PhoneNumber[] {
  return [...dossierTypes(doc).numbers.values()].flatMap((value) => {
    const parsed = phoneNumber.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}
