import type { CreateCampaignRequest } from '#shared/contracts/campaigns.ts'
import { must } from '#shared/assert.ts'
import { addDays, weekday, type Day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import type { TemplateName } from '#shared/domain/templates.ts'
import { demoAccounts } from './accounts.ts'
import { psads, sectors, type Territory } from './places.ts'
import type { Region } from './youths.ts'

/** One invented organisation: whom it is made of, what it receives and how its work goes. */
export interface Organisation {
  /** Seed of everything drawn for it. */
  readonly seed: string
  readonly template: TemplateName
  readonly region: Region
  readonly territories: readonly Territory[]
  readonly request: CreateCampaignRequest
  readonly absences: readonly Absence[]
  readonly partners: readonly {
    readonly name: string
    readonly kind: string
    readonly email: string | null
  }[]
  readonly lists: readonly PlannedList[]
  /** Part of the fiction numbers that belongs to its youths: first, and how many. */
  readonly numbers: readonly [number, number]
}

interface Absence {
  readonly email: string
  readonly from: Day
  readonly to: Day
}

/** A list that will have been received. */
export interface PlannedList {
  readonly name: string
  readonly receivedOn: Day
  readonly rows: number
  /** Cards of it that nobody has dispatched yet. */
  readonly leftToDispatch: number
}

type Person = CreateCampaignRequest['coordinators'][number]
type Officer = CreateCampaignRequest['pool'][number]

const months =
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre'.split('|')

/** A mission locale of six sectors, eleven weekly lists, about a thousand cards. */
export function missionLocale(today: Day): Organisation {
  const month = must(months[Number(today.slice(5, 7)) - 1], 'a day has a month')
  return {
    seed: `mission locale ${today}`,
    template: 'mission_locale',
    region: 'paris',
    territories: sectors,
    request: {
      name: `RIO ${month} ${today.slice(0, 4)}`,
      template: 'mission_locale',
      lanes: sectors.map((sector) => ({
        name: sector.name,
        postCodes: sector.towns.map((town) => town.postCode),
        managers: [must(managers[sector.name], 'a sector has its RS')],
        officers: [...must(officers[sector.name], 'a sector has its CISP')],
      })),
      pool: [],
      observers: [account('observation@demo.test'), person('Perrine Outrequin')],
      coordinators: [account('coordination@demo.test')],
    },
    absences: [
      // One away now, one who comes back tomorrow, one who goes next week.
      { email: addressOf('Ludovic Aubépart'), from: addDays(today, -4), to: addDays(today, 10) },
      { email: addressOf('Clarisse Monnerie'), from: addDays(today, -6), to: today },
      { email: addressOf('Firmin Gastebois'), from: addDays(today, 7), to: addDays(today, 18) },
    ],
    partners: [
      { name: 'Équipe PRIJ Nord-Est', kind: 'PRIJ', email: 'prij@demo.test' },
      { name: 'CIO des Buttes', kind: 'CIO', email: null },
      { name: 'École de la deuxième chance', kind: 'E2C', email: null },
    ],
    lists: weekly(today),
    numbers: [0, 2200],
  }
}

/** Eleven Thursdays; the last list came in some days ago and is not all dispatched. */
function weekly(today: Day): PlannedList[] {
  const sizes = [104, 98, 101, 92, 107, 96, 99, 103, 95, 88, 84]
  const last = lastThursdayBefore(addDays(today, -1))
  return sizes.map((rows, i) => {
    const receivedOn = addDays(last, -7 * (sizes.length - 1 - i))
    const name = `operateur_${receivedOn}.csv`
    return { name, receivedOn, rows, leftToDispatch: i === sizes.length - 1 ? 41 : 0 }
  })
}

function lastThursdayBefore(day: Day): Day {
  const back = (weekday(day) + 4) % 7 || 7
  return addDays(day, -back)
}

/** A telephone platform of five PSADs, three SIEI lists, about 3,300 cards. */
export function platform(today: Day): Organisation {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0)
  const lists = [
    { daysAgo: 68, rows: 1500, leftToDispatch: 0 },
    { daysAgo: 30, rows: 1145, leftToDispatch: 0 },
    { daysAgo: 9, rows: 700, leftToDispatch: 42 },
  ]
  return {
    seed: `platform ${today}`,
    template: 'platform',
    region: 'south',
    territories: psads,
    request: {
      name: `Plateforme téléphonique 13, SIEI ${year}-${year + 1}`,
      template: 'platform',
      lanes: psads.map((psad, i) => ({
        name: psad.name,
        postCodes: psad.towns.map((town) => town.postCode),
        managers: correspondents(i),
        officers: [],
      })),
      pool: [...pool],
      observers: [person('Thibaud Escarguel')],
      coordinators: [account('plateforme@demo.test')],
    },
    absences: [
      { email: addressOf('Magali Roumestan'), from: addDays(today, -2), to: addDays(today, 5) },
    ],
    partners: [
      { name: 'Mission locale de Marseille-Étang', kind: 'MISSION_LOCALE', email: null },
      { name: 'CIO du Grand-Mas', kind: 'CIO', email: null },
      { name: 'MLDS Aix-Marseille', kind: 'MLDS', email: null },
    ],
    lists: lists.map(({ daysAgo, rows, leftToDispatch }) => {
      const receivedOn = addDays(today, -daysAgo)
      return { name: `siei_${receivedOn}.csv`, receivedOn, rows, leftToDispatch }
    }),
    numbers: [2200, 7000],
  }
}

function addressOf(name: string): string {
  return `${fold(name).replaceAll(' ', '.')}@exemple.fr`
}

function person(name: string): Person {
  return { name, email: addressOf(name) }
}

function account(email: string): Person {
  const { name } = must(
    demoAccounts.find((one) => one.email === email),
    'the account is in the table',
  )
  return { name, email }
}

/** "Name quota", the quota being cards a week. */
function team(text: string): Officer[] {
  return text.split(',').map((entry) => {
    const [, name = '', quota = ''] = /^\s*(.+) (\d+)\s*$/.exec(entry) ?? []
    return { name, email: addressOf(name), weeklyQuota: Number(quota) }
  })
}

const managers: Readonly<Record<string, Person>> = {
  Nord: account('rs.nord@demo.test'),
  'Nord-Est': person('Bachir Lemonnyer'),
  Est: account('rs.est@demo.test'),
  'Sud-Est': person('Corinne Vallabrègue'),
  Sud: person('Anselme Dutilleux'),
  'Centre-Ouest': person('Ysolde Marquette-Ly'),
}

const officers: Readonly<Record<string, readonly Officer[]>> = {
  Nord: [
    { ...account('cisp.nord@demo.test'), weeklyQuota: 12 },
    ...team('Rodolphe Kermarec 12, Nabila Ouchène 12, Ludovic Aubépart 12, Viviane Sauzereau 6'),
  ],
  'Nord-Est': team(
    'Hamid Rouquette 12, Clarisse Monnerie 12, Sékou Bertholon 12, Élise Quéméneur 10, Patrice Vanderhaege 14',
  ),
  Est: team('Lamia Desgranges 12, Octave Perrichon 12, Maud Ithurbide 12, Firmin Gastebois 7'),
  'Sud-Est': team('Thuy-Anh Lecourbe 12, Gaétan Souriau 10, Nassima Brizard 12'),
  Sud: team('Blaise Tixador 12, Colette Jamin-Sow 6, Evrard Nouvion 12'),
  'Centre-Ouest': team('Sidonie Cazalens 12, Armel Poincelet 9'),
}

const pool: readonly Officer[] = [
  { ...account('cdis.1@demo.test'), weeklyQuota: 50 },
  ...team(
    `Magali Roumestan 50, Ismaël Cabassut 45, Aurélia Pélissanne 40, Fulbert Arnavon 45, Djemila Sauvaire 45,
    Loïc Bourrély 25, Rosine Tarascou 45`,
  ),
]

/** Each CDIS is the correspondent of one or two PSADs. */
function correspondents(psad: number): Person[] {
  const places = [[0, 1, 2], [2, 3], [3, 4], [5], [5, 6, 7]][psad] ?? []
  return places.map((i) => {
    const { name, email } = must(pool[i], 'a correspondent is of the pool')
    return { name, email }
  })
}
