// Decisions and places of triage in words.
import { t } from '#client/i18n/i18n.ts'
import { laneOf, type Frame } from '#client/board/frame.ts'
import type { ApiProblem } from '#client/api.ts'
import { keysOf } from '#shared/keys.ts'
import { laneId } from '#shared/domain/ids.ts'
import { isSlip } from './differences.ts'
import type { QueueRow } from './queue.ts'

/** "connu, Est": what became of a row. */
export function doneWords(
  row: Pick<QueueRow, 'done' | 'lane' | 'state' | 'who'>,
  frame: Frame,
): string {
  const words = t().triage.queue.states
  const what = words[row.state === 'aside' ? 'aside' : (row.done ?? 'moved')](row.who.sex)
  if (row.state === 'aside') return what
  const where = row.lane === null ? '' : (laneOf(frame, row.lane)?.entry.name ?? '')
  return t().triage.recent.line(what, where)
}

/** What a colleague did first, from a refusal's codes: "connu, Nord". */
export function takenWords(
  problem: ApiProblem,
  { frame, sex }: { readonly frame: Frame; readonly sex: QueueRow['who']['sex'] },
): { who: string; what: string } {
  const { by, kind, lane } = problem.fields
  const words = t().triage.queue.states
  const what = words[keysOf(words).find((one) => one === kind) ?? 'moved'](sex)
  const parsed = laneId.safeParse(lane)
  const where = parsed.success ? (laneOf(frame, parsed.data)?.entry.name ?? '') : ''
  return { who: by ?? t().triage.said.somebody, what: t().triage.recent.line(what, where) }
}

/** "06 39 98 41 20"; a foreign number stays as it is. */
export function phoneText(text: string): string {
  const french = /^(?:\+33|0)(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text.replaceAll(/[\s.]/g, ''))
  return french ? `0${french.slice(1).join(' ')}` : text
}

/** "14/02/2007". */
export function dateText(day: string): string {
  return day.split('-').toReversed().join('/')
}

/** The number of `others` that is a slip away from one of `own`, if any. */
export function slipOf(own: readonly string[], others: readonly string[]): string | null {
  return others.find((other) => own.some((one) => isSlip(one, other))) ?? null
}
