// The proposed split as it is opened, edited and followed; and who gives cards away when loads are evened.
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { createBoardIndex, type BoardIndex } from '#client/board/board-index.ts'
import {
  follow,
  propose,
  proposeBeside,
  type Lines,
  type Sharers,
} from '#client/board/desk/proposal.ts'
import {
  candidatesOf,
  hasLeft,
  keptWhileAway,
  sharers,
  surplusCards,
} from '#client/board/desk/share-task.ts'
import { must } from '#shared/assert.ts'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { usualRules } from '#shared/domain/even-split.ts'
import { surplusOf } from '#shared/domain/surplus.ts'
import { userId, type UserId } from '#shared/domain/ids.ts'
import { stages } from '#shared/domain/stages.ts'
import { fillBoard, lanesOfFixture, seeded } from '#test/support/board-fixture.ts'

const today = day.parse('2026-11-23')
const lane = must(lanesOfFixture[0], 'a lane')
const [anne, bruno, chloe] = lane.officers
const task = { kind: 'lane', lane: lane.id } as const

/** A board whose first cards wait in the lane; the others are on no lane. */
function aBoard(waiting: number) {
  const doc = new Y.Doc()
  const cards = fillBoard(doc, { cards: 12, seed: 11 })
  for (const [i, card] of cards.entries()) {
    const at = { stage: 'received', officer: null, rank: 'a0' } as const
    moveCard(doc, card, { ...at, lane: i < waiting ? lane.id : null })
  }
  const index = createBoardIndex(doc, { today, onChange: () => {} })
  return { doc, cards, index }
}

const staying = (index: BoardIndex) => ({ frame: index.frame(), leaving: false })

function sharersOf(officers: readonly (UserId | undefined)[]): Sharers {
  return {
    officers: officers.flatMap((id) =>
      id ? [{ id, weeklyQuota: 15, absences: [], active: 0, given: 0 }] : [],
    ),
    cardOf: (id) => ({
      id,
      referent: null,
      household: null,
      siblingWith: null,
      minor: false,
      callback: false,
      qpv: false,
      due: '9999',
    }),
    today,
    rules: usualRules,
  }
}
const all = sharersOf([anne, bruno, chloe])
const officersIn = (lines: Lines) => [...lines.values()].map((line) => line.officer)

describe('what is shared', () => {
  test('[3] the cards of a lane that nobody has, and not those who asked not to be contacted [A5]', () => {
    const { doc, cards, index } = aBoard(4)
    const [first] = cards
    if (!first || !anne) throw new Error('A card and an officer were made.')
    editCard(doc, first, { noContact: { by: anne, on: today } })
    const found = candidatesOf(task, index.views(), staying(index))
    expect(found.map((one) => one.card)).toEqual(cards.slice(1, 4))
  })
  test('[3] to cover somebody who leaves: every open card of theirs, shared among the others', () => {
    const { doc, cards, index } = aBoard(0)
    if (!anne) throw new Error('An officer was made.')
    const at = { lane: lane.id, officer: anne, rank: 'a0' } as const
    for (const [i, stage] of stages.entries()) {
      moveCard(doc, must(cards[i], 'a card'), { ...at, stage })
    }
    editCard(doc, must(cards[2], 'a card'), { noContact: { by: anne, on: today } })
    const closed = must(cards[6], 'a card')
    moveCard(doc, closed, { ...at, stage: 'followed_up' })
    editCard(doc, closed, { closed: { situation: 'school', by: anne, on: today } })
    const cover = { kind: 'cover', officer: anne, lane: lane.id } as const
    const found = (leaving: boolean) =>
      candidatesOf(cover, index.views(), { frame: index.frame(), leaving })
        .map((one) => one.card)
        .toSorted()
    expect(found(true)).toEqual(cards.slice(0, 6))
    // [A5] Who asked not to be contacted waits for nobody while Anne is away.
    expect(found(false)).toEqual(cards.slice(0, 6).filter((card) => card !== cards[2]))
    expect([...keptWhileAway]).toEqual(['followed_up', 'not_reached'])
    expect(sharers(cover, index.frame()).map((one) => one.id)).toEqual([bruno, chloe])
    expect(hasLeft(cover, index.frame())).toBe(false)
    const gone = { ...cover, officer: userId.parse('gone_long_ago') }
    expect(hasLeft(gone, index.frame())).toBe(true)
    expect(hasLeft({ ...gone, lane: null }, index.frame())).toBe(true)
  })
})

describe('a proposal follows the board', () => {
  test('[3] [W2] a card that a colleague took leaves; every other line stays as it was, edited ones too', () => {
    const { doc, cards, index } = aBoard(6)
    const candidates = () => candidatesOf(task, index.views(), staying(index))
    const first = propose(candidates(), new Map(), all)
    expect(first.size).toBe(6)
    const edited = must(cards[1], 'a card')
    const line = must(first.get(edited), 'its line')
    const lines = new Map(first).set(edited, { ...line, officer: null, why: 'out' })
    const taken = must(cards[0], 'a card')
    moveCard(doc, taken, { stage: 'received', lane: null, officer: null, rank: 'a0' })
    const followed = follow(lines, candidates(), all)
    expect(followed).toMatchObject({ gone: [taken], added: [], again: [] })
    for (const card of cards.slice(1, 6)) expect(followed.lines.get(card)).toEqual(lines.get(card))
  })
  test('[3] a card that arrives joins, given to who has the least with what is proposed already', () => {
    const { doc, cards, index } = aBoard(2)
    const candidates = () => candidatesOf(task, index.views(), staying(index))
    const lines = propose(candidates(), new Map(), all)
    const arrived = must(cards[2], 'a card')
    moveCard(doc, arrived, { stage: 'received', lane: lane.id, officer: null, rank: 'a0' })
    const followed = follow(lines, candidates(), all)
    expect(followed.added).toEqual([arrived])
    expect(new Set(officersIn(followed.lines))).toEqual(new Set([anne, bruno, chloe]))
  })
  test('[3] another rule proposes the rest anew, beside what a person has chosen', () => {
    const { cards, index } = aBoard(6)
    const candidates = candidatesOf(task, index.views(), staying(index))
    const lines = propose(candidates, new Map(), all)
    const [given, out] = [must(cards[0], 'a card'), must(cards[1], 'a card')]
    const own = (card: (typeof cards)[number]) => must(lines.get(card), 'its line')
    const decided = new Map(lines)
      .set(given, { ...own(given), officer: must(chloe, 'an officer'), why: 'hand' })
      .set(out, { ...own(out), officer: null, why: 'out' })
    const anew = proposeBeside(candidates, decided, sharersOf([anne, bruno]))
    expect(anew.size).toBe(6)
    expect(anew.get(given)).toEqual(decided.get(given))
    expect(anew.get(out)).toEqual(decided.get(out))
    const others = [...anew.values()].filter((line) => line.card !== given && line.card !== out)
    expect(others.map((line) => line.officer)).not.toContain(chloe)
    // What is no longer shared is not kept either.
    expect(proposeBeside(candidates.slice(1), decided, all).has(given)).toBe(false)
  })
  test('[3] who left the lane gets nothing: their lines are proposed to the others', () => {
    const { index } = aBoard(6)
    const candidates = candidatesOf(task, index.views(), staying(index))
    const lines = propose(candidates, new Map(), all)
    const followed = follow(lines, candidates, sharersOf([anne, bruno]))
    expect(followed.again).toHaveLength(2)
    expect(officersIn(followed.lines).filter((one) => one === chloe)).toEqual([])
    expect(followed.lines.size).toBe(6)
  })
  test('[3] a youth without a sector waits for a person to say where', () => {
    const { index } = aBoard(0)
    const candidates = candidatesOf({ kind: 'pool' }, index.views(), staying(index))
    const lines = propose(candidates, new Map(), all)
    expect(new Set([...lines.values()].map((line) => line.why))).toEqual(new Set(['lane']))
    expect(officersIn(lines).every((one) => one === null)).toBe(true)
  })
})

const holder = (load: number, movable: number, weight = 1) => ({ load, movable, weight })

describe('rebalancing', () => {
  test('[3] only who has more than their share gives, and only what nobody has begun', () => {
    expect(surplusOf([holder(10, 6), holder(2, 2), holder(3, 0)], 0)).toEqual([5, 0, 0])
    expect(surplusOf([holder(5, 5), holder(5, 5)], 4)).toEqual([0, 0])
    expect(surplusOf([holder(8, 8, 0), holder(0, 0, 1)], 0)).toEqual([0, 0])
  })
  test('[3] never more than is movable, never below one’s share, for any loads', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
    const random = seeded(seed)
    const upTo = (n: number) => Math.floor(random() * (n + 1))
    for (let round = 0; round < 500; round += 1) {
      const holders = Array.from({ length: 1 + upTo(7) }, () => {
        const load = upTo(40)
        return holder(load, upTo(load), upTo(3))
      })
      const arriving = upTo(30)
      const surplus = surplusOf(holders, arriving)
      const weights = holders.reduce((sum, one) => sum + one.weight, 0)
      const total =
        arriving + holders.reduce((sum, one) => sum + (one.weight > 0 ? one.load : 0), 0)
      for (const [i, one] of holders.entries()) {
        const given = surplus[i] ?? 0
        expect(given, `seed ${seed}`).toBeLessThanOrEqual(one.movable)
        if (given === 0) continue
        expect(one.weight, `seed ${seed}`).toBeGreaterThan(0)
        // Whole cards: at most one under what would be exactly even for all.
        const fair = (total * one.weight) / weights
        const stuck = one.load - one.movable
        expect(one.load - given, `seed ${seed}`).toBeGreaterThan(Math.min(stuck, fair) - 1)
      }
    }
  })
  test('[3] the latest received cards go first, those with an attempt never', () => {
    const { doc, cards, index } = aBoard(0)
    if (!anne) throw new Error('An officer was made.')
    for (const card of cards.slice(0, 6)) {
      moveCard(doc, card, { stage: 'dispatched', lane: lane.id, officer: anne, rank: 'a0' })
    }
    const surplus = surplusCards(task, index.views(), {
      frame: index.frame(),
      loadOf: (officer) => index.tally().count(`officer/${officer}`),
      today,
      workingTime: true,
      arriving: 0,
    })
    expect(surplus).toHaveLength(4)
    const dayOf = (card: (typeof cards)[number]) => index.view(card)?.card.received.on ?? ''
    const moved = surplus.map((one) => dayOf(one.card)).toSorted()
    const kept = cards
      .slice(0, 6)
      .filter((card) => !surplus.some((one) => one.card === card))
      .map(dayOf)
    expect(kept.every((on) => on <= (moved[0] ?? ''))).toBe(true)
  })
})
