import { describe, expect, test } from 'vitest'
import {
  anyReached,
  dayPartOf,
  missingFrom,
  type LocalAttempt,
} from '#shared/domain/attempt-policy.ts'
import { outcomes, type Outcome } from '#shared/domain/attempt.ts'
import { cardId, userId } from '#shared/domain/ids.ts'
import { templates } from '#shared/domain/templates.ts'
import { keysOf } from '#shared/keys.ts'

const policy = templates.mission_locale.attemptPolicy

/** An unanswered call at a local time of April 2020, when Paris was two hours before UTC. */
function aCall(date: number, time: string, more: Partial<LocalAttempt> = {}): LocalAttempt {
  const on = `2020-04-${String(date).padStart(2, '0')}`
  return {
    card: cardId.parse('card-1'),
    channel: 'phone',
    outcome: 'no_answer',
    at: `${on}T${time}:00+02:00`,
    by: userId.parse('somebody'),
    day: on,
    hour: Number(time.slice(0, 2)),
    ...more,
  }
}

describe('day-parts', () => {
  test.each([
    [8, null],
    [9, 'morning'],
    [11, 'morning'],
    [12, null],
    [13, null],
    [14, 'afternoon'],
    [16, 'afternoon'],
    [17, 'evening'],
    [18, 'evening'],
    [19, null],
  ])('[A2] %i h is %s', (hour, part) => {
    expect(dayPartOf(hour)).toBe(part)
  })
})

describe('what the policy still misses', () => {
  test('[S5] without any call, everything', () => {
    expect(missingFrom([], policy)).toEqual({ calls: 3, days: 2, dayParts: 2 })
  })
  test('[A2] three calls on two days and two day-parts are enough', () => {
    expect(
      missingFrom([aCall(6, '10:00'), aCall(6, '15:00'), aCall(7, '10:00')], policy),
    ).toBeNull()
  })
  test('[S5] three calls of one day miss a day', () => {
    const calls = [aCall(6, '09:00'), aCall(6, '14:00'), aCall(6, '18:30')]
    expect(missingFrom(calls, policy)).toEqual({ calls: 0, days: 1, dayParts: 0 })
  })
  test('[S5] three mornings miss a day-part', () => {
    const calls = [aCall(6, '09:00'), aCall(7, '09:00'), aCall(8, '09:00')]
    expect(missingFrom(calls, policy)).toEqual({ calls: 0, days: 0, dayParts: 1 })
  })
  test('[A2] calls less than four hours apart count as one', () => {
    const calls = [aCall(6, '10:00'), aCall(6, '10:05'), aCall(6, '13:59'), aCall(7, '15:00')]
    expect(missingFrom(calls, policy)).toEqual({ calls: 1, days: 0, dayParts: 0 })
    const waited = [aCall(6, '10:00'), aCall(6, '14:00'), aCall(7, '15:00')]
    expect(missingFrom(waited, policy)).toBeNull()
  })
  test('[A2] four hours count from the last call that counted, in whatever order they were written', () => {
    const calls = [aCall(7, '10:00'), aCall(6, '14:00'), aCall(6, '12:00'), aCall(6, '10:00')]
    expect(missingFrom(calls, policy)).toBeNull()
  })
  test('[A2] only the telephone counts', () => {
    const letters = [6, 7, 8].map((date) => aCall(date, '10:00', { channel: 'letter' }))
    expect(missingFrom(letters, policy)).toEqual({ calls: 3, days: 2, dayParts: 2 })
  })
  test('[A2] a campaign sets its own policy', () => {
    const light = { ...policy, calls: 1, days: 1, dayParts: 1 }
    expect(missingFrom([aCall(6, '10:00')], light)).toBeNull()
  })
})

test('[C1] only what reached the youth stops the clock', () => {
  const stopping = keysOf(outcomes).filter((outcome) =>
    anyReached([aCall(6, '10:00', { outcome })]),
  )
  const going: Outcome[] = [
    'no_answer',
    'busy',
    'message_left',
    'callback_requested',
    'third_party',
    'wrong_number',
    'out_of_service',
    'unreachable',
    'other',
  ]
  expect(new Set([...stopping, ...going])).toEqual(new Set(keysOf(outcomes)))
  expect(stopping.filter((outcome) => going.includes(outcome))).toEqual([])
  expect(anyReached([])).toBe(false)
})
