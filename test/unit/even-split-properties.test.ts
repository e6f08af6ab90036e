// What holds of every even split, with référents, brothers and sisters, minors, callbacks, quotas and absences. [3]
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '#shared/domain/day.ts'
import { splitEvenly, type Assignment } from '#shared/domain/even-split.ts'
import { cardId, userId } from '#shared/domain/ids.ts'
import { shareOfPresence } from '#shared/domain/presence.ts'
import type { SplitCard, SplitOfficer } from '#shared/domain/split-seats.ts'

// A failure prints its seed and its path; SEED= runs it again.
const seed = process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}
const today = day.parse('2026-11-24')

const away = fc
  .record({ start: fc.integer({ min: -5, max: 15 }), days: fc.integer({ min: 0, max: 12 }) })
  .map(({ start, days }) => ({ from: addDays(today, start), to: addDays(today, start + days) }))
const officers = fc
  .array(
    fc.record({
      // Small quotas, so that families and référents meet them.
      weeklyQuota: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 })),
      active: fc.integer({ min: 0, max: 60 }),
      absences: fc.array(away, { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((drafts) =>
    drafts.map((draft, n): SplitOfficer => ({
      id: userId.parse(`officer_${n}`),
      given: 0,
      ...draft,
    })),
  )
const cards = fc
  .array(
    fc.record({
      // Some of them work elsewhere.
      referent: fc.option(fc.integer({ min: 0, max: 10 }), { freq: 3 }),
      household: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 2 }),
      minor: fc.boolean(),
      callback: fc.boolean(),
      qpv: fc.boolean(),
      due: fc.constantFrom('2026-11-20', '2026-12-01', '2026-12-08'),
    }),
    { maxLength: 80 },
  )
  .map((drafts) =>
    drafts.map(({ referent, household, ...more }, n): SplitCard => ({
      ...more,
      id: cardId.parse(`card_${String(n).padStart(4, '0')}`),
      referent: referent === null ? null : userId.parse(`officer_${referent}`),
      household: household === null ? null : `home ${household}`,
      // Of every fourth household somebody has a brother or sister already.
      siblingWith:
        household !== null && household % 4 === 0 ? userId.parse(`officer_${household}`) : null,
    })),
  )
const rules = fc.record({
  keepReferent: fc.boolean(),
  workingTime: fc.boolean(),
  spreadQpv: fc.boolean(),
})
const questions = fc.record({ officers, cards, rules, today: fc.constant(today) })
type Question = Parameters<typeof splitEvenly>[0]

/** Checks many questions; what is wrong with an answer is said in sentences. */
function holds(check: (question: Question) => void): void {
  fc.assert(fc.property(questions, check), { numRuns: 500, ...seed })
}

interface Seat extends SplitOfficer {
  readonly weight: number
  /** Most they may get. */
  readonly quota: number
  readonly own: readonly Assignment[]
}

/** A split, beside what its question alone says of everybody. */
function answer(question: Question) {
  const split = splitEvenly(question)
  const { workingTime } = question.rules
  const seats = question.officers.map((one): Seat => {
    const weight = workingTime ? one.weeklyQuota * shareOfPresence(one.absences, today) : 1
    const quota = workingTime ? (weight > 0 ? one.weeklyQuota : 0) : Infinity
    return { ...one, weight, quota, own: split.assignments.filter((a) => a.officer === one.id) }
  })
  const byId = new Map(question.cards.map((card) => [card.id, card]))
  const cardOf = ({ card }: Assignment): SplitCard => {
    const found = byId.get(card)
    if (!found) throw new Error(`${card} was not asked about`)
    return found
  }
  return { split, seats, cardOf, byId, homes: homesOf(split.assignments, cardOf) }
}

interface Home {
  readonly name: string
  readonly members: readonly Assignment[]
  /** Bound to their own référent: not the family's to keep. */
  readonly free: readonly Assignment[]
  /** Somebody outside the split, or a référent inside it, has one of them already. */
  readonly begun: boolean
}

function homesOf(
  assignments: readonly Assignment[],
  cardOf: (one: Assignment) => SplitCard,
): readonly Home[] {
  const groups = groupBy(assignments, (one) => cardOf(one).household)
  return [...groups].map(([name, members]) => ({
    name,
    members,
    free: members.filter((one) => one.why !== 'referent'),
    begun: members.some((one) => one.why === 'referent' || cardOf(one).siblingWith !== null),
  }))
}

/** Sorts the most urgent first. */
const urgency = ({ minor, callback, due }: SplitCard) =>
  `${minor ? 0 : 1} ${callback ? 0 : 1} ${due}`
const isParted = ({ free }: Home) => new Set(free.map((one) => one.officer)).size > 1
/** Dealt card by card; the others are bound to a référent, or to a brother or sister. */
const isDealt = ({ why }: Assignment) => why !== 'referent' && why !== 'sibling'
const boundOf = ({ own }: Seat) => own.filter((one) => !isDealt(one))

function groupBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), item])
  }
  return groups
}

/** What everybody takes at the exactly even level, by its definition: the level at which `count` are taken. */
function exactly(
  count: number,
  bins: readonly { readonly load: number; readonly weight: number; readonly room: number }[],
): readonly number[] {
  const taken = (level: number) =>
    bins.map(({ load, weight, room }) => Math.min(room, Math.max(0, weight * level - load)))
  const poured = (level: number) => taken(level).reduce((sum, one) => sum + one, 0)
  // Between two vessels that begin or end to take, what is taken grows in a straight line.
  const bends = bins
    .filter((bin) => bin.weight > 0)
    .flatMap(({ load, weight, room }) => [load / weight, (load + Math.min(room, count)) / weight])
    .toSorted((a, b) => a - b)
  const high = bends.find((level) => poured(level) >= count - 1e-9)
  if (high === undefined || count === 0) return bins.map(() => 0)
  const low = bends.findLast((level) => level < high) ?? high
  const [from, to] = [poured(low), poured(high)]
  return taken(to - from < 1e-9 ? high : low + ((high - low) * (count - from)) / (to - from))
}

describe('every even split', () => {
  test('[3] gives or leaves every card once, nobody more than their quota, and nothing to who is away', () => {
    holds((question) => {
      const { split, seats } = answer(question)
      const all = [...split.assignments.map((one) => one.card), ...split.left]
      expect(all.toSorted()).toEqual(question.cards.map((card) => card.id))
      expect(split.loads).toMatchObject(
        seats.map(({ id, active, own }) => ({
          officer: id,
          before: active,
          after: active + own.length,
        })),
      )
      const over = seats.filter(({ quota, own }) => own.length > quota)
      expect(over).toEqual([])
    })
  })

  test('[3] leaves a card only where everybody’s quota is full, and none that is more urgent than one it gives', () => {
    holds((question) => {
      const { split, seats, cardOf, byId } = answer(question)
      const left = split.left.flatMap((id) => byId.get(id) ?? []).map(urgency)
      const given = split.assignments.map((one) => urgency(cardOf(one)))
      const firstLeft = left.toSorted()[0] ?? '9'
      expect(given.filter((one) => one > firstLeft)).toEqual([])
      const withRoom = seats.filter(({ quota, own }) => left.length > 0 && own.length < quota)
      expect(withRoom).toEqual([])
    })
  })

  test('[3] leaves nobody a whole card away from exactly even, on top of what référents and families bind', () => {
    holds((question) => {
      const { seats, homes } = answer(question)
      // The parts of a family that had to be parted are bound too, and do not say which.
      if (homes.some(isParted)) return
      const dealt = seats.map(({ own }) => own.filter(isDealt).length)
      const exact = exactly(
        dealt.reduce((sum, one) => sum + one, 0),
        seats.map((seat) => {
          const bound = boundOf(seat).length
          return { load: seat.active + bound, weight: seat.weight, room: seat.quota - bound }
        }),
      )
      const uneven = dealt.flatMap((count, i) => {
        const ideal = exact[i] ?? 0
        return Math.abs(count - ideal) < 1 ? [] : [`seat ${i}: ${count} for ${ideal}`]
      })
      expect(uneven).toEqual([])
    })
  })

  test('[3] gives a known youth to their référent, unless that one is away or full of their own; the line says which', () => {
    holds((question) => {
      const { split, seats, cardOf } = answer(question)
      const wrong = split.assignments.flatMap((one) => {
        const { referent } = cardOf(one)
        const seat = seats.find(({ id }) => question.rules.keepReferent && id === referent)
        if (!seat) return one.why.startsWith('referent') ? [`${one.card}: ${one.why}`] : []
        if (seat.id === one.officer) return []
        const kept = seat.own.filter(({ why }) => why === 'referent').length
        const why = seat.weight > 0 ? 'referent_full' : 'referent_away'
        const isSaid = one.why === why || one.why === 'sibling'
        return kept === seat.quota && isSaid ? [] : [`${one.card}: ${one.why}, ${kept} kept`]
      })
      expect(wrong).toEqual([])
    })
  })

  test('[3] parts brothers and sisters only where nobody has room for all, and each card says whether', () => {
    holds((question) => {
      const { seats, homes, cardOf } = answer(question)
      const needless = homes
        .filter((home) => isParted(home) && !home.begun)
        .flatMap(({ name, free }) =>
          seats.flatMap((seat) => {
            // Référents and other families come first, single cards after.
            const others = boundOf(seat).filter((one) => cardOf(one).household !== name)
            return seat.quota - others.length >= free.length ? [`${name}: ${seat.id}`] : []
          }),
        )
      const unsaid = homes.flatMap(({ free, members }) =>
        free.flatMap((one) => {
          const { siblingWith } = cardOf(one)
          const mates = members.filter((mate) => mate !== one)
          const isTogether =
            siblingWith === one.officer || mates.some((mate) => mate.officer === one.officer)
          const isAlone = mates.length === 0 && siblingWith === null
          if (isTogether) return one.why === 'sibling' ? [] : [`${one.card}: ${one.why}`]
          const apart = ['sibling_apart', 'referent_full', 'referent_away']
          return isAlone || apart.includes(one.why) ? [] : [`${one.card}: ${one.why}`]
        }),
      )
      expect([...needless, ...unsaid]).toEqual([])
    })
  })

  test('[3] gives no family to somebody who ends heavier by it than another with room for it would', () => {
    holds((question) => {
      const { seats, homes } = answer(question)
      const heavier = homes
        .filter((home) => home.free.length > 1 && !home.begun && !isParted(home))
        .flatMap(({ name, free }) => {
          const here = seats.find(({ id }) => id === free[0]?.officer)
          if (!here) return [`${name} is nowhere`]
          const level = (here.active + boundOf(here).length) / here.weight
          return seats.flatMap((there) => {
            const bound = boundOf(there).length
            if (there === here || there.weight === 0 || there.quota - bound < free.length) return []
            const after = (there.active + bound + free.length) / there.weight
            return after < level - 1e-9 ? [`${name}: ${there.id} at ${after}, not ${level}`] : []
          })
        })
      expect(heavier).toEqual([])
    })
  })

  test.each(['minor', 'callback'] as const)(
    '[3] spreads each %s so that none could change places with a card that was dealt later',
    (trait) => {
      const later = trait === 'minor' ? ['callback', 'qpv', 'lowest'] : ['qpv', 'lowest']
      holds((question) => {
        const { seats, cardOf, homes } = answer(question)
        if (homes.some(isParted)) return
        const counts = seats.map(({ id, own }) => ({
          id,
          dealt: own.filter(isDealt).length,
          ofTrait: own.filter((one) => cardOf(one)[trait]).length,
          gives: own.some((one) => one.why === trait),
          takes: own.some((one) => later.includes(one.why)),
        }))
        const uneven = counts.flatMap((a) =>
          counts.flatMap((b) => {
            if (!a.gives || !b.takes) return []
            const isEven = a.ofTrait / a.dealt <= (b.ofTrait + 1) / b.dealt + 1e-9
            return isEven
              ? []
              : [`${a.id} ${a.ofTrait}/${a.dealt}, ${b.id} ${b.ofTrait}/${b.dealt}`]
          }),
        )
        expect(uneven).toEqual([])
      })
    },
  )

  test('[3] is the same whatever the order in which cards and people are given', () => {
    holds((question) => {
      const one = splitEvenly(question)
      const other = splitEvenly({
        ...question,
        officers: question.officers.toReversed(),
        cards: question.cards.toReversed(),
      })
      expect(other.assignments.toReversed()).toEqual(one.assignments)
    })
  })
})
