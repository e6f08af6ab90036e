import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Registry } from 'prom-client'
import { userId } from '#shared/domain/ids.ts'
import { createAudience } from '#server/sync/audience.ts'
import { createConnection } from '#server/sync/connection.ts'
import { defaultLimits as limits } from '#server/sync/limits.ts'
import { createSyncMetrics } from '#server/sync/metrics.ts'
import { updateFrame } from '#server/sync/protocol.ts'
import { connectionParts, createFakeSocket } from '#test/support/fake-socket.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const frame = updateFrame(Uint8Array.of(0, 0))

function audienceOf(readers: number) {
  const connections = Array.from({ length: readers }, (_, i) => {
    const user = { id: userId.parse(`reader_${i}`), name: `Reader ${i}` }
    const identity = { user, session: 'session', lease: null }
    return createConnection(createFakeSocket(), identity, connectionParts({}, limits))
  })
  return createAudience(new Set(connections), {
    limits,
    metrics: createSyncMetrics(new Registry()),
  })
}

test('[G10.5] a team never waits for a frame to be worth sending', () => {
  const audience = audienceOf(100)
  audience.broadcast(frame, new Map())
  expect(audience.restMs()).toBe(0)
})

test('[G10.5] where hundreds read, changes that follow each other are gathered; one after a pause is not held', () => {
  const audience = audienceOf(300)
  expect(audience.restMs()).toBe(0)
  audience.broadcast(frame, new Map())
  expect(audience.restMs()).toBe(60)
  vi.advanceTimersByTime(45)
  expect(audience.restMs()).toBe(15)
  vi.advanceTimersByTime(15)
  expect(audience.restMs()).toBe(0)
})

test('[G10.5] however many read, nothing is held for longer than a tenth of a second', () => {
  const audience = audienceOf(2_000)
  audience.broadcast(frame, new Map())
  expect(audience.restMs()).toBe(100)
})
