import { describe, expect, test } from 'vitest'
import type { ImportField } from '#shared/contracts/imports.ts'
import { day } from '#shared/domain/day.ts'
import { cardId, importId } from '#shared/domain/ids.ts'
import { factsOf, saidBy, saidNothing, type Said } from '#server/imports/facts.ts'
import { missingFields } from '#server/imports/expected.ts'
import { mayWriteOver, planBoard, planDossier } from '#server/imports/plan-update.ts'
import { identityOf } from '#server/imports/same-youth.ts'
import type { Youth } from '#server/imports/youth.ts'
import { aYouth } from './youths.ts'

// What a later list may write on a card.

const receivedOn = day.parse('2020-04-17')
const received = (said: Said, listedOn: string | null) => ({
  card: cardId.parse('card-one'),
  identity: identityOf(aYouth()),
  who: { lastName: 'DIALLO', firstName: 'Aminata', postCode: '75019' },
  said,
  listedOn: listedOn === null ? null : day.parse(listedOn),
  noContact: false,
  withdrawn: null,
  closed: false,
})
const onBoard = {
  wish: null,
  received: {
    on: day.parse('2020-04-10'),
    source: 'operator_list' as const,
    list: importId.parse('list-15'),
  },
  who: {
    lastName: 'DIALLO',
    firstName: 'Aminata',
    age: null,
    sex: 'f' as const,
    postCode: '75019',
    commune: 'Paris',
    qpv: true,
  },
}
const plan = (
  facts: Partial<Youth>,
  more: { said?: Said; listedOn?: string; person?: object } = {},
) =>
  planBoard(onBoard, factsOf(aYouth(facts)), {
    mayWrite: mayWriteOver(received(more.said ?? saidNothing, more.listedOn ?? null), receivedOn),
    person: { ...more.person },
  })

describe('on the board', () => {
  test('[1] a birth date that comes later makes the age, on the day that the card was received', () => {
    const person = { birthDate: '2003-04-12' }
    expect(plan({ sex: null }, { person }).who).toMatchObject({ age: 16 })
    expect(plan({ sex: null }, { person: { birthDate: '2030-01-01' } }).who).toBeUndefined()
  })

  test('[1] an older list writes neither sex nor QPV over what a later one has said', () => {
    const said = saidBy(factsOf(aYouth({ sex: 'f', qpv: true })))
    const other = { sex: 'm', qpv: false } as const
    expect(plan(other, { said, listedOn: '2020-04-24' }).who).toBeUndefined()
    expect(plan(other, { said, listedOn: '2020-04-10' }).who).toMatchObject(other)
    // Nor any list over what a person has typed.
    expect(plan(other).who).toBeUndefined()
  })
})

const planned = (standing: Record<string, unknown>, facts: Partial<Youth>, said: Said) =>
  planDossier(
    { person: standing, numbers: [] },
    factsOf(aYouth(facts)),
    mayWriteOver(received(said, '2020-04-10'), receivedOn),
  ).person
const called = (on: string) => ({ callDate: day.parse(on) })

describe('in the dossier', () => {
  test('[1] the text of a list follows the fact that it says, and stays while that fact stays', () => {
    const first = factsOf(aYouth({ commune: 'Paris', asListed: { commune: 'PARIS 19' } }))
    const standing = { ...first.dossier, birthDate: '2001-05-05' }
    const again = {
      commune: 'Pantin',
      postCode: '93500',
      asListed: { commune: 'PANTIN', birthDate: '4/5/2001' },
    }
    // The birth date was typed by a colleague: what the list says of it is not kept.
    expect(planned(standing, again, saidBy(first))['asListed']).toEqual({ commune: 'PANTIN' })
    const plain = { commune: 'Pantin', postCode: '93500' }
    expect(planned(standing, plain, saidBy(first))['asListed']).toBeNull()
    expect(
      planned(standing, { asListed: { commune: 'Paris-19' } }, saidBy(first)),
    ).not.toHaveProperty('asListed')
  })

  test('[1] the last call is the last, whichever list tells of it, and is no news by itself', () => {
    expect(planned(called('2020-04-06'), called('2020-04-14'), saidNothing)).toMatchObject({
      callDate: '2020-04-14',
    })
    expect(planned(called('2020-04-06'), called('2020-04-01'), saidNothing)).not.toHaveProperty(
      'callDate',
    )
    expect(saidBy(factsOf(aYouth(called('2020-04-06')))).facts).not.toHaveProperty('callDate')
  })
})

const columns = (...fields: ImportField[]) => fields.map((field) => ({ field, examples: ['x'] }))

test('[1] a column that a list of its source should have and has not is named', () => {
  const all = columns('lastName', 'firstName', 'birthDate', 'phone', 'commune')
  expect(missingFields('operator_list', all)).toEqual(['consent'])
  expect(missingFields('siei_list', all)).toEqual(['ine'])
  expect(missingFields('cio', all)).toEqual([])
  expect(missingFields('cio', all.slice(1))).toEqual(['lastName'])
  expect(missingFields('cio', [...all.slice(0, 4), { field: 'postCode', examples: [] }])).toEqual([
    'postCode',
  ])
})
