import { counter } from '../plural.ts'
import type { shell as fr } from '../fr/shell.ts'

const { count } = counter('en')

export const shell = {
  skipToContent: 'Skip to content',
  home: 'Relance, home',
  views: 'Views',
  board: 'Board',
  noBoard: {
    title: 'Your role does not open this board',
    text: 'The home page leads to what your role opens in this campaign.',
  },
  triage: 'Triage',
  imports: 'Lists',
  team: 'Team',
  referred: 'Referrals',
  campaign: 'Campaign',
  allCampaigns: 'All campaigns',
  youths: (n: number) => count(n, { one: 'young person', other: 'young people' }),
  account: 'Account and settings',
  theme: 'Theme',
  themes: { system: 'Same as the device', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languages: { fr: 'Français', en: 'English' },
  signOut: 'Log out',
  signOutTitle: 'Log out now?',
  signOutLoses: (n) =>
    `${count(n, { one: 'change is not saved yet and would be lost', other: 'changes are not saved yet and would be lost' })}.`,
  signOutAnyway: 'Log out anyway',
  stay: 'Stay here',
  campaigns: 'Your campaigns',
  noCampaign: 'No campaign yet',
  noCampaignText: 'Ask the coordination team to add you to one.',
  templates: { mission_locale: 'Mission locale', platform: 'Telephone platform' },
  notFound: 'There is nothing here for you',
  notFoundText: 'The address is incomplete, or this page is not open to your account.',
  goHome: 'Back to the home page',
  broken: 'The page could not open',
} satisfies typeof fr
