import { templates } from '#shared/domain/templates.ts'
import { months, namedLanes, readObservers, readOfficers, wholeNumber } from './checks.ts'
import type { SetupRequest } from '#shared/contracts/campaigns.ts'
import type { CampaignSettings } from '#shared/domain/templates.ts'
import type { Draft } from './draft.ts'

const weeklyQuota = 15

/** The draft as the server takes it. Call it on a draft without faults. */
export function toRequest(draft: Draft, token: string, password: string): SetupRequest {
  const officers = readOfficers(draft).map(({ name, email, lane }) => ({ name, email, lane }))
  const named = namedLanes(draft)
  const managerOf = (lane: (typeof named)[number]) =>
    lane.managerEmail.trim() === ''
      ? []
      : [{ name: lane.managerName.trim(), email: lane.managerEmail.trim().toLowerCase() }]
  const platform = draft.template === 'platform'
  // A correspondent answers for a PSAD and calls like everybody else: in the pool, once.
  const pool = platform ? [...officers, ...named.flatMap(managerOf)] : []
  return {
    token,
    administrator: { name: draft.name.trim(), email: draft.email.trim().toLowerCase(), password },
    campaign: {
      name: draft.campaign.trim(),
      template: draft.template,
      settings: settings(draft),
      lanes: named.map((lane, index) => ({
        name: lane.name.trim(),
        postCodes: [...lane.postCodes],
        managers: managerOf(lane),
        officers: platform
          ? []
          : officers
              .filter((one) => one.lane === index)
              .map(({ name, email }) => ({ name, email, weeklyQuota })),
      })),
      pool: onceByEmail(pool).map(({ name, email }) => ({ name, email, weeklyQuota })),
      observers: readObservers(draft).map(({ name, email }) => ({ name, email })),
      coordinators: [],
    },
  }
}

function onceByEmail<T extends { email: string }>(people: readonly T[]): T[] {
  return [...new Map(people.map((person) => [person.email, person])).values()]
}

function settings(draft: Draft): CampaignSettings {
  const first = templates[draft.template]
  const typed = draft.settings
  const calls = wholeNumber(typed.calls) ?? first.attemptPolicy.calls
  return {
    firstContactDays: wholeNumber(typed.firstContactDays) ?? first.firstContactDays,
    appointmentDays: wholeNumber(typed.appointmentDays) ?? first.appointmentDays,
    evaluationMonths: months(typed.evaluationMonths) ?? [...first.evaluationMonths],
    attemptPolicy: {
      calls,
      days: wholeNumber(typed.days) ?? first.attemptPolicy.days,
      dayParts: wholeNumber(typed.dayParts) ?? first.attemptPolicy.dayParts,
      hoursApart: wholeNumber(typed.hoursApart) ?? first.attemptPolicy.hoursApart,
      callsIn30Days: Math.max(calls, first.attemptPolicy.callsIn30Days),
    },
    targets: {
      toContactPerYear: wholeNumber(typed.toContactPerYear),
      reached: share(typed.reached),
      supported: share(typed.supported),
      positiveExits: share(typed.positiveExits),
    },
  }
}

function share(text: string): number | null {
  const value = wholeNumber(text)
  return value === null ? null : value / 100
}
