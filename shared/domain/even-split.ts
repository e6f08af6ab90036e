/*
 * "Répartir équitablement": who gets which card, so that loads end as even as they can be for everybody's working time.
 * Pure and deterministic: the same question has the same answer on every screen, whatever the order of the cards.
 *
 *   1. a known youth goes to their référent; a sibling to who has the sibling already
 *   2. siblings of this split go together, to whom they weigh the least
 *   3. the rest is shared by `fairShares`: nobody is a whole card away from what would be exactly even
 *   4. minors, then callbacks, then QPV are dealt in turn, so that nobody gets all of them
 */
import type { Day } from './day.ts'
import { fairShares } from './fair-shares.ts'
import type { CardId, UserId } from './ids.ts'
import { shareOfPresence, type Absence } from './presence.ts'

export interface SplitOfficer {
  readonly id: UserId
  /** Cards a week; also what the officer may at most get in one split. */
  readonly weeklyQuota: number
  readonly absences: readonly Absence[]
  /** Cards being worked on already, those of the split not counted. */
  readonly active: number
}

export interface SplitCard {
  readonly id: CardId
  readonly referent: UserId | null
  /** The same text on the cards of brothers and sisters; null: none known. */
  readonly household: string | null
  /** Who has a brother or sister already. */
  readonly siblingWith: UserId | null
  readonly minor: boolean
  /** Has asked to be called back. */
  readonly callback: boolean
  readonly qpv: boolean
}

export interface SplitRules {
  readonly keepReferent: boolean
  /** Weigh by quota, give nothing to who is away today, and nobody more than their quota. */
  readonly workingTime: boolean
  readonly spreadQpv: boolean
}

export const usualRules: SplitRules = { keepReferent: true, workingTime: true, spreadQpv: true }

export type SplitReason = 'referent' | 'sibling' | 'minor' | 'callback' | 'qpv' | 'lowest'

export interface Assignment {
  readonly card: CardId
  readonly officer: UserId
  readonly why: SplitReason
}

export interface OfficerLoad {
  readonly officer: UserId
  readonly before: number
  readonly after: number
  /** Load that would be exactly even, in cards; not a whole number. */
  readonly ideal: number
}

export interface Split {
  /** In the order of the cards given. */
  readonly assignments: readonly Assignment[]
  readonly loads: readonly OfficerLoad[]
  /** Nobody is there for these, or everybody's quota is full. */
  readonly left: readonly CardId[]
}

interface Seat {
  readonly officer: SplitOfficer
  readonly weight: number
  /** Cards that may still be given. */
  room: number
  load: number
  given: number
  readonly traits: Map<Trait, number>
}
type Trait = 'minor' | 'callback' | 'qpv'

export function splitEvenly(question: {
  readonly officers: readonly SplitOfficer[]
  readonly cards: readonly SplitCard[]
  readonly today: Day
  readonly rules: SplitRules
}): Split {
  const { today, rules } = question
  const seats = question.officers
    .toSorted((a, b) => byText(a.id, b.id))
    .map((officer) => seatOf(officer, today, rules))
  const seatOfId = new Map(seats.map((seat) => [seat.officer.id, seat]))
  const cards = question.cards.toSorted((a, b) => byText(a.id, b.id))
  const found = new Map<CardId, Assignment>()

  const give = (card: SplitCard, seat: Seat, why: SplitReason) => {
    found.set(card.id, { card: card.id, officer: seat.officer.id, why })
    seat.load += 1
    seat.given += 1
    seat.room -= 1
    for (const trait of traitsOf(card, rules)) {
      seat.traits.set(trait, (seat.traits.get(trait) ?? 0) + 1)
    }
  }
  /** The officer a card belongs to already, if they are there. */
  const seatFor = (officer: UserId | null) => {
    const seat = officer === null ? undefined : seatOfId.get(officer)
    return seat && seat.weight > 0 ? seat : null
  }

  for (const card of cards) {
    const own = rules.keepReferent ? seatFor(card.referent) : null
    if (own) give(card, own, 'referent')
  }
  const homes = new Map<string, Seat>()
  for (const card of cards) {
    const given = found.get(card.id)
    const seat = given ? seatFor(given.officer) : seatFor(card.siblingWith)
    if (card.household !== null && seat) homes.set(card.household, seat)
  }
  const groups = groupsOf(cards.filter((card) => !found.has(card.id)))
  for (const group of groups.filter((one) => one.length > 1 || homeOf(one, homes))) {
    const seat = homeOf(group, homes) ?? lightest(seats, group.length)
    for (const card of seat ? group : []) if (seat) give(card, seat, 'sibling')
  }
  const singles = groups.filter((one) => one.length === 1).flat()
  const rest = singles.filter((card) => !found.has(card.id))
  const shares = fairShares(rest.length, seats)
  const ideals = new Map(
    seats.map((seat, i) => [seat.officer.id, seat.load + (shares[i]?.exact ?? 0)]),
  )
  deal(rest, { seats, counts: shares.map((share) => share.whole), rules, give })

  return {
    assignments: question.cards.flatMap(({ id }) => found.get(id) ?? []),
    loads: question.officers.map(({ id, active }) => ({
      officer: id,
      before: active,
      after: seatOfId.get(id)?.load ?? active,
      ideal: ideals.get(id) ?? active,
    })),
    left: question.cards.flatMap(({ id }) => (found.has(id) ? [] : [id])),
  }
}

function seatOf(officer: SplitOfficer, today: Day, rules: SplitRules): Seat {
  const weight = rules.workingTime
    ? officer.weeklyQuota * shareOfPresence(officer.absences, today)
    : 1
  const room = rules.workingTime ? (weight > 0 ? officer.weeklyQuota : 0) : Infinity
  return { officer, weight, room, load: officer.active, given: 0, traits: new Map() }
}

/** Cards by household, the largest first; a card without one stands alone. */
function groupsOf(cards: readonly SplitCard[]): SplitCard[][] {
  const groups = new Map<string, SplitCard[]>()
  for (const card of cards) {
    const key = card.household === null ? `card ${card.id}` : `household ${card.household}`
    groups.set(key, [...(groups.get(key) ?? []), card])
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length)
}

function homeOf(group: readonly SplitCard[], homes: ReadonlyMap<string, Seat>): Seat | undefined {
  const household = group[0]?.household ?? null
  return household === null ? undefined : homes.get(household)
}

/** Whom `size` cards more would weigh the least, among those who have room for all of them. */
function lightest(seats: readonly Seat[], size: number): Seat | undefined {
  const after = (seat: Seat) => (seat.load + size) / seat.weight
  return seats
    .filter((seat) => seat.weight > 0 && seat.room >= size)
    .toSorted((a, b) => after(a) - after(b))[0]
}

/** Gives each officer their count of single cards, those with a trait first and in turn. */
function deal(
  cards: readonly SplitCard[],
  parts: {
    readonly seats: readonly Seat[]
    readonly counts: readonly number[]
    readonly rules: SplitRules
    readonly give: (card: SplitCard, seat: Seat, why: SplitReason) => void
  },
): void {
  const { seats, rules, give } = parts
  const wanted = new Map(seats.map((seat, i) => [seat, parts.counts[i] ?? 0]))
  const quotas = new Map(wanted)
  const order = (card: SplitCard) => traitOrder.indexOf(traitsOf(card, rules)[0] ?? 'none')
  for (const card of cards.toSorted((a, b) => order(a) - order(b))) {
    const trait = traitsOf(card, rules)[0] ?? null
    // How full a seat would be of this trait, then of cards at all, for what it is to get.
    const fullness = (seat: Seat) => {
      const whole = quotas.get(seat) ?? 0
      const traited = trait === null ? 0 : ((seat.traits.get(trait) ?? 0) + 1) / whole
      return [traited, -(wanted.get(seat) ?? 0) / whole] as const
    }
    const [seat] = seats
      .filter((one) => (wanted.get(one) ?? 0) > 0)
      .toSorted((a, b) => {
        const [x, y] = [fullness(a), fullness(b)]
        return x[0] - y[0] || x[1] - y[1]
      })
    if (!seat) return
    wanted.set(seat, (wanted.get(seat) ?? 0) - 1)
    give(card, seat, trait ?? 'lowest')
  }
}

const traitOrder: readonly (Trait | 'none')[] = ['minor', 'callback', 'qpv', 'none']

function traitsOf(card: SplitCard, rules: SplitRules): Trait[] {
  return [
    ...(card.minor ? (['minor'] as const) : []),
    ...(card.callback ? (['callback'] as const) : []),
    ...(card.qpv && rules.spreadQpv ? (['qpv'] as const) : []),
  ]
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
