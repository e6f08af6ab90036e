import type * as Y from 'yjs'
import { dossierTypes, phoneNumber } from '#shared/documents/dossier-shape.ts'
import { dossierOf, type CardId } from '#shared/domain/ids.ts'
import { toInstant } from './calendar.ts'
import type { Life, Play } from './play.ts'
import type { Step } from './step.ts'

/** Dossiers written at once. */
const inFlight = 16

/** What calls left in the dossiers: notes, and numbers that turned out to be wrong [A4]. */
export async function playDossiers(lives: readonly Life[], play: Play): Promise<void> {
  const acts = lives.flatMap(({ card, steps }) =>
    steps
      .filter((step) => step.on < play.today && changesDossier(step))
      .map((step) => ({ card, step })),
  )
  for (let first = 0; first < acts.length; first += inFlight) {
    const batch = acts.slice(first, first + inFlight)
    await Promise.all(batch.map(({ card, step }) => playOne(card, step, play)))
  }
}

function changesDossier(step: Step): boolean {
  return step.note !== undefined || wrongNumberOf(step) !== null
}

function playOne(card: CardId, step: Step, { writer }: Play): Promise<void> {
  return writer.execute(dossierOf(card), {
    user: step.by,
    at: toInstant(step),
    edit: (doc) => write(doc, step),
  })
}

function write(doc: Y.Doc, step: Step): void {
  const { numbers, notes } = dossierTypes(doc)
  if (step.note !== undefined) notes.insert(notes.length, `${step.note}\n`)
  const wrong = wrongNumberOf(step)
  if (wrong === null) return
  const kept = phoneNumber.safeParse(numbers.get(wrong.number))
  if (kept.success) numbers.set(wrong.number, { ...kept.data, status: wrong.status })
}

function wrongNumberOf({ attempt }: Step) {
  if (!attempt?.number) return null
  if (attempt.outcome === 'wrong_number')
    return { number: attempt.number, status: 'wrong' } as const
  if (attempt.outcome === 'out_of_service')
    return { number: attempt.number, status: 'out_of_service' } as const
  return null
}
