import { counter } from '../plural.ts'
import type { people as fr } from '../fr/people.ts'
import type { Trade } from './trade.ts'

const { count } = counter('en')

export const people = (w: Trade): ReturnType<typeof fr> => ({
  signIn: 'Log in',
  signInLead: 'Workspace for the teams',
  email: 'Work e-mail',
  password: 'Password',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  emailMissing: 'Enter your e-mail.',
  passwordMissing: 'Enter your password.',
  wrongHelp:
    'Check the address and the capitals. Forgotten password: the coordination team can send you a new link.',
  pause: (seconds: number) =>
    `Too many tries. You can try again in ${count(seconds, { one: 'second', other: 'seconds' })}.`,
  pauseOver: 'You can try again.',
  teamsOnly: 'For the teams only. Card views are logged.',
  pictureTitle: 'Fifteen days to reach every young person, together.',
  pictureText: 'At each attempt, another time of day.',
  pictureLabel: 'Fifteen days, four times of day, four attempts, one young person reached',
  setUpNeeded: 'This service has not been set up yet.',
  setUpNeededText: 'Open the link shown in the console when the server starts.',
  otherLanguage: 'Lire cette page en français',
  invitation: 'Welcome',
  invitationLead: (name: string) => `${name}, choose a password to open your space.`,
  newPassword: 'New password',
  passwordHint: 'At least 12 characters, a sentence is fine',
  passwordShort: (missing: number) =>
    `${count(missing, { one: 'character is', other: 'characters are' })} missing.`,
  openSpace: 'Open my space',
  invitationGone: 'This link no longer opens',
  referred: {
    title: 'Young people referred to you',
    lead: 'The facts you need to receive them, without contact details, sorted by name.',
    search: 'Search for a name',
    count: (n: number, q: string) =>
      q === ''
        ? count(n, { one: 'young person', other: 'young people' })
        : `${count(n, { one: 'young person', other: 'young people' })} for “${q}”`,
    empty: 'Nobody is referred to you for now',
    emptyText: 'Young people appear here as soon as the mission locale refers them to you.',
    noMatch: 'No name matches',
    noMatchText: 'Check the spelling, or search for a part of the name.',
    name: 'Young person',
    age: 'Age',
    years: (n: number) => `${n} years`,
    commune: 'Town',
    qpv: 'QPV',
    qpvLong: 'Priority urban area (QPV)',
    stage: 'Stage',
    on: 'Referred on',
    status: 'Answer',
    statuses: {
      open: 'Waiting',
      accepted: 'Accepted',
      refused: 'Refused',
      expired: 'No answer in time',
    },
    attempts: 'Attempts',
    unknown: 'not known',
    closed: 'Follow-up closed',
    pages: 'Pages',
    before: 'Previous',
    next: 'Next',
    range: (from: number, to: number, total: number) => `${from} to ${to} of ${total}`,
  },
  team: {
    title: 'Team',
    lead: (n: number) => count(n, { one: 'person', other: 'people' }),
    waiting: (n: number) => (n === 0 ? 'everybody has a password' : `${n} without a password`),
    onlyWaiting: 'Without a password only',
    roles: {
      coordinator: 'Coordination',
      manager: w.Managers,
      officer: w.Officers,
      observer: 'Observers',
      partner: 'Partners',
      admin: 'Administration',
    },
    pool: `All ${w.lanes}`,
    noLane: `No ${w.lane}`,
    you: 'you',
    invited: 'No password yet',
    invite: 'New link',
    inviteName: (name: string) => `New invitation link for ${name}`,
    dialog: 'New invitation link',
    first: (name: string) => `${name} has no password yet and will be able to choose one.`,
    again: (name: string) =>
      `${name} has a password already and will be able to choose another. This link opens their account to whoever holds it.`,
    how: (days: number) =>
      `The link is shown only once and stays valid for ${days} days. No e-mail is sent: passing it on is up to you.`,
    create: 'Create the link',
    made: (name: string) => `The link of ${name}`,
    once: 'Copy it before you close: it will not be shown again.',
    copyRefused: 'The browser refuses to copy: select the link.',
    hasPassword: 'This person has a password already. Ask an administrator for a new link.',
    gone: 'This person no longer takes part in the campaign.',
    notYours: 'This page is not open to your role',
  },
})
