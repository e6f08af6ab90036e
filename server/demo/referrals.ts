import { afterWorkingDays, type Moment } from './calendar.ts'
import type { Held, Step } from './step.ts'

/** Those who were not reached go to the outreach team (PRIJ), and its answer comes back, or does not. */
export function outreach({ random, crew }: Held, given: Moment): Step[] {
  if (!random.chance(0.7)) return []
  const by = crew.coordinator
  const on = afterWorkingDays(given.on, random.int(1, 4))
  const sent: Step = {
    by,
    on,
    minute: random.int(540, 590),
    values: { referral: { partner: crew.outreach, on, status: 'open' } },
  }
  const status = random.weighted<'accepted' | 'refused' | 'expired' | null>([
    ['accepted', 50],
    ['refused', 12],
    ['expired', 10],
    [null, 28],
  ])
  if (status === null) return [sent]
  const answered = afterWorkingDays(on, status === 'expired' ? 15 : random.int(3, 9))
  return [
    sent,
    {
      by,
      on: answered,
      minute: random.int(540, 590),
      values: { referral: { partner: crew.outreach, on, status } },
    },
  ]
}
