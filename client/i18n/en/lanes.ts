import { counter } from '../plural.ts'
import type { lanes as fr } from '../fr/lanes.ts'
import type { Trade } from './trade.ts'

const { count } = counter('en')

export const lanes = (w: Trade): ReturnType<typeof fr> => ({
  open: (lane: string) => `Open ${lane} full screen`,
  back: 'Board',
  tabs: w.Lanes,
  toAssign: 'To assign',
  /** After the number. */
  toAssignWord: () => `received in this ${w.lane}`,
  oldest: (days: number) => `the oldest is ${count(days, { one: 'day', other: 'days' })} old`,
  allAssigned: 'Everybody is assigned',
  officers: w.Officers,
  noOfficer: `No ${w.officer}`,
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
    title: `Load by ${w.officer}`,
    mean: 'Mean load',
    spread: (least: string, most: string) => `active cards, ${least} to ${most}`,
    above: (n: number) => `${n} above the mark`,
    below: (n: number) => `${n} below the mark`,
    at: 'at the mark',
    awayUntil: (day: string) => `away until ${day}`,
  },
  here: (names: string, n: number) => `${names} ${n === 1 ? 'is here' : 'are here'}`,
  missing: {
    title: `There is no such ${w.lane}`,
    text: 'It was removed, or the address is incomplete.',
  },
  archived: 'archived',
  archivedHint: `Archived ${w.lane}: its cards stay here until they are moved.`,
  noOfficers: `Nobody works in this ${w.lane} yet.`,
})
