import type { Attempt } from './attempt.ts'
import { outcomes } from './attempt.ts'
import { minuteOf } from './day.ts'
import type { CampaignSettings } from './templates.ts'

/** [A2] 9–12, 14–17 and 17–19 h; a call at noon or at night counts in no day-part. */
export type DayPart = 'morning' | 'afternoon' | 'evening'

/** Day-part of a local hour (0–23). */
export function dayPartOf(hour: number): DayPart | null {
  if (hour >= 9 && hour < 12) return 'morning'
  if (hour >= 14 && hour < 17) return 'afternoon'
  if (hour >= 17 && hour < 19) return 'evening'
  return null
}

/** An attempt with its local day and hour, which `shared` cannot know by itself. */
export interface LocalAttempt extends Attempt {
  readonly day: string
  readonly hour: number
}

export interface PolicyGap {
  readonly calls: number
  readonly days: number
  readonly dayParts: number
}

/** [S5] What is still missing before the policy is met; null when it is. Voided attempts are not passed in. */
export function missingFrom(
  attempts: readonly LocalAttempt[],
  policy: CampaignSettings['attemptPolicy'],
): PolicyGap | null {
  const calls = attempts.filter((one) => one.channel === 'phone')
  const spaced = countSpaced(calls, policy.hoursApart)
  const dayParts = new Set(calls.map((one) => dayPartOf(one.hour)).filter((part) => part !== null))
  const gap = {
    calls: Math.max(0, policy.calls - spaced),
    days: Math.max(0, policy.days - new Set(calls.map((one) => one.day)).size),
    dayParts: Math.max(0, policy.dayParts - dayParts.size),
  }
  return gap.calls + gap.days + gap.dayParts === 0 ? null : gap
}

/** [A2] Calls in a row count as one: only those at least `hoursApart` after the last that counted. */
function countSpaced(calls: readonly Attempt[], hoursApart: number): number {
  let last = Number.NEGATIVE_INFINITY
  let count = 0
  for (const minute of calls.map((one) => minuteOf(one.at)).toSorted((a, b) => a - b)) {
    if (minute - last < hoursApart * 60) continue
    last = minute
    count += 1
  }
  return count
}

/** Whether any of these stops the clock of the first contact. [C1] */
export function anyReached(attempts: readonly Attempt[]): boolean {
  return attempts.some((one) => outcomes[one.outcome] === 'reached')
}
