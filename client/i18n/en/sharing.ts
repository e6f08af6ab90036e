import { counter } from '../plural.ts'
import type { sharing as french } from '../fr/sharing.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('en')
const youths = { one: 'young person', other: 'young people' }
const cards = { one: 'card', other: 'cards' }
const lines = { one: 'assignment', other: 'assignments' }

export const sharing = (w: Trade): ReturnType<typeof french> => ({
  action: 'Share out fairly',
  title: 'Proposed split',
  coverTitle: (name) => `Cards of ${name}`,
  lead: (n) => `${count(n, youths)} to assign. Nothing changes until you apply.`,
  coverLead: (n) => `${count(n, cards)} to cover. Nothing changes until you apply.`,
  nothing: 'Everything is assigned. There is nothing to share out.',
  loading: 'Reading siblings…',
  blind: 'Siblings could not be read: brothers and sisters are not kept together.',
  nobody: `Nobody can take these cards: there is no ${w.officer} here.`,
  rules: {
    title: 'Rules',
    keepReferent: 'Keep the i-milo referent of known young people',
    workingTime: 'Take working time and leave into account',
    spreadQpv: 'Spread priority areas over everybody',
    rebalance: 'Rebalance cards without an attempt too',
    always:
      'Siblings together as long as one person has room; minors and callbacks spread over everybody.',
    quota: 'Nobody gets more than their quota, referents included.',
  },
  leaving: 'Leaving for good: every open card',
  stages: 'Which cards',
  staying:
    'During an absence, Followed up and Not reached stay with their counsellor unless you tick them.',
  stage: (name, n) => `${name} (${n})`,
  to: 'To whom',
  toAll: 'Share among all',
  loads: 'Load before and after',
  load: (name, of) => `${name}: ${of.before} before, ${of.after} after, mark ${of.mark}`,
  same: '=',
  away: (day) => `away until ${day}`,
  lines: (n) => count(n, lines),
  who: (name) => `Who gets ${name}`,
  where: (name) => `${w.Lane} of ${name}`,
  chooseLane: `Choose a ${w.lane}`,
  leave: 'Leave out',
  from: (name) => `now with ${name}`,
  correspondent: (lane, who) => (who === '' ? lane : `${lane}, correspondent: ${who}`),
  more: (n) => `Show ${n} more`,
  why: {
    referent: 'referent in i-milo',
    referent_full: 'their referent’s quota is reached',
    referent_away: 'their referent is away, or has no quota',
    sibling: 'with a brother or sister',
    sibling_apart: 'siblings parted: nobody has room for all',
    minor: 'minors spread over everybody',
    callback: 'callbacks spread over everybody',
    qpv: 'priority areas spread over everybody',
    lowest: 'lightest load',
    hand: 'chosen by you',
    out: 'left out',
    full: 'nobody has room: quotas reached or leave',
    lane: `nothing says which ${w.lane}: choose`,
  },
  proposed: 'proposed',
  proposedTo: (name, n) => `Proposed to ${name}: ${count(n, cards)}`,
  apply: (n) => `Apply ${count(n, lines)}`,
  done: (n) => `${count(n, lines)} made`,
  doneNone: 'Nothing was assigned',
  gone: (who, name) => `${who} moved ${name}: taken out of the proposal.`,
  goneMany: (n) => `${count(n, cards)} changed place: taken out of the proposal.`,
  added: (n) => `${count(n, cards)} arrived: added.`,
  again: (n) =>
    `${count(n, cards)} ${form(n, { one: 'is', other: 'are' })} proposed to somebody else: the person is no longer here.`,
  cover: (n) => `${count(n, cards)} to cover`,
  coverWord: 'Give their cards…',
})
