import type { match as source } from '../fr/triage-match.ts'
import { counter } from '../plural.ts'

const { count } = counter('en')

export const match: typeof source = {
  title: (_, n) =>
    n === 0
      ? 'Already known?'
      : `Already known? ${count(n, { one: 'close file', other: 'close files' })} in the i-milo extract`,
  searching: 'Searching the extract…',
  notMatched:
    'The matching with the extract has failed: nothing is proposed. You can sort without it, or try again; it will be retried by itself.',
  failed: 'The close files could not be read.',
  none: 'Nothing in the extract looks like this young person.',
  noExtract: 'No i-milo extract',
  noExtractText:
    'Sort without it, looking into i-milo yourself, or load an extract: it serves the triage alone and is deleted with it.',
  load: 'Load an extract',
  extract: (at) => `extract of ${at}`,
  field: 'Field',
  inList: 'On the list',
  nothingSaid: 'none',
  absent: 'absent',
  same: 'same: ',
  near: 'near: ',
  different: 'different: ',
  missing: 'absent: ',
  choose: (name, score) => `Link to ${name}, ${score}%`,
  notSame: 'Not the same person',
  notSameOf: (name) => `${name}: not the same person`,
  refused: (n) => `${count(n, { one: 'file', other: 'files' })} ruled out by somebody`,
  bringBack: 'Propose again',
  wasRefused: 'This file will not be proposed again.',
  fields: {
    lastName: 'Last name',
    firstName: 'First name',
    birthDate: 'Birth date',
    phone: 'Phone',
    address: 'Address',
    email: 'E-mail',
    ine: 'Pupil number',
    imiloFile: 'File number',
  },
  advisor: 'Referent',
  noAdvisor: 'none',
  advisorLeft: 'has left the team',
  lastInterview: 'Last contact',
  why: 'Why',
  labels: {
    certain: 'Certain',
    probable: 'Very close',
    to_check: 'To check',
    twin: 'Possible twins',
    sibling: 'Same family',
    homonym: 'Same name only',
    unlikely: 'Unlikely',
  },
  identical: (fields) => `${fields} the same.`,
  differ: (fields) => `${fields} different.`,
  causes: {
    spelling: 'but for a slip of the keyboard',
    particle: 'written otherwise, with or without its particle',
    part: 'in part only',
    usage_name: 'as name of use',
    swapped: 'exchanged with the other name',
    other_sex: 'in the other gender',
    one_digit: 'but for one digit',
    day_month: 'with day and month exchanged',
    weak_date: 'on 1 January or 31 December: not a sure date',
    shared: 'in common',
  },
  cause: (field, how) => `${field} ${how}.`,
  kin: {
    twin: 'Born the same day, another first name: perhaps twins.',
    sibling: 'Same name, same home: perhaps brother or sister.',
    homonym: 'Same name, and nothing else in common.',
  },
}
