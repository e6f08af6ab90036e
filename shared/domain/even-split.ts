/*
 * "Répartir équitablement": who gets which card, so that loads end as even as they can be for everybody's working time.
 * Pure and deterministic: the same question has the same answer on every screen, whatever the order of the cards.
 *
 *   1. nobody gets more than their quota in one split, whatever the reason, and who is away today gets nothing. When there
 *      is not room for all, the least urgent are left: minors go first, then callbacks, then by deadline
 *   2. a known youth goes to their référent, as far as the référent's quota goes; a youth in the queue of somebody who is
 *      full would wait there, so the others are shared like everybody else, and the line says why
 *   3. brothers and sisters go together wherever one person has room for them (`giveFamilies`); who is parted says why
 *   4. the rest is dealt card by card (`fairShares`): nobody ends a whole card away from what would be exactly even on top
 *      of 2 and 3, with one level for everybody's quota and presence
 *   5. minors, then callbacks, then QPV are dealt in turn, so that nobody gets all of them
 */
import type { Day } from './day.ts'
import { fairShares } from './fair-shares.ts'
import type { CardId, UserId } from './ids.ts'
import { giveFamilies, type Family } from './split-families.ts'
import {
  byText,
  byUrgency,
  dealtBy,
  giveTo,
  seatOf,
  type Seat,
  type SplitCard,
  type SplitOfficer,
  type SplitRules,
  type Trait,
} from './split-seats.ts'

export const usualRules: SplitRules = { keepReferent: true, workingTime: true, spreadQpv: true }

/**
 * `referent_full`: the référent's quota is reached; `referent_away`: they take no card now; `sibling_apart`: nobody has
 * room for all brothers and sisters.
 */
export type SplitReason =
  | 'referent'
  | 'referent_full'
  | 'referent_away'
  | 'sibling'
  | 'sibling_apart'
  | Trait
  | 'lowest'

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

interface Given {
  readonly seat: Seat
  readonly how: 'referent' | 'family' | Trait | 'lowest'
}

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
  const seatOfId = new Map(seats.map((seat) => [seat.officer, seat]))
  const cards = question.cards.toSorted(byUrgency).slice(0, roomOf(seats))
  const found = new Map<CardId, Given>()
  const giver = (how: Given['how']) => (card: SplitCard, seat: Seat) => {
    found.set(card.id, { seat, how })
    giveTo(seat, card)
  }

  for (const card of rules.keepReferent ? cards : []) {
    const own = seatFor(seatOfId, card.referent)
    if (own && own.room > 0) giver('referent')(card, own)
  }
  const rest = giveFamilies(familiesOf(cards, { found, seatOfId }), seats, giver('family'))
  const shares = fairShares(rest.length, seats)
  const ideals = new Map(seats.map((seat, i) => [seat, seat.load + (shares[i]?.exact ?? 0)]))
  deal(rest, { seats, counts: shares.map((share) => share.whole), rules, giver })

  const whyOf = reasons(cards, { found, seatOfId, rules })
  return {
    assignments: question.cards.flatMap(({ id }) => {
      const given = found.get(id)
      return given ? [{ card: id, officer: given.seat.officer, why: whyOf(id, given) }] : []
    }),
    loads: question.officers.map(({ id, active, given }) => {
      const seat = seatOfId.get(id)
      const before = active + given
      return {
        officer: id,
        before,
        after: seat?.load ?? before,
        ideal: (seat && ideals.get(seat)) ?? before,
      }
    }),
    left: question.cards.flatMap(({ id }) => (found.has(id) ? [] : [id])),
  }
}

type Seats = ReadonlyMap<UserId, Seat>

function roomOf(seats: readonly Seat[]): number {
  return seats.reduce((sum, seat) => sum + seat.room, 0)
}

/** The officer that a card belongs to already, if they take any now. */
function seatFor(seats: Seats, officer: UserId | null): Seat | null {
  const seat = officer === null ? undefined : seats.get(officer)
  return seat && seat.weight > 0 ? seat : null
}

/** Cards that are nobody's yet, by household; a card without one stands alone. */
function familiesOf(
  cards: readonly SplitCard[],
  by: { readonly found: ReadonlyMap<CardId, Given>; readonly seatOfId: Seats },
): Family[] {
  const homes = new Map<string, Seat>()
  for (const { id, household, siblingWith } of cards) {
    const seat = by.found.get(id)?.seat ?? seatFor(by.seatOfId, siblingWith)
    if (household !== null && seat && !homes.has(household)) homes.set(household, seat)
  }
  const groups = new Map<string, SplitCard[]>()
  for (const card of cards) {
    if (by.found.has(card.id)) continue
    const key = card.household === null ? `card ${card.id}` : `household ${card.household}`
    groups.set(key, [...(groups.get(key) ?? []), card])
  }
  return [...groups.values()].map((group) => {
    const household = group[0]?.household ?? null
    return { cards: group, home: household === null ? null : (homes.get(household) ?? null) }
  })
}

/** Gives each officer their count of single cards, those with a trait first and in turn. */
function deal(
  cards: readonly SplitCard[],
  parts: {
    readonly seats: readonly Seat[]
    readonly counts: readonly number[]
    readonly rules: SplitRules
    readonly giver: (how: Given['how']) => (card: SplitCard, seat: Seat) => void
  },
): void {
  const { seats, rules, giver } = parts
  const wanted = new Map(seats.map((seat, i) => [seat, parts.counts[i] ?? 0]))
  const counts = new Map(wanted)
  const order = (card: SplitCard) => traitOrder.indexOf(dealtBy(card, rules) ?? 'none')
  for (const card of cards.toSorted((a, b) => order(a) - order(b) || byUrgency(a, b))) {
    const trait = dealtBy(card, rules)
    // How full a seat would be of this trait, then of cards at all, for what it is to get.
    const fullness = (seat: Seat) => {
      const whole = counts.get(seat) ?? 0
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
    giver(trait ?? 'lowest')(card, seat)
  }
}

const traitOrder: readonly (Trait | 'none')[] = ['minor', 'callback', 'qpv', 'none']

/** Why each card went where it went, as the person is told it. */
function reasons(
  cards: readonly SplitCard[],
  by: {
    readonly found: ReadonlyMap<CardId, Given>
    readonly seatOfId: Seats
    readonly rules: SplitRules
  },
): (card: CardId, given: Given) => SplitReason {
  const byId = new Map(cards.map((card) => [card.id, card]))
  const holders = new Map<string, UserId[]>()
  for (const { id, household, siblingWith } of cards) {
    if (household === null) continue
    const officer = by.found.get(id)?.seat.officer
    const others = [officer ?? [], siblingWith ?? []].flat()
    holders.set(household, [...(holders.get(household) ?? []), ...others])
  }
  return (id, { seat, how }) => {
    if (how === 'referent') return how
    const card = byId.get(id)
    const household = card?.household ?? null
    const ofFamily = household === null ? [] : (holders.get(household) ?? [])
    // Itself is one of them.
    if (ofFamily.filter((officer) => officer === seat.officer).length > 1) return 'sibling'
    const referent = by.rules.keepReferent ? by.seatOfId.get(card?.referent ?? seat.officer) : seat
    if (referent && referent !== seat)
      return referent.weight > 0 ? 'referent_full' : 'referent_away'
    if (ofFamily.length > 1) return 'sibling_apart'
    return how === 'family' ? 'lowest' : how
  }
}
