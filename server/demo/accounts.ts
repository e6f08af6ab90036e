/** The one password of the demonstration. It opens nothing but invented people. */
export const demoPassword = 'Relance-demo-2020'

/** Somebody of the demonstration whom a visitor can be. */
export interface DemoAccount {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly look: string
}

/** First made and last given a password: what tells a finished population from an interrupted one. */
export const administrator: DemoAccount = {
  email: 'admin@demo.test',
  name: 'Régine Audouard',
  role: 'administration (admin)',
  look: 'both campaigns without their cards: people, lanes, health',
}

/** In the order in which they are worth visiting. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'coordination@demo.test',
    name: 'Odile Ferrandier',
    role: 'coordination, mission locale (coordinator)',
    look: 'the whole board, « À répartir », « Importer » with docs/samples/liste-hebdomadaire.csv',
  },
  {
    email: 'rs.nord@demo.test',
    name: 'Gildas Morvan-Taleb',
    role: 'RS, sector Nord (manager)',
    look: 'the lane Nord: cards to give to a CISP; drag one and watch another window',
  },
  {
    email: 'rs.est@demo.test',
    name: 'Mireille Castagnède',
    role: 'RS, sector Est (manager)',
    look: 'the lane Est; a card of the Nord refuses to be moved, and says why',
  },
  {
    email: 'cisp.nord@demo.test',
    name: 'Johanna Bellescize',
    role: 'CISP, sector Nord (officer)',
    look: 'her own cards and the free ones of the Nord: callbacks, late cards, appointments',
  },
  {
    email: 'observation@demo.test',
    name: 'Hubert Lanoizelée',
    role: 'direction, in copy (observer)',
    look: 'the board, read-only, without contact details',
  },
  {
    email: 'prij@demo.test',
    name: 'Équipe PRIJ Nord-Est',
    role: 'partner (partner)',
    look: 'no board: only what is referred to them',
  },
  {
    email: 'plateforme@demo.test',
    name: 'Sylvaine Pontramond',
    role: 'coordination, telephone platform (coordinator)',
    look: '3,300 cards in five PSADs, one pool of CDIS',
  },
  {
    email: 'cdis.1@demo.test',
    name: 'Ghislain Tournemire',
    role: 'CDIS, correspondent of Marseille Nord (officer)',
    look: 'any card of the pool; the lane Marseille Nord first',
  },
  administrator,
]

/** The accounts as a table for a terminal, with the one password. */
export function describeAccounts(url: string): string {
  const width = (of: (account: DemoAccount) => string) =>
    Math.max(...demoAccounts.map((account) => of(account).length))
  const email = width((account) => account.email)
  const role = width((account) => account.role)
  return [
    '',
    `  Relance, the demonstration: ${url}`,
    `  Every person is invented. Password of all accounts: ${demoPassword}`,
    '',
    ...demoAccounts.map(
      (account) =>
        `  ${account.email.padEnd(email)}  ${account.role.padEnd(role)}  ${account.look}`,
    ),
    '',
  ].join('\n')
}
