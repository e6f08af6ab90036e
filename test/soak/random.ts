import { seeded } from '#test/support/board-fixture.ts'

export interface Random {
  /** A whole number from 0 on, below `count`. */
  below(count: number): number
  /** True that often of a hundred times. */
  chance(percent: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of its own, so that who runs beside it changes nothing of what it draws. */
  fork(): Random
}

export function randomOf(seed: number): Random {
  const next = seeded(seed)
  const random: Random = {
    below: (count) => Math.floor(next() * count),
    chance: (percent) => next() * 100 < percent,
    pick(list) {
      const picked = list[random.below(list.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    fork: () => randomOf(random.below(2 ** 31)),
  }
  return random
}
