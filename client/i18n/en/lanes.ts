import { counter } from '../plural.ts'
import type { lanes as fr } from '../fr/lanes.ts'

const { count } = counter('en')

export const lanes = {
  open: (lane: string) => `Open ${lane} full screen`,
  back: 'Board',
  tabs: 'Lanes',
  toAssign: 'To assign',
  toAssignCount: (n: number) => `${n} received in this lane`,
  oldest: (days: number) => `the oldest is ${count(days, { one: 'day', other: 'days' })} old`,
  allAssigned: 'Everybody is assigned',
  officers: 'Advisers',
  noOfficer: 'No adviser',
  gone: 'no longer works here',
  active: (n: number) => `${n} active`,
  late: (n: number) => `${n} overdue`,
  appointments: (n: number) =>
    `${count(n, { one: 'appointment', other: 'appointments' })} this week`,
  more: (n: number) => `${n} more`,
  moreOf: (n: number, place: string) => `${n} more. ${place}`,
  less: 'Show fewer',
  lessOf: (place: string) => `Show fewer. ${place}`,
  seat: (stage: string, who: string) => `${stage}, ${who}`,
  load: {
    title: 'Load by adviser',
    mean: 'Mean load',
    spread: (least: string, most: string) => `active cards, from ${least} to ${most}`,
    above: (n: number) => `${n} above the mark`,
    below: (n: number) => `${n} below the mark`,
    at: 'at the mark',
    awayUntil: (day: string) => `away until ${day}`,
  },
  here: (names: string, n: number) => `${names} ${n === 1 ? 'is here' : 'are here'}`,
  missing: {
    title: 'There is no such lane',
    text: 'It was removed, or the address is incomplete.',
  },
  archived: 'archived',
  archivedHint: 'Archived lane: its cards stay here until they are moved.',
  noOfficers: 'Nobody works in this lane yet.',
} satisfies typeof fr
