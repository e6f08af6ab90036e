// A board document filled with invented youths, for tests that need no server.
import type * as Y from 'yjs'
import * as Yjs from 'yjs'
import { boardTypes } from '#shared/documents/board-shape.ts'
import {
  cardId,
  laneId,
  userId,
  type CardId,
  type LaneId,
  type UserId,
} from '#shared/domain/ids.ts'
import { addDays, day } from '#shared/domain/day.ts'
import { known } from '#shared/domain/card.ts'
import { stages } from '#shared/domain/stages.ts'
import { templates } from '#shared/domain/templates.ts'

/** Numbers in [0, 1) that a seed gives again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pickFrom<T>(list: readonly T[], random: () => number): T {
  const picked = list[Math.floor(random() * list.length)]
  if (picked === undefined) throw new Error('Nothing to pick from.')
  return picked
}

export const lanesOfFixture: readonly { id: LaneId; name: string; officers: readonly UserId[] }[] =
  ['east', 'north', 'south', 'west'].map((name, n) => ({
    id: laneId.parse(`lane_${name}`),
    name,
    officers: [1, 2, 3].map((i) => userId.parse(`officer_${n}${i}`)),
  }))

const firstNames = [
  'Inès',
  'Yanis',
  'Mamadou',
  'Élise',
  'Tom',
  'Aïssata',
  'Noé',
  'Chloé',
  'Rayan',
  'Maëva',
]
const lastNames = [
  'Coulibaly',
  'Nguyen',
  'Lefèvre',
  'Benali',
  'Da Silva',
  'Traoré',
  'Martin',
  'Konaté',
  'Sow',
  'Petit',
]

/** Fills an empty document as the server would; the received days lie within four weeks before 2026-11-23. */
export function fillBoard(doc: Y.Doc, options: { cards: number; seed: number }): CardId[] {
  const random = seeded(options.seed)
  const pick = <T>(list: readonly T[]): T => pickFrom(list, random)
  const today = day.parse('2026-11-23')
  const ids: CardId[] = []
  doc.transact(() => {
    const types = boardTypes(doc)
    types.settings.set('campaign', { name: 'Campaign', template: 'mission_locale' })
    types.settings.set('settings', templates.mission_locale)
    types.settings.set('pool', [])
    for (const [position, lane] of lanesOfFixture.entries()) {
      types.lanes.set(lane.id, {
        name: lane.name,
        position,
        postCodes: [`7501${position}`],
        managers: [{ id: `manager_${position}`, name: `Manager ${position}` }],
        officers: lane.officers.map((id) => ({
          id,
          name: `Officer ${id}`,
          weeklyQuota: 15,
          absences: [],
        })),
        archived: false,
      })
    }
    for (let n = 0; n < options.cards; n += 1) {
      const id = cardId.parse(`card_${String(n).padStart(5, '0')}`)
      ids.push(id)
      const map = new Yjs.Map<unknown>()
      types.cards.set(id, map)
      const lane = pick(lanesOfFixture)
      const stage = pick(stages)
      map.set('who', {
        lastName: pick(lastNames),
        firstName: pick(firstNames),
        age: 16 + Math.floor(random() * 9),
        sex: pick(['f', 'm'] as const),
        postCode: '75019',
        commune: 'Paris 19e',
        qpv: random() < 0.3,
      })
      map.set('received', {
        on: addDays(today, -Math.floor(random() * 28)),
        source: 'operator_list',
        list: null,
      })
      map.set('contact', { phones: random() < 0.9 ? 1 : 0, email: false, toRepair: false })
      map.set('known', pick(known.options))
      map.set(
        'at',
        stage === 'received'
          ? { stage, lane: null, officer: null, rank: 'a0' }
          : { stage, lane: lane.id, officer: pick([null, ...lane.officers]), rank: 'a0' },
      )
    }
  })
  return ids
}
