// Moves that were not kept, in words and with the way to make them again. [W2, P8]
import { t } from '#client/i18n/i18n.ts'
import { isOvertaken, type Loss } from './losses.ts'
import { placeName, refusalText } from './place-words.ts'
import type { Screen } from './screen.ts'

/** All that are not kept, in one sentence. */
export function lossSentence(screen: Screen, lost: readonly Loss[]): string {
  const words = t().board.notices
  const [first] = lost
  if (!first) return ''
  const name = screen.store.index.view(first.card)?.name ?? '?'
  const { why } = first
  if (lost.length === 1) {
    return why.kind === 'refused'
      ? words.rejected(name, refusalText(why.code))
      : words.superseded(whoOf(why.by), name, placeName(screen.store.index.frame(), why.to))
  }
  if (lost.every(isOvertaken)) {
    const people = new Set(lost.map((one) => (one.why.kind === 'overtaken' ? one.why.by : null)))
    const [only = null] = people
    const many = t().together.lost
    return people.size === 1
      ? many.overtaken(lost.length, whoOf(only))
      : many.overtakenBySeveral(lost.length)
  }
  const codes = new Set(lost.map((one) => (one.why.kind === 'refused' ? one.why.code : null)))
  const [code = null] = codes
  return codes.size === 1 && code !== null
    ? words.rejectedMany(lost.length, refusalText(code))
    : t().together.lost.mixed(lost.length)
}

/** Why this one was not kept, beside the name of its card. */
export function lossWhy(screen: Screen, { why, wanted }: Loss): string {
  const words = t().together
  const frame = screen.store.frame()
  if (why.kind === 'refused') return words.back.refused(refusalText(why.code))
  const first = words.back.overtaken(whoOf(why.by), placeName(frame, why.to))
  return `${first}. ${words.lost.wanted(placeName(frame, wanted))}`
}

/** Puts cards where one had wanted them, over what stands there now; several as one act. */
export function takeAgain(screen: Screen, lost: readonly Loss[]): void {
  const [only] = lost
  screen.losses.answer(lost.map((one) => one.card))
  if (only && lost.length === 1) screen.acts.put(only.card, only.wanted)
  else {
    screen.acts.sendAll(
      lost.map((one) => ({ card: one.card, at: one.wanted })),
      'again',
      t().together.lost.taken,
    )
  }
}

function whoOf(name: string | null): string {
  return name ?? t().board.move.colleague
}
