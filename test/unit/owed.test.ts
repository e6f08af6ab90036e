import { expect, test } from 'vitest'
import { createOwed } from '#client/board/owed.ts'
import type { UnsentAct } from '#client/sync/act.ts'
import { cardId } from '#shared/domain/ids.ts'
import type { JudgedChange } from '#shared/contracts/sync.ts'

const [one, two, three] = ['card_one', 'card_two', 'card_three'].map((id) => cardId.parse(id))
type Id = typeof one

function move(id: string, cards: readonly Id[], stage: string): UnsentAct {
  return {
    id,
    act: 'move',
    cards: cards.map(String),
    from: 0,
    to: 1,
    update: new Uint8Array(),
    writes: cards.map((card) => ({
      root: 'cards',
      path: [String(card)],
      key: 'at',
      old: null,
      value: { stage },
    })),
    at: '2026-11-23T10:00:00Z',
  }
}

function change(card: Id, attempted: unknown): JudgedChange {
  return {
    card: card ?? null,
    field: 'at',
    key: null,
    code: 'stale',
    rule: 'W2',
    attempted,
    kept: null,
  }
}
const overtaken = (...changes: JudgedChange[]) =>
  ({
    type: 'superseded',
    seq: 1,
    changes: changes.map((each) => Object.assign(each, { by: null, at: '2026-11-23T11:00:00Z' })),
  }) as const
const refused = (...changes: JudgedChange[]) => ({ type: 'rejected', seq: 1, changes }) as const

const cardsOf = (acts: readonly UnsentAct[]) => acts.map((act) => act.cards)

test('[W2] [W3] every card of an act has a verdict of its own, and what it kept is said without those it lost', () => {
  const owed = createOwed()
  owed.owe([move('a', [one, two, three], 'received'), move('b', [three], 'registered')])
  const seen = { stage: 'received' }
  expect(owed.judge(overtaken(change(one, seen)))).toBe(true)
  expect(owed.judge(refused(change(two, seen)))).toBe(true)
  const { kept, lost } = owed.settle()
  expect(lost.map(({ act, why }) => [act.cards, act.writes.length, why.kind])).toEqual([
    [[one], 1, 'overtaken'],
    [[two], 1, 'refused'],
  ])
  expect(cardsOf(kept)).toEqual([[three], [three]])
  expect(owed.count()).toBe(0)
})

test('[W2] of two acts on one card, the one that wrote just what was judged is the one that is lost', () => {
  const owed = createOwed()
  owed.owe([move('a', [one, two], 'received'), move('b', [one], 'registered')])
  owed.judge(overtaken(change(one, { stage: 'registered' })))
  const { kept, lost } = owed.settle()
  expect(lost.map(({ act }) => act.id)).toEqual(['b'])
  expect(cardsOf(kept)).toEqual([[one, two]])
})

test('[W3] an act that could not be said again is lost card by card, and a verdict on other work is left to others', () => {
  const owed = createOwed()
  owed.owe([move('a', [one, two], 'received')])
  owed.judge({
    type: 'unsent',
    acts: [move('a', [one, two], 'received'), move('gone', [three], 'x')],
  })
  expect(owed.count()).toBe(2)
  expect(owed.judge(refused(change(cardId.parse('card_other'), null)))).toBe(false)
  const { kept, lost } = owed.settle()
  expect(cardsOf(lost.map((each) => each.act))).toEqual([[one], [two], [three]])
  expect(kept).toEqual([])
})
