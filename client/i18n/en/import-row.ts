import { counter } from '../plural.ts'
import type { importRow as fr } from '../fr/import-row.ts'

const { count } = counter('en')

export const importRow = {
  title: (line: number, name: string) => (name ? `Row ${line}, ${name}` : `Row ${line}`),
  open: (line: number) => `See row ${line}`,
  changes: 'What changes on the card',
  field: 'Field',
  before: 'Today',
  after: 'After the import',
  stays: 'kept: entered by your teams',
  stayed: (value: string) => `the list says “${value}”`,
  empty: 'empty',
  added: 'number added',
  yes: 'yes',
  no: 'no',
  sexes: { f: 'female', m: 'male' },
  wishes: {
    school: 'school',
    training: 'training',
    apprenticeship: 'apprenticeship',
    employment: 'employment',
    civic_service: 'civic service',
    undecided: 'undecided',
  },
  alike: {
    certain: 'This is the same person',
    perhaps: 'Perhaps the same person',
    thisRow: 'This row',
    file: (line: number) => `Row ${line}`,
    card: 'Card on the board',
    elsewhere: (campaign: string) => campaign,
    elsewhereHint: 'Shown to you only: you coordinate that campaign too.',
    differs: 'different',
    reasons: {
      names: 'same names',
      'near-names': 'same first name, close family name',
      'swapped-names': 'first and family name exchanged',
      'first-name': 'same first name',
      birth: 'same birth date',
      'near-birth': 'close birth date',
      contact: 'same phone or e-mail',
      ine: 'same INE',
    },
  },
  decide: 'What becomes of this row?',
  decisions: {
    proposed: 'As proposed',
    merge: 'Merge: one card, completed',
    keep: 'Keep apart: a card for this row',
    'set-aside': 'No card here',
  },
  setAsideElsewhere: 'No card here: followed in the other campaign',
  decided: {
    merge: 'merged, as you chose',
    keep: 'kept apart, as you chose',
    'set-aside': 'set aside, as you chose',
  },
  nChanges: (n: number) => count(n, { one: 'value changes', other: 'values change' }),
  perhapsSame: 'perhaps here already',
  perhapsElsewhere: 'followed in another campaign',
  withdrawn: (n: number) =>
    `of which ${count(n, { one: 'card on the board that withdraws it', other: 'cards on the board that withdraw it' })}`,
  toCio: (n: number) => `${n} of them for the CIO to orient`,
  opposedHint: 'we do not say who',
} satisfies typeof fr
