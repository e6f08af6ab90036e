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
  role: 'administration',
  look: 'both campaigns, and no card of theirs',
}

/** In the order in which they are worth visiting. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'coordination@demo.test',
    name: 'Odile Ferrandier',
    role: 'mission locale, coordination',
    look: 'the whole board; import docs/samples/liste-hebdomadaire.csv',
  },
  {
    email: 'rs.nord@demo.test',
    name: 'Gildas Morvan-Taleb',
    role: 'mission locale, RS Nord',
    look: 'the lane Nord; drag a card and watch another window',
  },
  {
    email: 'rs.est@demo.test',
    name: 'Mireille Castagnède',
    role: 'mission locale, RS Est',
    look: 'the lane Est; a card of the Nord is not hers to move',
  },
  {
    email: 'cisp.nord@demo.test',
    name: 'Johanna Bellescize',
    role: 'mission locale, CISP Nord',
    look: 'her own cards, and the free ones of the Nord',
  },
  {
    email: 'observation@demo.test',
    name: 'Hubert Lanoizelée',
    role: 'mission locale, observer',
    look: 'the board read-only, without contact details',
  },
  {
    email: 'prij@demo.test',
    name: 'Équipe PRIJ Nord-Est',
    role: 'mission locale, partner',
    look: 'no board: only the cards referred to the PRIJ',
  },
  {
    email: 'plateforme@demo.test',
    name: 'Sylvaine Pontramond',
    role: 'platform, coordination',
    look: '3,300 cards in five PSADs, one pool of CDIS',
  },
  {
    email: 'cdis.1@demo.test',
    name: 'Ghislain Tournemire',
    role: 'platform, CDIS',
    look: 'any card of the pool; answers for Marseille Nord',
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
