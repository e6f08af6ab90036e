import { expect, test } from 'vitest'
import { lifeOf } from '#server/demo/life.ts'
import { toInstant } from '#server/demo/calendar.ts'
import { createRandom } from '#server/demo/random.ts'
import type { Crew, Step } from '#server/demo/step.ts'
import { addDays, day, weekday } from '#shared/domain/day.ts'
import { restOn } from '#shared/domain/holidays.ts'
import { cardId, laneId, numberId, partnerId, userId } from '#shared/domain/ids.ts'
import { stages } from '#shared/domain/stages.ts'
import { templates } from '#shared/domain/templates.ts'

const lane = laneId.parse('lane-nord')
const officer = userId.parse('officer-1')
const crew: Crew = {
  template: 'mission_locale',
  settings: templates.mission_locale,
  coordinator: userId.parse('coordinator-1'),
  lanes: [
    {
      lane,
      postCodes: ['75018'],
      manager: userId.parse('manager-1'),
      officers: [{ id: officer, quota: 12 }],
    },
  ],
  outreach: partnerId.parse('partner-prij'),
  partners: [partnerId.parse('partner-cio')],
}
const receivedOn = day.parse('2026-10-15')
const random = createRandom('lives of this test')
const lives = Array.from({ length: 800 }, () =>
  lifeOf(
    {
      id: cardId.parse('card-1'),
      receivedOn,
      postCode: '75018',
      minor: false,
      hasWish: false,
      numbers: [numberId.parse('number-1')],
      leftToDispatch: false,
    },
    crew,
    random,
  ),
)

test('a life goes forward: no act comes before the one it follows from', () => {
  for (const steps of lives) {
    const moments = steps.map((step) => toInstant(step).getTime())
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
  }
})

test('nobody works on a Sunday, a Saturday or a public holiday', () => {
  for (const { on } of lives.flat()) {
    expect(weekday(on)).toBeLessThan(5)
    expect(restOn(on)).toBeNull()
  }
})

test('[S3] every place beyond received has its lane, and its officer once somebody calls', () => {
  const places = lives.flat().map((step) => step.place)
  expect(new Set(places.map((place) => place?.lane))).toEqual(new Set([undefined, lane]))
  const called = lives.filter((steps) => steps.some((step) => step.attempt))
  expect(called.length).toBeGreaterThan(700)
  for (const steps of called) {
    const calling = steps.findIndex((step) => step.attempt)
    const held = steps.slice(0, calling).findLast((step) => step.place)
    expect(held?.place?.officer).toBe(officer)
  }
})

test('lives pass through every stage, and only the coordinator ticks the checks [P6]', () => {
  const passed = new Set(lives.flat().flatMap(({ place }) => (place ? [place.stage] : [])))
  expect(passed).toEqual(new Set(stages))
  const ticks = lives.flat().filter((step) => step.values?.imiloVerified ?? step.values?.rioEntered)
  expect(ticks.length).toBeGreaterThan(100)
  for (const step of ticks) expect(step.by).toBe(crew.coordinator)
})

test('[A2] calls of those who never answer are on several days and in several day-parts', () => {
  const exhausted = lives.filter((steps) =>
    steps.some((step) => step.values?.notReached?.reason === 'policy_exhausted'),
  )
  expect(exhausted.length).toBeGreaterThan(60)
  for (const steps of exhausted) {
    const calls = steps.filter((step: Step) => step.attempt?.channel === 'phone')
    const parts = new Set(calls.map(({ minute }) => (minute < 720 ? 0 : minute < 1020 ? 1 : 2)))
    expect(new Set(calls.map((step) => step.on)).size).toBeGreaterThan(1)
    expect(parts.size).toBeGreaterThan(1)
  }
})

test('an instant follows the clock of Paris through the change of hour', () => {
  const noon = { minute: 720 }
  expect(toInstant({ on: day.parse('2026-10-23'), ...noon }).toISOString()).toBe(
    '2026-10-23T10:00:00.000Z',
  )
  expect(toInstant({ on: addDays(day.parse('2026-10-23'), 3), ...noon }).toISOString()).toBe(
    '2026-10-26T11:00:00.000Z',
  )
})
