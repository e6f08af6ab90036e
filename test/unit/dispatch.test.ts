import { readFileSync } from 'node:fs'
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { placesAtEnd } from '#shared/documents/dispatch.ts'
import { day } from '#shared/domain/day.ts'
import { findReferent, proposeDispatch, type Staff } from '#shared/domain/dispatch.ts'
import { handoverAfter } from '#shared/domain/handover.ts'
import { campaignId, laneId, userId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { listNamesOf, proposeLane } from '#shared/domain/sectors.ts'
import { laneNamed } from '#shared/domain/territories.ts'
import { fillBoard, lanesOfFixture } from '#test/support/board-fixture.ts'

const east = laneId.parse('lane_east')
const west = laneId.parse('lane_west')
const agnes = userId.parse('u_agnes')
const bruno = userId.parse('u_bruno')

const staff: Staff = {
  lanes: [
    {
      id: east,
      postCodes: ['75020', '75011', '93100'],
      officers: [{ id: agnes, name: 'Agnès Le Goff' }],
    },
    {
      id: west,
      postCodes: ['75016', '93100'],
      officers: [{ id: bruno, name: 'Bruno Castelli-Roze' }],
    },
    { id: laneId.parse('lane_past'), postCodes: ['75020'], officers: [], archived: true },
  ],
  pool: [],
}

const named = (...names: string[]) =>
  names.map((name, n) => ({ id: laneId.parse(`lane_${n}0`), names: [name] }))

describe('sector of a post code', () => {
  test.each([
    ['75020', { kind: 'lane', lane: east, why: 'post-code' }],
    [' 75011 ', { kind: 'lane', lane: east, why: 'post-code' }],
    // The two codes of the sixteenth arrondissement.
    ['75116', { kind: 'lane', lane: west, why: 'post-code' }],
    ['93100', { kind: 'several', lanes: [east, west] }],
    ['13001', { kind: 'none', why: 'nobody-serves-it' }],
    ['', { kind: 'none', why: 'no-post-code' }],
    [null, { kind: 'none', why: 'no-post-code' }],
  ])('[3] %s', (postCode, expected) => {
    expect(proposeLane({ territory: null, postCode }, staff.lanes)).toEqual(expected)
  })
  test('[3] one open lane serves everybody, and an archived one nobody', () => {
    const [first, , past] = staff.lanes
    expect(
      proposeLane(
        { territory: null, postCode: null },
        [first, past].filter((one) => one !== undefined),
      ),
    ).toEqual({
      kind: 'lane',
      lane: east,
      why: 'only-lane',
    })
  })
})

describe('PSAD that a list names', () => {
  const psads = named(
    'PSAD Marseille Nord',
    'PSAD Marseille Centre et Sud',
    'PSAD Marseille Est – Aubagne',
    'PSAD Pays d’Aix',
    'PSAD Étang de Berre – Arles',
  )
  test.each([
    ['PSAD MARSEILLE NORD', 'lane_00'],
    ['PSAD MARSEILLE-NORD', 'lane_00'],
    ['psad nord marseille', 'lane_00'],
    ['PSAD MARSEILLE CENTRE SUD', 'lane_10'],
    ['PSAD MARSEILLE EST - AUBAGNE', 'lane_20'],
    ['PSAD AUBAGNE', 'lane_20'],
    ["PSAD PAYS D'AIX", 'lane_30'],
    ['PSAD AIX', 'lane_30'],
    ['PSAD ETANG DE BERRE', 'lane_40'],
    // Several, none, or nothing said.
    ['PSAD MARSEILLE', null],
    ['PSAD TOULON', null],
    ['PSAD MARSEILLE NORD TOULON', null],
    ['PSAD', null],
    ['', null],
    [null, null],
  ])('[3] %s', (territory, lane) => {
    expect(laneNamed(territory, psads)).toBe(lane)
  })
  test('[3] the very name goes before one that has it in it, and another writing counts as the name', () => {
    expect(laneNamed('PSAD Est', named('Est', 'Nord-Est'))).toBe('lane_00')
    const [first] = psads
    const littoral = psads.map((lane) =>
      lane === first ? { ...lane, names: [...lane.names, 'PSAD LITTORAL 13'] } : lane,
    )
    expect(laneNamed('PSAD LITTORAL 13', psads)).toBeNull()
    expect(laneNamed('PSAD LITTORAL 13', littoral)).toBe('lane_00')
  })
  test('[3] every writing of the SIEI list of November finds its PSAD, as the structure of the platform says', () => {
    const lists = readFileSync('test/fixtures/lists/siei_2019-11.csv', 'utf8').split('\r\n')
    const at = lists[0]?.split(';').indexOf('PSAD') ?? -1
    const written = new Set(lists.slice(1).flatMap((line) => line.split(';')[at] ?? []))
    const found = Object.fromEntries(
      [...written].map((name) => [
        name,
        psads.findIndex((one) => one.id === laneNamed(name, psads)),
      ]),
    )
    expect(found).toEqual({
      'PSAD MARSEILLE NORD': 0,
      'PSAD MARSEILLE-NORD': 0,
      'PSAD MARSEILLE CENTRE ET SUD': 1,
      'PSAD MARSEILLE CENTRE SUD': 1,
      'PSAD MARSEILLE EST - AUBAGNE': 2,
      'PSAD AUBAGNE': 2,
      "PSAD PAYS D'AIX": 3,
      'PSAD AIX': 3,
      'PSAD ETANG DE BERRE - ARLES': 4,
      'PSAD ETANG DE BERRE': 4,
      '': -1,
    })
  })
  test('[3] goes before the post code, on the platform alone; an archived PSAD takes nobody', () => {
    const youth = { territory: 'PSAD OUEST', postCode: '75020' }
    const lanes = (template: 'platform' | 'mission_locale', archived = false) =>
      staff.lanes.map((lane) =>
        Object.assign({}, lane, {
          names: listNamesOf({ name: lane.id === west ? 'Ouest' : 'Est' }, template),
          archived: lane.archived === true || (archived && lane.id === west),
        }),
      )
    const byCode = { kind: 'lane', lane: east, why: 'post-code' }
    expect(proposeLane(youth, lanes('platform'))).toEqual({
      kind: 'lane',
      lane: west,
      why: 'territory',
    })
    expect(proposeLane(youth, lanes('mission_locale'))).toEqual(byCode)
    const third = { id: laneId.parse('lane_third'), postCodes: [], officers: [] }
    expect(proposeLane(youth, [...lanes('platform', true), third])).toEqual(byCode)
  })
})

describe('référent of a known youth', () => {
  test.each([
    ['LE GOFF Agnes', { kind: 'here', officer: agnes, lane: east }],
    ['CASTELLI-ROZE Bruno', { kind: 'here', officer: bruno, lane: west }],
    ['KOWALSKI Paul', { kind: 'left' }],
    ['', { kind: 'left' }],
  ])('[3] %s', (name, expected) => {
    expect(findReferent(name, staff)).toEqual(expected)
  })
  test('[3] two people of one name are for a person to tell apart', () => {
    const twice = { ...staff, pool: [{ id: userId.parse('u_other'), name: 'Agnès LE GOFF' }] }
    expect(findReferent('Le Goff Agnès', twice)).toEqual({ kind: 'several' })
  })
})

describe('where triage sends a card', () => {
  test('[3] a known youth goes to the référent, in the référent’s lane and not in that of the address', () => {
    const youth = {
      known: 'known_active',
      referent: bruno,
      postCode: '75020',
      territory: null,
    } as const
    expect(proposeDispatch(youth, staff)).toEqual({
      kind: 'to',
      at: { stage: 'dispatched', lane: west, officer: bruno },
      why: 'referent',
    })
  })
  test('[3] a known youth whose référent has left goes to the RS of the sector', () => {
    const youth = {
      known: 'known_inactive',
      referent: userId.parse('u_gone0'),
      postCode: '75020',
      territory: null,
    }
    expect(proposeDispatch({ ...youth, known: 'known_inactive' }, staff)).toEqual({
      kind: 'to',
      at: { stage: 'received', lane: east, officer: null },
      why: 'referent-left',
    })
  })
  test('[3] an unknown youth goes to the RS of the sector, whatever référent a mistake has left on the card', () => {
    const youth = { known: 'unknown', referent: bruno, postCode: '75020', territory: null } as const
    expect(proposeDispatch(youth, staff)).toEqual({
      kind: 'to',
      at: { stage: 'received', lane: east, officer: null },
      why: 'post-code',
    })
  })
  test('[3] where two sectors serve a place, a person chooses', () => {
    const youth = { known: 'unknown', referent: null, postCode: '93100', territory: null } as const
    expect(proposeDispatch(youth, staff)).toEqual({
      kind: 'choose',
      sector: { kind: 'several', lanes: [east, west] },
    })
  })
  test('[3] on the platform the référent is of the pool, and the lane that of the address', () => {
    const pool = { lanes: staff.lanes, pool: [{ id: userId.parse('u_cdis'), name: 'Ida Cdis' }] }
    const youth = {
      known: 'known_active',
      referent: userId.parse('u_cdis'),
      postCode: '75020',
      territory: null,
    }
    expect(proposeDispatch({ ...youth, known: 'known_active' }, pool)).toMatchObject({
      at: { stage: 'dispatched', lane: east, officer: 'u_cdis' },
    })
  })
  test('[S2] several cards go to the end of their cells, in their order', () => {
    const doc = new Y.Doc()
    const [first, second, third] = fillBoard(doc, { cards: 40, seed: 4 })
    const lane = lanesOfFixture[0]?.id ?? east
    if (!first || !second || !third) throw new Error('The board has cards.')
    const at = { stage: 'received', lane, officer: null } as const
    const places = placesAtEnd(doc, [
      { card: third, at },
      { card: first, at },
      { card: second, at: { ...at, lane: null } },
    ])
    expect(places.map(({ card, to }) => [card, to.lane])).toEqual([
      [third, lane],
      [first, lane],
      [second, null],
    ])
    const [a, b] = places
    expect((a?.to.rank ?? '') < (b?.to.rank ?? '')).toBe(true)
  })
})

describe('hand-over', () => {
  const today = day.parse('2026-11-24')
  const at: Place = { stage: 'dispatched', lane: east, officer: agnes, rank: 'a0' }
  const manager = (lane: typeof east): Actor => ({
    user: userId.parse(`rs_of_${lane}`),
    campaign: campaignId.parse('camp01'),
    role: 'manager',
    lanes: [lane],
    template: 'mission_locale',
  })
  const given = { from: east, to: west, by: userId.parse('rs_of_lane_east'), on: today }

  test('[P3] a manager who sends a card to another lane hands it over', () => {
    const by = { actor: manager(east), today }
    expect(handoverAfter({ at, handover: null }, { lane: west, officer: null }, by)).toEqual(given)
  })
  test('[P3] giving it to an officer of the other lane accepts it', () => {
    const card = { at: { ...at, lane: west, officer: null }, handover: given }
    const by = { actor: manager(west), today }
    expect(handoverAfter(card, { lane: west, officer: bruno }, by)).toBeNull()
    expect(handoverAfter(card, { lane: west, officer: null }, by)).toEqual(given)
  })
  test('[P3] sending it back where it came from returns it, and is no new hand-over', () => {
    const card = { at: { ...at, lane: west, officer: null }, handover: given }
    const by = { actor: manager(west), today }
    expect(handoverAfter(card, { lane: east, officer: null }, by)).toBeNull()
  })
  test('[P2] a coordinator decides: nothing is left to accept', () => {
    const actor = { ...manager(east), role: 'coordinator', lanes: [] } as const
    expect(
      handoverAfter({ at, handover: null }, { lane: west, officer: null }, { actor, today }),
    ).toBeNull()
  })
})
