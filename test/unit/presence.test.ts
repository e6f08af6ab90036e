import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Connection } from '#server/sync/connection.ts'
import { createPresence } from '#server/sync/presence.ts'
import { readFrame } from '#server/sync/protocol.ts'
import { userId } from '#shared/domain/ids.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function aConnection(clientId: number) {
  const frames: Uint8Array[] = []
  const sendLive = (frame: Uint8Array) => {
    frames.push(frame)
    return false
  }
  const user = { id: userId.parse('u_someone'), name: 'Someone' }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what presence uses of a connection
  return { connection: { clientId, user, sendLive } as unknown as Connection, frames }
}

/** The clocks under which somebody else is told of three states, in a room that is opened for it. */
function clocksTold(): number[] {
  const [author, reader] = [aConnection(7), aConnection(8)]
  const presence = createPresence(new Set([author.connection, reader.connection]))
  for (const idle of [true, false, true]) {
    presence.show(author.connection, [{ clientId: 7, clock: 1, state: JSON.stringify({ idle }) }])
    vi.advanceTimersByTime(100)
  }
  presence.close()
  return reader.frames.flatMap((frame) => {
    const message = readFrame(frame)
    return message.kind === 'presence' ? message.entries.map((entry) => entry.clock) : []
  })
}

test('[W1] who was seen before a restart is seen after it: clocks of presence only grow', () => {
  const clocks = [...clocksTold(), ...clocksTold()]
  expect(clocks).toHaveLength(6)
  expect(clocks).toEqual(clocks.toSorted((a, b) => a - b))
  expect(new Set(clocks).size).toBe(6)
})
