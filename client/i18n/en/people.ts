import { counter } from '../plural.ts'
import type { people as fr } from '../fr/people.ts'

const { count } = counter('en')

export const people = {
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
} satisfies typeof fr
