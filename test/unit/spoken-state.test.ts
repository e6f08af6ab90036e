import { expect, test } from 'vitest'
import { spokenState, type Spoken } from '#client/board/spoken-state.ts'

type Now = Parameters<typeof spokenState>[1]

function heard(steps: readonly Now[]): Spoken[] {
  const all: Spoken[] = []
  let last: Spoken = null
  for (const step of steps) {
    const next = spokenState(last, step)
    if (next !== last && next !== null) all.push(next)
    last = next
  }
  return all
}

const away = (kind: 'offline' | 'reconnecting', unsent: number): Now => ({
  kind,
  unsent,
  slow: unsent > 0,
})
const live = (unsent: number, slow = false): Now => ({ kind: 'live', unsent, slow })

test('[W3] a quick save is not read out, a slow one is, with its end', () => {
  const connecting: Now = { kind: 'connecting', unsent: 0, slow: false }
  expect(heard([connecting, live(0), live(1), live(0), live(2), live(0)])).toEqual([])
  expect(
    heard([live(0), live(1), live(1, true), live(2, true), live(0), live(1), live(0)]),
  ).toEqual(['saving', 'saved'])
})

test('[W3] a cut is read out once, whatever waits behind it', () => {
  expect(
    heard([live(0), away('offline', 0), away('offline', 1), away('reconnecting', 1), live(0)]),
  ).toEqual(['offline', 'reconnecting'])
})
