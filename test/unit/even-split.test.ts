import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '#shared/domain/day.ts'
import {
  splitEvenly,
  usualRules,
  type SplitCard,
  type SplitOfficer,
} from '#shared/domain/even-split.ts'
import { cardId, userId } from '#shared/domain/ids.ts'

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
  ...more,
})
const anOfficer = (n: number, more: Partial<SplitOfficer> = {}): SplitOfficer => ({
  id: userId.parse(`officer_${n}`),
  weeklyQuota: 100,
  absences: [],
  active: 0,
  ...more,
})
const cardsOf = (count: number, more: (n: number) => Partial<SplitCard> = () => ({})) =>
  Array.from({ length: count }, (_, n) => aCard(n, more(n)))

const away = fc
  .record({ start: fc.integer({ min: -5, max: 15 }), days: fc.integer({ min: 0, max: 12 }) })
  .map(({ start, days }) => ({ from: addDays(today, start), to: addDays(today, start + days) }))
const officers = fc
  .array(
    fc.record({
      weeklyQuota: fc.integer({ min: 0, max: 40 }),
      active: fc.integer({ min: 0, max: 60 }),
      absences: fc.array(away, { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((drafts) => drafts.map((draft, n) => anOfficer(n, draft)))
const plainCards = fc.integer({ min: 0, max: 90 }).map((count) => cardsOf(count))
const anyCards = fc
  .array(
    fc.record({
      referent: fc.option(fc.integer({ min: 0, max: 10 }), { freq: 3 }),
      household: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 2 }),
      minor: fc.boolean(),
      callback: fc.boolean(),
      qpv: fc.boolean(),
    }),
    { maxLength: 80 },
  )
  .map((drafts) =>
    drafts.map(({ referent, household, ...traits }, n) =>
      aCard(n, {
        ...traits,
        referent: referent === null ? null : userId.parse(`officer_${referent}`),
        household: household === null ? null : `home ${household}`,
      }),
    ),
  )
const given = (split: ReturnType<typeof splitEvenly>, officer: string) =>
  split.assignments.filter((one) => one.officer === officer)

describe('even split', () => {
  test('[3] nobody ends a whole card away from exactly even', () => {
    fc.assert(
      fc.property(officers, plainCards, fc.boolean(), (people, cards, workingTime) => {
        const rules = { ...usualRules, workingTime }
        const split = splitEvenly({ officers: people, cards, today, rules })
        for (const load of split.loads) {
          expect(Math.abs(load.after - load.ideal)).toBeLessThan(1)
        }
      }),
      seed,
    )
  })

  test('[3] exactly even is one level for everybody’s working time, among those who take any and are not full', () => {
    fc.assert(
      fc.property(officers, plainCards, (people, cards) => {
        const present = people.map((one) => ({ ...one, absences: [] }))
        const { loads } = splitEvenly({ officers: present, cards, today, rules: usualRules })
        const levels = loads.flatMap((load, i) => {
          const quota = present[i]?.weeklyQuota ?? 0
          const takes = load.ideal - load.before
          return takes > 1e-4 && takes < quota - 1e-4 ? [load.ideal / quota] : []
        })
        expect(Math.max(0, ...levels) - Math.min(Infinity, ...levels)).toBeLessThan(1e-4)
      }),
      seed,
    )
  })

  test('[3] every card is given once or left; nobody gets more than their quota, nor any while away', () => {
    fc.assert(
      fc.property(officers, anyCards, (people, cards) => {
        const rules = { ...usualRules, keepReferent: false }
        const split = splitEvenly({ officers: people, cards, today, rules })
        const all = [...split.assignments.map((one) => one.card), ...split.left]
        expect(all.toSorted()).toEqual(cards.map((card) => card.id).toSorted())
        for (const one of people) {
          const count = given(split, one.id).length
          const isAway = one.absences.some(({ from, to }) => from <= today && today <= to)
          expect(count).toBeLessThanOrEqual(isAway ? 0 : one.weeklyQuota)
          const load = split.loads.find((each) => each.officer === one.id)
          expect(load?.after).toBe(one.active + count)
        }
      }),
      seed,
    )
  })

  test('[3] brothers and sisters are never parted', () => {
    fc.assert(
      fc.property(officers, anyCards, (people, cards) => {
        const rules = { ...usualRules, keepReferent: false }
        const split = splitEvenly({ officers: people, cards, today, rules })
        const homes = new Map<string, Set<string>>()
        for (const { id, household } of cards) {
          if (household === null) continue
          const officer = split.assignments.find((one) => one.card === id)?.officer ?? 'left'
          homes.set(household, (homes.get(household) ?? new Set()).add(officer))
        }
        for (const home of homes.values()) expect(home.size).toBe(1)
      }),
      seed,
    )
  })

  test('[3] the order in which cards and people are given changes nothing', () => {
    fc.assert(
      fc.property(officers, anyCards, (people, cards) => {
        const asked = { today, rules: usualRules }
        const one = splitEvenly({ ...asked, officers: people, cards })
        const other = splitEvenly({
          ...asked,
          officers: people.toReversed(),
          cards: cards.toReversed(),
        })
        expect(other.assignments.toReversed()).toEqual(one.assignments)
      }),
      seed,
    )
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
    expect(split.assignments).toEqual([{ card: 'card_0001', officer: 'officer_2', why: 'lowest' }])
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
