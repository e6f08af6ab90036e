import { t } from '#client/i18n/i18n.ts'
import { place } from '#shared/domain/place.ts'
import type { historyLine } from '#shared/contracts/cards.ts'
import type { z } from 'zod'
import type { Frame } from './frame.ts'
import { placeName } from './place-words.ts'

/** One line of a card's history as a sentence without its subject. */
export function historySentence(line: z.infer<typeof historyLine>, frame: Frame): string {
  const words = t().drawer
  const said = sentence(line, frame)
  if (line.verdict === 'rejected') return `${said} (${words.refusedChange})`
  if (line.verdict === 'superseded') return `${said} (${words.overtakenChange})`
  return said
}

function sentence(line: z.infer<typeof historyLine>, frame: Frame): string {
  const words = t().drawer
  if (line.field === 'created' || line.field === 'card') return words.created
  if (line.field === 'attempts') return words.attempt
  if (line.field === 'voids') return words.voided
  if (line.field === 'at') {
    const to = place.safeParse(line.new)
    if (to.success) return words.movedTo(placeName(frame, to.data))
  }
  const names: Readonly<Record<string, string>> = words.fields
  return words.changed(names[line.field] ?? words.otherField)
}
