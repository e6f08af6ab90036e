import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '#shared/domain/day.ts'
import { splitEvenly, usualRules } from '#shared/domain/even-split.ts'
import { cardId, userId } from '#shared/domain/ids.ts'
import type { SplitCard, SplitOfficer } from '#shared/domain/split-seats.ts'

// A failure prints its seed and its path; SEED= runs it again.
const seed = process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}
const today = day.parse('2026-11-24')

const aCard = (n: number, more: Partial<SplitCard> = {}): SplitCard => ({
  id: cardId.parse(`card_${String(n).padStart(4, '0')}`),
  referent: null,
  household: null,
  siblingWith: null,
  minor: false,
  callback: false,
  qpv: false,
  due: '9999',
  ...more,
})
const anOfficer = (n: number, more: Partial<SplitOfficer> = {}): SplitOfficer => ({
  id: userId.parse(`officer_${n}`),
  weeklyQuota: 100,
  absences: [],
  active: 0,
  given: 0,
  ...more,
})
const cardsOf = (count: number, more: (n: number) => Partial<SplitCard> = () => ({})) =>
  Array.from({ length: count }, (_, n) => aCard(n, more(n)))

const given = (split: ReturnType<typeof splitEvenly>, officer: string) =>
  split.assignments.filter((one) => one.officer === officer)

describe('even split', () => {
  test('[3] three siblings and two people with two places each: two and one, and the one is told', () => {
    const split = splitEvenly({
      officers: [1, 2].map((n) => anOfficer(n, { weeklyQuota: 2 })),
      cards: cardsOf(3, () => ({ household: 'home' })),
      today,
      rules: usualRules,
    })
    expect(split.left).toEqual([])
    expect(split.assignments.map((one) => one.why)).toEqual(['sibling', 'sibling', 'sibling_apart'])
    expect(split.loads.map((load) => load.after)).toEqual([2, 1])
  })

  test('[3] a référent’s quota holds for their own youths too: the most urgent are theirs, the others say why not', () => {
    const split = splitEvenly({
      officers: [anOfficer(1, { weeklyQuota: 2 }), anOfficer(2, { weeklyQuota: 9 })],
      cards: cardsOf(6, (n) => ({ referent: userId.parse('officer_1'), minor: n > 3 })),
      today,
      rules: usualRules,
    })
    expect(split.assignments.map(({ officer, why }) => [officer, why])).toEqual([
      ...Array.from({ length: 4 }, () => ['officer_2', 'referent_full']),
      ['officer_1', 'referent'],
      ['officer_1', 'referent'],
    ])
  })

  test('[3] what an earlier part of the split gave counts against the quota', () => {
    const split = splitEvenly({
      officers: [anOfficer(1, { weeklyQuota: 3, given: 2 }), anOfficer(2, { weeklyQuota: 3 })],
      cards: cardsOf(5),
      today,
      rules: usualRules,
    })
    expect(split.loads.map((load) => load.after)).toEqual([3, 3])
    expect(split.left).toEqual(['card_0004'])
  })

  test('[3] minors and callbacks are dealt in turn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (people, minors, others) => {
          const split = splitEvenly({
            officers: Array.from({ length: people }, (_, n) => anOfficer(n)),
            cards: cardsOf(minors + others, (n) => ({ minor: n % 2 === 0 && n / 2 < minors })),
            today,
            rules: usualRules,
          })
          const counts = Array.from(
            { length: people },
            (_, n) => given(split, `officer_${n}`).filter((one) => one.why === 'minor').length,
          )
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        },
      ),
      seed,
    )
  })

  test('[3] a known youth goes to their référent, a sibling to who has the sibling, and each card says why', () => {
    const split = splitEvenly({
      officers: [anOfficer(1, { active: 20 }), anOfficer(2), anOfficer(3)],
      cards: [
        aCard(1, { referent: userId.parse('officer_1'), household: 'home' }),
        aCard(2, { household: 'home' }),
        aCard(3, { siblingWith: userId.parse('officer_3'), household: 'other' }),
        aCard(4, { minor: true }),
        aCard(5),
      ],
      today,
      rules: usualRules,
    })
    expect(split.assignments.map(({ officer, why }) => [officer, why])).toEqual([
      ['officer_1', 'referent'],
      ['officer_1', 'sibling'],
      ['officer_3', 'sibling'],
      ['officer_2', 'minor'],
      ['officer_2', 'lowest'],
    ])
  })

  test('[3] a référent who is away does not keep the card waiting', () => {
    const absences = [{ from: today, to: addDays(today, 3) }]
    const split = splitEvenly({
      officers: [anOfficer(1, { absences }), anOfficer(2)],
      cards: [aCard(1, { referent: userId.parse('officer_1') })],
      today,
      rules: usualRules,
    })
    expect(split.assignments).toEqual([
      { card: 'card_0001', officer: 'officer_2', why: 'referent_away' },
    ])
  })

  test('[3] half the working time is half the load', () => {
    const split = splitEvenly({
      officers: [anOfficer(1, { weeklyQuota: 20 }), anOfficer(2, { weeklyQuota: 10 })],
      cards: cardsOf(18),
      today,
      rules: usualRules,
    })
    expect(split.loads.map((load) => load.after)).toEqual([12, 6])
  })
})
