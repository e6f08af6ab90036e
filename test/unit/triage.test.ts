import { describe, expect, test } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { laneId, userId } from '#shared/domain/ids.ts'
import { flagsOf, isToTriage, isWaiting, minutesLeft } from '#shared/domain/triage.ts'
import { knownAs } from '#server/triage/known-as.ts'
import { seal, unseal } from '#server/triage/seal.ts'

const on = day.parse('2026-04-13')
const signed = { by: userId.parse('u_coord'), on }
const received = { stage: 'received', lane: null, officer: null, rank: 'a0' } as const

describe('what waits', () => {
  test('[2] a card in “À répartir”, also one that was sent back; not one that has a lane or is closed', () => {
    const closed = { situation: 'duplicate', ...signed } as const
    const lane = laneId.parse('lane_north')
    expect(isWaiting({ at: received, closed: null })).toBe(true)
    expect(isWaiting({ at: { ...received, lane }, closed: null })).toBe(false)
    expect(isWaiting({ at: received, closed })).toBe(false)
  })
  test('[2] set aside it waits, and is not to be sorted', () => {
    const setAside = { reason: 'address', ...signed } as const
    expect(isToTriage({ at: received, closed: null, setAside: null })).toBe(true)
    expect(isToTriage({ at: received, closed: null, setAside })).toBe(false)
  })
  test('[2] what deserves a second look is flagged', () => {
    const plain = { setAside: null, sentBack: null }
    const contact = { phones: 1, email: false, toRepair: false }
    expect(flagsOf({ ...plain, contact }, false)).toEqual([])
    expect(flagsOf({ ...plain, contact: { ...contact, phones: 0 } }, true)).toEqual([
      'duplicate',
      'no_contact',
    ])
    const repair = { phones: 0, email: false, toRepair: true }
    expect(flagsOf({ ...plain, contact: repair }, false)).toEqual(['to_repair'])
    const sentBack = { reason: 'wrong_lane', ...signed } as const
    expect(flagsOf({ ...plain, sentBack, contact }, false)).toEqual(['sent_back'])
  })
})

const every = (seconds: number, times: number) =>
  Array.from({ length: times }, (_, n) => n * seconds * 1000)

describe('how long it will take', () => {
  test('[2] nobody has decided yet: a usual pace; nothing left: nothing', () => {
    expect(minutesLeft(42, [])).toBe(9)
    expect(minutesLeft(0, every(10, 5))).toBe(0)
    expect(minutesLeft(1, [])).toBe(1)
  })
  test('[2] the pace of the last decisions counts, a pause does not', () => {
    const quick = every(5, 40)
    expect(minutesLeft(60, quick)).toBeLessThan(minutesLeft(60, []))
    const paused = [...quick, 5 * 40_000 + 3_600_000]
    expect(minutesLeft(60, paused)).toBe(minutesLeft(60, quick))
  })
})

describe('what i-milo’s status makes of a youth', () => {
  test.each([
    ['Actif', null, 'known_active'],
    ['ACTIF', '2019-01-01', 'known_active'],
    ['En veille', '2026-04-01', 'known_inactive'],
    ['Fin d’accompagnement', null, 'known_inactive'],
    [null, '2026-01-10', 'known_active'],
    [null, '2025-08-10', 'known_inactive'],
    [null, null, 'known_inactive'],
  ])('[2] %s, last seen %s: %s', (status, last, known) => {
    expect(knownAs({ status, lastInterview: last === null ? null : day.parse(last) }, on)).toBe(
      known,
    )
  })
})

test('[P7] what is sealed is read again with its key, and with no other; altered, it is refused', () => {
  const key = new Uint8Array(32).fill(7)
  const sealed = seal([{ lastName: 'DIALLO' }], key)
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('DIALLO')
  expect(unseal(sealed, key)).toEqual([{ lastName: 'DIALLO' }])
  expect(() => unseal(sealed, new Uint8Array(32))).toThrow(/authenticate/)
  const altered = Uint8Array.from(sealed)
  altered[40] = (altered[40] ?? 0) ^ 1
  expect(() => unseal(altered, key)).toThrow(/authenticate/)
})
