import { counter } from '../plural.ts'
import type { dispatching as french } from '../fr/dispatching.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('en')
const youths = { one: 'young person', other: 'young people' }
const cards = { one: 'card', other: 'cards' }

export const dispatching = (w: Trade): ReturnType<typeof french> => ({
  action: `Send to ${w.lanes}`,
  title: `Send to ${w.lanes}`,
  lead: (n) =>
    `${count(n, youths)} in “To dispatch”. ${w.proposer} proposes the ${w.lane}, you confirm.`,
  chosen: (n) => `${count(n, cards)} selected.`,
  nothing: 'Nothing waits to be dispatched.',
  untriaged: (n) => `Include ${count(n, cards)} not triaged yet`,
  toDecide: (n) => `${count(n, youths)} to decide`,
  lane: (name, n) => `${name}: ${count(n, youths)}`,
  referents: (n) => `of them ${n} to their referent`,
  after: (before, after) => `${before} → ${after}`,
  more: (n) => `Show ${n} more`,
  where: (name) => `${w.Lane} of ${name}`,
  leave: 'Leave in “To dispatch”',
  choose: `Choose a ${w.lane}`,
  toReferent: (name) => `to ${name}, referent`,
  why: {
    referent: 'referent in i-milo',
    'referent-left': 'known, referent has left',
    territory: `the list’s ${w.lane}`,
    'post-code': 'postcode',
    'only-lane': `the only ${w.lane}`,
    hand: 'chosen by you',
    several: `several ${w.lanes} have this postcode`,
    'no-post-code': 'no postcode',
    'nobody-serves-it': `no ${w.lane} has this postcode`,
  },
  apply: (n) => `Send ${count(n, cards)}`,
  done: (n) => `${count(n, cards)} sent`,
  doneNone: 'Nothing was sent',
  sentTo: (name, lane) => `${name}: sent to ${lane}`,
  cannot: (name, why) => `${name}: ${why}. Choose a ${w.lane}.`,
  left: (n) =>
    `${count(n, cards)} ${form(n, { one: 'has', other: 'have' })} left “To dispatch” meanwhile.`,
  arrived: (n) => `${count(n, cards)} ${form(n, { one: 'has', other: 'have' })} arrived.`,
  sectors: {
    action: `Edit the ${w.lanes}…`,
    title: `Postcodes of the ${w.lanes}`,
    lost: (why: string) => `Postcodes not saved. ${why}`,
    lead: `${w.proposer} proposes the ${w.lane} of a young person. Several ${w.lanes} may serve a postcode: a person then chooses.`,
    field: (lane) => `Postcodes, ${lane}`,
    hint: 'Postcodes: five digits, separated by a space or a comma.',
    names: (lane) => `Also written in lists, ${lane}`,
    namesHint: `Names: separated by a comma, such as “${w.Lane} AUBAGNE, ${w.Lane} EST”; accents, hyphens and “${w.Lane}” do not count.`,
    wrong: (codes) => `Not a postcode: ${codes}`,
    shared: (codes) => `In another ${w.lane} too: ${codes}`,
    effect: (before, after) =>
      before === after
        ? `${after} from “To dispatch” would go here`
        : `${before} → ${after} from “To dispatch” would go here`,
    nobody: (before, after) =>
      before === after
        ? `Without a ${w.lane}: ${after}`
        : `Without a ${w.lane}: ${before} → ${after}`,
    save: 'Save',
    saved: `${w.Lanes} saved`,
  },
  hours: {
    action: 'Absences',
    title: (lane) => `Working time, ${lane}`,
    lost: (why: string) => `Working time not saved. ${why}`,
    lead: 'Used to share out fairly: who is away gets nothing, who works less gets less.',
    quota: 'Cards a week',
    quotaOf: (name) => `Cards a week, ${name}`,
    from: 'From',
    to: 'to',
    fromOf: (name) => `Absence of ${name}, from`,
    toOf: (name) => `Absence of ${name}, to`,
    add: 'Add an absence',
    addOf: (name) => `Add an absence, ${name}`,
    removeOf: (name, days) => `Remove the absence of ${name}, ${days}`,
    none: 'no absence planned',
    wrongQuota: 'A whole number from 0 to 500',
    wrongDays: 'Two dates, the second after the first',
    save: 'Save',
    saved: (n) => `Working time saved: ${count(n, { one: 'person', other: 'people' })}`,
    unchanged: 'Nothing has changed',
  },
})
