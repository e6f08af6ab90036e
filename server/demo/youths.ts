import { addDays, ageOn, fromOrdinal, toOrdinal, type Day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import { nameGroups, type NameGroup } from './names.ts'
import { outskirts, schools, streets, type Territory, type Town } from './places.ts'
import type { Random } from './random.ts'

/** An invented youth, before any list writes them down. Phones are of the ranges kept for fiction. */
export interface Youth {
  readonly lastName: string
  readonly firstName: string
  readonly sex: 'f' | 'm'
  readonly birthDate: Day
  readonly address: string | null
  readonly town: Town
  readonly territory: Territory | null
  /** 06 39 98 xx xx, ten digits; null when nobody has it. */
  readonly mobile: string | null
  /** 01 99 00 xx xx. */
  readonly landline: string | null
  readonly email: string | null
  readonly guardian: { readonly name: string; readonly phone: string } | null
  readonly school: string
  readonly qpv: boolean | null
  /** Second of two twins: everything but the first name is the other's. */
  readonly twinOf: string | null
}

export type Region = 'paris' | 'south'

export interface Numbers {
  mobile(): string
  landline(): string
}

/**
 * Gives out the fiction ranges, each number once. `start` and `count` part the ten thousand of a range between those
 * who draw from it.
 */
export function fictionNumbers(start: number, count: number): Numbers {
  const draw = (prefix: string, step: number) => {
    let drawn = 0
    return () => {
      if (drawn >= count) throw new Error('No fiction number is left')
      // A step prime to 10,000 visits every number once.
      const number = ((start + drawn++) * step) % 10_000
      return `${prefix}${String(number).padStart(4, '0')}`
    }
  }
  return { mobile: draw('063998', 7919), landline: draw('019900', 6421) }
}

export interface YouthOptions {
  readonly random: Random
  readonly region: Region
  readonly territories: readonly Territory[]
  readonly numbers: Numbers
  /** Ages on that day are between `youngest` and `oldest`, but for a few who are a year younger. */
  readonly on: Day
  readonly youngest: number
  readonly oldest: number
}

/** `count` youths of one list; about one in sixty has a twin, who comes right after. */
export function makeYouths(count: number, options: YouthOptions): Youth[] {
  const made: Youth[] = []
  while (made.length < count) {
    const youth = makeYouth(options)
    made.push(youth)
    if (made.length < count && options.random.chance(1 / 60)) made.push(twinOf(youth, options))
  }
  return made
}

function makeYouth(options: YouthOptions): Youth {
  const { random, region, numbers } = options
  const group = random.weighted(nameGroups.map((one) => [one, one.weight[region]] as const))
  const lastName = familyOf(group, random)
  const sex = random.chance(0.46) ? 'f' : 'm'
  const firstName = random.pick(sex === 'f' ? group.girls : group.boys)
  const birthDate = bornFor(options)
  const { town, territory } = homeOf(options)
  const minor = ageOn(birthDate, options.on) < 18
  return {
    lastName,
    firstName,
    sex,
    birthDate,
    address: random.chance(0.92)
      ? `${random.int(1, 160)} ${random.pick(region === 'paris' ? streets.paris : streets.south)}`
      : null,
    town,
    territory,
    mobile: random.chance(0.93) ? numbers.mobile() : null,
    landline: random.chance(0.22) ? numbers.landline() : null,
    email: random.chance(0.45) ? emailOf(firstName, lastName, random) : null,
    guardian:
      minor && random.chance(0.85)
        ? { name: `${lastName} ${random.pick(group.girls)}`, phone: numbers.landline() }
        : null,
    school: random.pick(region === 'paris' ? schools.paris : schools.south),
    qpv: random.weighted([
      [true, 34],
      [false, 56],
      [null, 10],
    ]),
    twinOf: null,
  }
}

function twinOf(youth: Youth, { random }: YouthOptions): Youth {
  const group = nameGroups.find((one) => one.last.some((name) => youth.lastName.startsWith(name)))
  const names = (youth.sex === 'f' ? group?.girls : group?.boys) ?? []
  const others = names.filter((name) => name !== youth.firstName)
  return { ...youth, firstName: random.pick(others), email: null, twinOf: youth.firstName }
}

function familyOf(group: NameGroup, random: Random): string {
  const first = random.pick(group.last)
  if (!random.chance(0.05)) return first
  const second = random.pick(group.last)
  return second === first ? first : `${first}-${second}`
}

function bornFor({ random, on, youngest, oldest }: YouthOptions): Day {
  // One in eighty is too young for the list: counted by the import, never a card.
  const age = random.chance(1 / 80) ? youngest - 1 : random.int(youngest, oldest)
  const born = fromOrdinal(
    toOrdinal(addDays(on, -Math.round((age + 1) * 365.25))) + random.int(2, 362),
  )
  return born
}

function homeOf({ random, region, territories }: YouthOptions) {
  if (region === 'paris' && random.chance(0.02))
    return {
      town: random.weighted(outskirts.map((town) => [town, town.weight] as const)),
      territory: null,
    }
  const territory = random.weighted(
    territories.map((one) => [one, one.towns.reduce((sum, town) => sum + town.weight, 0)] as const),
  )
  return {
    town: random.weighted(territory.towns.map((town) => [town, town.weight] as const)),
    territory,
  }
}

function emailOf(firstName: string, lastName: string, random: Random): string {
  const tail = random.chance(0.3) ? String(random.int(2, 99)) : ''
  return `${joined(firstName)}.${joined(lastName)}${tail}@${random.chance(0.6) ? 'exemple.fr' : 'example.org'}`
}

function joined(name: string): string {
  return fold(name).replaceAll(' ', '-')
}
