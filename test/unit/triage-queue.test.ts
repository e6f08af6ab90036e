import { describe, expect, test } from 'vitest'
import type { WaitingRow } from '#shared/contracts/triage.ts'
import type { Card } from '#shared/domain/card.ts'
import { day } from '#shared/domain/day.ts'
import { cardId, importId, laneId, userId, type CardId } from '#shared/domain/ids.ts'
import { isSlip, runsOf } from '#client/triage/differences.ts'
import { matchesFilter, nextToSort, rowsOf, stepFrom, type QueueRow } from '#client/triage/queue.ts'
import { readCard } from '#shared/documents/board.ts'
import * as Y from 'yjs'

const on = day.parse('2026-04-13')
const by = userId.parse('u_coord')
const lane = laneId.parse('lane_north')

function aCard(id: string, values: Partial<Card> = {}): Card {
  const map = new Y.Doc().getMap('card')
  const standing = {
    who: {
      lastName: 'SOW',
      firstName: id,
      age: 19,
      sex: 'f',
      postCode: '75019',
      commune: 'Paris',
      qpv: null,
    },
    received: { on, source: 'operator_list', list: importId.parse('list_16') },
    contact: { phones: 1, email: false, toRepair: false },
    at: { stage: 'received', lane: null, officer: null, rank: 'a0' },
    ...values,
  }
  for (const [field, value] of Object.entries(standing)) map.set(field, value)
  return readCard(cardId.parse(id), map)
}

const sent = { stage: 'received', lane, officer: null, rank: 'a0' } as const
const waiting = (
  id: string,
  line: number,
  more: Partial<WaitingRow> = {},
): [CardId, WaitingRow] => [
  cardId.parse(id),
  { card: cardId.parse(id), line, verdict: 'unknown', score: null, duplicates: 0, ...more },
]

const shown = (rows: readonly QueueRow[], filter: 'to_sort' | 'flagged') =>
  rows.filter((row) => matchesFilter(row, filter)).map((row) => row.card)

describe('the rows', () => {
  const rows = rowsOf({
    cards: [
      aCard('card_c'),
      aCard('card_b', { at: sent, known: 'known_active' }),
      aCard('card_a'),
      aCard('card_d', { closed: { situation: 'duplicate', by, on } }),
      aCard('card_e', { setAside: { reason: 'address', by, on } }),
      aCard('card_old', { received: { on: day.parse('2026-04-06'), source: 'cio', list: null } }),
    ],
    waiting: new Map([waiting('card_c', 30), waiting('card_a', 12, { duplicates: 1 })]),
    lines: new Map([
      [cardId.parse('card_b'), 14],
      [cardId.parse('card_d'), 16],
    ]),
  })
  const of = (id: string) => rows.find((row) => row.card === id)

  test('[2] stand in the order of the lists, the oldest first; a decision moves nobody', () => {
    expect(rows.map((row) => row.card)).toEqual([
      'card_old',
      'card_a',
      'card_b',
      'card_d',
      'card_c',
      'card_e',
    ])
  })
  test('[2] say what became of each', () => {
    expect(of('card_b')).toMatchObject({ state: 'done', done: 'known', lane })
    expect(of('card_d')).toMatchObject({ state: 'done', done: 'duplicate' })
    expect(of('card_a')).toMatchObject({ state: 'to_sort', flags: ['duplicate'] })
    expect(of('card_e')).toMatchObject({ state: 'aside', flags: ['set_aside'] })
  })
  test('[2] are filtered: what is to sort, what is flagged', () => {
    expect(shown(rows, 'to_sort')).toEqual(['card_old', 'card_a', 'card_c'])
    expect(shown(rows, 'flagged')).toEqual(['card_a', 'card_e'])
  })
})

const ids = (...names: string[]) => new Set(names.map((name) => cardId.parse(name)))

describe('the way through', () => {
  const rows: QueueRow[] = rowsOf({
    cards: ['card_1', 'card_2', 'card_3', 'card_4'].map((id) => aCard(id)),
    waiting: new Map(['card_1', 'card_2', 'card_3', 'card_4'].map((id, n) => waiting(id, n + 2))),
    lines: new Map(),
  })
  const next = (
    from: string | null,
    {
      held = ids(),
      sending = ids(),
      later = ids(),
    }: Partial<Record<'held' | 'sending' | 'later', Set<CardId>>> = {},
  ) => nextToSort({ rows, from: from === null ? null : cardId.parse(from), held, sending, later })

  test('[2] goes down and around', () => {
    expect(next(null)).toBe('card_1')
    expect(next('card_2')).toBe('card_3')
    expect(next('card_4')).toBe('card_1')
  })
  test('[2] skips what a colleague has in hand, unless nothing else is left', () => {
    expect(next('card_1', { held: ids('card_2') })).toBe('card_3')
    expect(next('card_1', { held: ids('card_2', 'card_3', 'card_4') })).toBe('card_2')
  })
  test('[2] comes to what was put off at the end, and to nothing that is on its way', () => {
    expect(next('card_1', { later: ids('card_2') })).toBe('card_3')
    expect(next('card_1', { later: ids('card_2', 'card_3', 'card_4') })).toBe('card_2')
    expect(next('card_1', { sending: ids('card_1', 'card_2', 'card_3', 'card_4') })).toBeNull()
  })
  test('[2] steps by hand stop at the ends', () => {
    expect(stepFrom(rows, cardId.parse('card_1'), -1)).toBe('card_1')
    expect(stepFrom(rows, cardId.parse('card_4'), 1)).toBe('card_4')
    expect(stepFrom(rows, null, 1)).toBe('card_1')
    expect(stepFrom([], null, 1)).toBeNull()
  })
})

const marked = (value: string, other: string) =>
  runsOf(value, other)
    .map((run) => (run.differs ? `[${run.text}]` : run.text))
    .join('')

describe('what is underlined', () => {
  test.each([
    ['Doucouré', 'DOUCOURE', 'Doucouré'],
    ['Doukouré', 'DOUCOURE', 'Dou[k]ouré'],
    ['14/02/2001', '14/02/2007', '14/02/200[1]'],
    ['06 39 98 41 02', '06 39 98 41 20', '06 39 98 41 [0]2'],
    ['BEN ALI', 'Benali', 'BEN ALI'],
    ['Jean-Luc', 'Jean', 'Jean-[Luc]'],
    ['N’Guessan', 'NGUESSAN', 'N’Guessan'],
  ])('[2] %s beside %s: %s', (value, other, runs) => {
    expect(marked(value, other)).toBe(runs)
  })
  test('[2] every character is kept, whatever stands on the other side', () => {
    for (const [value, other] of [
      ['', 'SOW'],
      ['Sow', ''],
      ['é', 'è'],
    ] as const) {
      expect(
        runsOf(value, other)
          .map((run) => run.text)
          .join(''),
      ).toBe(value)
    }
  })
  test('[2] a number two digits away is a slip; another one, or the same, is none', () => {
    expect(isSlip('06 39 98 41 20', '06 39 98 41 02')).toBe(true)
    expect(isSlip('06 39 98 41 20', '06 39 98 41 20')).toBe(false)
    expect(isSlip('06 39 98 41 20', '07 39 98 10 55')).toBe(false)
    expect(isSlip('06 39 98 41 20', '06 39 98 41')).toBe(false)
  })
})
