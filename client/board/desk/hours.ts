// Working time as it is typed. Pure.
import type { OfficerRequest } from '#shared/contracts/campaigns.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import { day } from '#shared/domain/day.ts'

export interface HoursDraft {
  readonly quota: string
  readonly absences: readonly { readonly from: string; readonly to: string }[]
}

export function draftOf({ weeklyQuota, absences }: OfficerEntry): HoursDraft {
  return { quota: String(weeklyQuota), absences }
}

export function sameHours(a: HoursDraft, b: HoursDraft): boolean {
  const text = ({ quota, absences }: HoursDraft) =>
    [quota.trim(), ...absences.map(({ from, to }) => `${from}/${to}`).toSorted()].join()
  return text(a) === text(b)
}

const mostCards = 500

/** What keeps the draft from being saved; `days` is the place of the absence. */
export type HoursFault = { readonly kind: 'quota' } | { readonly kind: 'days'; readonly at: number }

export function faultOf({ quota, absences }: HoursDraft): HoursFault | null {
  if (!/^\d{1,3}$/.test(quota.trim()) || Number(quota) > mostCards) return { kind: 'quota' }
  const at = absences.findIndex(
    ({ from, to }) => !day.safeParse(from).success || !day.safeParse(to).success || from > to,
  )
  return at === -1 ? null : { kind: 'days', at }
}

/** Of a draft without a fault. */
export function toRequest({ quota, absences }: HoursDraft): OfficerRequest {
  return {
    weeklyQuota: Number(quota),
    absences: absences.map(({ from, to }) => ({ from: day.parse(from), to: day.parse(to) })),
  }
}
