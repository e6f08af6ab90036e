// Brothers and sisters of an even split: together with one person wherever one person has room for them. Pure.
import { byText, type Seat, type SplitCard } from './split-seats.ts'

export interface Family {
  readonly cards: readonly SplitCard[]
  /** Who has a brother or sister already, and takes more. */
  readonly home: Seat | null
}

export type Give = (card: SplitCard, seat: Seat) => void

/**
 * Gives families out, with `give`; answers the cards that are left to be dealt one by one.
 *
 *   1. to who has a brother or sister already, as far as the quota goes
 *   2. the others whole, the largest first, to whom the family weighs the least among those with room for all of it
 *   3. where nobody has, in as few parts as can be: the most that one person has room for, then again
 *
 * By 2 no family can go whole to somebody else and leave the heavier of the two better off.
 */
export function giveFamilies(
  families: readonly Family[],
  seats: readonly Seat[],
  give: Give,
): SplitCard[] {
  const rest = families.map(({ cards, home }) => {
    const fitting = cards.slice(0, home?.room ?? 0)
    if (home) for (const card of fitting) give(card, home)
    return cards.slice(fitting.length)
  })
  const singles: SplitCard[] = []
  for (const cards of rest.toSorted(
    (a, b) => b.length - a.length || byText(nameOf(a), nameOf(b)),
  )) {
    let part = cards
    while (part.length > 1) {
      const seat = lightest(seats, part.length) ?? roomiest(seats)
      if (!seat) break
      const fitting = part.slice(0, seat.room)
      for (const card of fitting) give(card, seat)
      part = part.slice(fitting.length)
    }
    singles.push(...part)
  }
  return singles
}

function nameOf([first]: readonly SplitCard[]): string {
  return first?.id ?? ''
}

/** Whom `size` cards more would weigh the least, among those who have room for all of them. */
function lightest(seats: readonly Seat[], size: number): Seat | undefined {
  const after = (seat: Seat) => (seat.load + size) / seat.weight
  return seats
    .filter((seat) => seat.weight > 0 && seat.room >= size)
    .toSorted((a, b) => after(a) - after(b))[0]
}

/** Who has room for the most; of several, whom it would weigh the least. */
function roomiest(seats: readonly Seat[]): Seat | undefined {
  return seats
    .filter((seat) => seat.room > 0)
    .toSorted((a, b) => b.room - a.room || a.load / a.weight - b.load / b.weight)[0]
}
