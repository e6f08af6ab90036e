import { counter } from '../plural.ts'
import type { handing as french } from '../fr/handing.ts'
import type { Trade } from './trade.ts'

const { count } = counter('en')
const cards = { one: 'card', other: 'cards' }
const handovers = { one: 'hand-over', other: 'hand-overs' }

export const handing = (w: Trade): ReturnType<typeof french> => ({
  reasons: {
    lives_there: `lives in that ${w.lane}`,
    followed_there: 'supported there',
    overload: 'too many cards here',
    other: 'other',
  },
  from: (lane) => `Handed over by ${lane}`,
  fromWho: (lane, day) => `Handed over by ${lane} on ${day}`,
  to: (lane) => `Handed over to ${lane}, no answer yet`,
  back: (why, day) => `Sent back on ${day}: ${why}`,
  unsaid: 'reason to be completed',
  received: (n) => `${count(n, handovers)} to accept`,
  sent: (n) => `${count(n, handovers)} waiting`,
  title: (lane) => `Hand-overs, ${lane}`,
  incoming: 'Received',
  outgoing: 'Sent, no answer yet',
  none: 'No hand-over waits for an answer.',
  accept: 'Accept',
  acceptAll: (n) => `Accept all ${n}`,
  acceptOf: (name) => `Accept ${name}`,
  giveBack: 'Return…',
  giveBackOf: (name) => `Return ${name}`,
  confirmBack: 'Return',
  why: (name) => `Why return ${name}?`,
  reason: 'Reason…',
  reasonOf: (name) => `Reason of the hand-over of ${name}`,
  takeBack: 'Take back',
  takeBackOf: (name) => `Take back ${name}`,
  accepted: (n) => `${count(n, handovers)} accepted`,
  givenBack: (n, lane) => `${count(n, cards)} returned to ${lane}`,
})
