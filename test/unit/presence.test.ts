import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { must } from '#shared/assert.ts'
import { cardId, userId } from '#shared/domain/ids.ts'
import { createConnection, type Connection } from '#server/sync/connection.ts'
import { createPresence, type RoomPresence } from '#server/sync/presence.ts'
import type { RelayedEntry } from '#server/sync/presence-relay.ts'
import { readFrame, type PresenceEntry } from '#server/sync/protocol.ts'
import { connectionParts, createFakeSocket, type FakeSocket } from '#test/support/fake-socket.ts'

interface Person {
  readonly connection: Connection
  readonly socket: FakeSocket
  /** Presence frames that arrived, each as its entries with their state parsed. */
  heard(): { clientId: number; clock: number; state: unknown }[][]
}

let connections: Set<Connection>
let presence: RoomPresence
let told: RelayedEntry[]

beforeEach(() => {
  vi.useFakeTimers()
  connections = new Set()
  told = []
  presence = createPresence(connections, (entries) => told.push(...entries))
})
afterEach(() => {
  presence.close()
  vi.useRealTimers()
})

function enter(clientId: number | null): Person {
  const socket = createFakeSocket()
  const connection = createConnection(
    socket,
    {
      user: { id: userId.parse(`user_${clientId ?? 0}`), name: `Name ${clientId}` },
      session: 'session',
      lease: clientId === null ? null : aLease(clientId),
    },
    connectionParts({ present: (...shown) => presence.show(...shown) }),
  )
  connections.add(connection)
  connection.goLive()
  return {
    connection,
    socket,
    heard: () =>
      socket.sent.map(readFrame).flatMap((frame) =>
        frame.kind === 'presence'
          ? [
              frame.entries.map((entry) => {
                return { ...entry, state: JSON.parse(entry.state) as unknown }
              }),
            ]
          : [],
      ),
  }
}

const aLease = (clientId: number) => {
  return { clientId, fence: 1, holder: String(clientId), boundAt: 0, tookOver: false }
}

const entry = (clientId: number, state: unknown, clock = 1): PresenceEntry => {
  return { clientId, clock, state: JSON.stringify(state) }
}

test('[G10] [W1] a state is shown to the others under the name of its session, whatever name it claims', () => {
  const [author, colleague] = [enter(2), enter(3)]
  presence.show(author.connection, [
    entry(2, { card: 'card_001', user: { id: 'u_boss', name: 'The boss' } }),
  ])
  vi.advanceTimersByTime(100)
  expect(colleague.heard()).toMatchObject([
    [{ clientId: 2, state: { card: 'card_001', user: { id: 'user_2', name: 'Name 2' } } }],
  ])
  expect(author.heard()).toEqual([])
})

test('[G10] entries for other ids are dropped, and a reader without an id shows nothing', () => {
  const [author, colleague, reader] = [enter(2), enter(3), enter(null)]
  presence.show(author.connection, [entry(3, { card: 'card_001' })])
  presence.show(reader.connection, [entry(2, { card: 'card_001' }), entry(9, {})])
  vi.advanceTimersByTime(1_000)
  for (const one of [author, colleague, reader]) expect(one.heard()).toEqual([])
  presence.show(author.connection, [entry(3, null), entry(2, { card: 'card_002' }), entry(4, {})])
  vi.advanceTimersByTime(100)
  expect(
    colleague
      .heard()
      .flat()
      .map((one) => one.clientId),
  ).toEqual([2])
})

test('[G10] what is no state, or too large a one, shows nothing', () => {
  const [author, colleague] = [enter(2), enter(3)]
  presence.show(author.connection, [{ clientId: 2, clock: 1, state: '{"card":' }])
  presence.show(author.connection, [entry(2, { card: 7 })])
  presence.show(author.connection, [entry(2, { card: null, more: 'x'.repeat(2_000) })])
  vi.advanceTimersByTime(1_000)
  expect(colleague.heard()).toEqual([])
})

test('[G10] [W1] a hundred movements in a second are ten frames, and the last one arrives', () => {
  const [author, colleague] = [enter(2), enter(3)]
  for (let i = 0; i < 100; i += 1) {
    presence.show(author.connection, [entry(2, { card: `card_${i}` }, i)])
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(100)
  expect(colleague.heard().length).toBeLessThanOrEqual(11)
  expect(colleague.heard().length).toBeGreaterThanOrEqual(9)
  expect(colleague.heard().at(-1)).toMatchObject([{ state: { card: 'card_99' } }])
  const clocks = colleague
    .heard()
    .flat()
    .map((one) => one.clock)
  expect(clocks).toEqual(clocks.toSorted((a, b) => a - b))
})

test('[G10] [W1] a drag that nobody ends is forgotten after ten seconds, even where it is said again', () => {
  const [author, colleague] = [enter(2), enter(3)]
  const drag = { card: 'card_001', over: { stage: 'dispatched', lane: null } }
  const dragsHeard = () =>
    colleague
      .heard()
      .flatMap((entries) =>
        entries.map(({ state }) => z.object({ drag: z.unknown() }).parse(state).drag),
      )
  presence.show(author.connection, [entry(2, { drag })])
  vi.advanceTimersByTime(9_000)
  presence.show(author.connection, [entry(2, { drag })])
  vi.advanceTimersByTime(500)
  expect(dragsHeard()).toEqual([drag, drag])
  vi.advanceTimersByTime(2_000)
  expect(dragsHeard()).toEqual([drag, drag, null])
})

test('[G10.3] [W1] a drag that gives a beat every few seconds is held as long, and forgotten ten seconds after the last', () => {
  const [author, colleague] = [enter(2), enter(3)]
  const lastHeard = () => {
    const { state } = must(colleague.heard().flat().at(-1), 'something was heard')
    return z.object({ drag: z.unknown() }).parse(state).drag
  }
  const drag = { card: 'card_001', over: null }
  for (let beat = 0; beat < 20; beat += 1) {
    presence.show(author.connection, [entry(2, { drag: { ...drag, beat } })])
    vi.advanceTimersByTime(3_000)
    expect(lastHeard()).toEqual({ ...drag, beat })
  }
  vi.advanceTimersByTime(9_000)
  expect(lastHeard()).toBeNull()
  // The last word of it, said again, is no beat; a new one is.
  presence.show(author.connection, [entry(2, { drag: { ...drag, beat: 19 } })])
  vi.advanceTimersByTime(200)
  expect(lastHeard()).toBeNull()
  presence.show(author.connection, [entry(2, { drag: { ...drag, beat: 20 } })])
  vi.advanceTimersByTime(200)
  expect(lastHeard()).toEqual({ ...drag, beat: 20 })
})

test('[G10] [W1] who leaves is gone for the others at the next frame, and for who comes later', () => {
  const [author, colleague] = [enter(2), enter(3)]
  presence.show(author.connection, [entry(2, { card: 'card_001' })])
  vi.advanceTimersByTime(100)
  connections.delete(author.connection)
  presence.leave(author.connection)
  vi.advanceTimersByTime(100)
  expect(colleague.heard().at(-1)).toMatchObject([{ clientId: 2, state: null }])
  const late = enter(4)
  presence.introduce(late.connection)
  expect(late.heard()).toEqual([])
})

test('[G10] [W1] who comes later is told of everybody but themselves', () => {
  const [author, colleague] = [enter(2), enter(3)]
  presence.show(author.connection, [entry(2, { card: 'card_001' })])
  presence.show(colleague.connection, [entry(3, { card: 'card_002' })])
  presence.introduce(colleague.connection)
  expect(colleague.heard()).toMatchObject([[{ clientId: 2 }]])
})

test('[G4] [G10] the end of a socket that was replaced leaves the state of the newer one', () => {
  const [old, colleague] = [enter(2), enter(3)]
  presence.show(old.connection, [entry(2, { card: 'card_001' })])
  const newer = enter(2)
  presence.show(newer.connection, [entry(2, { card: 'card_002' })])
  connections.delete(old.connection)
  presence.leave(old.connection)
  vi.advanceTimersByTime(100)
  expect(colleague.heard().at(-1)).toMatchObject([{ clientId: 2, state: { card: 'card_002' } }])
})

test('[G10] a state that nobody changes is repeated before receivers forget it, which they do after 30 s', () => {
  const [author, colleague] = [enter(2), enter(3)]
  presence.show(author.connection, [entry(2, { card: 'card_001' })])
  vi.advanceTimersByTime(46_000)
  expect(colleague.heard().length).toBe(4)
})

test('[G10] [W1] a plain client is shown under its lease, and what it repeats of others stays theirs', () => {
  const [author, plain, reader] = [enter(2), enter(3), enter(4)]
  presence.show(author.connection, [entry(2, { idle: true })])
  vi.advanceTimersByTime(100)
  presence.show(plain.connection, [entry(2, { idle: false }, 9)])
  vi.advanceTimersByTime(1_000)
  expect(reader.heard()).toHaveLength(1)
  presence.show(plain.connection, [entry(3_119_559_272, { card: 'card_001' })])
  vi.advanceTimersByTime(100)
  expect(reader.heard().at(-1)).toMatchObject([
    { clientId: 3, state: { card: 'card_001', user: { id: 'user_3' } } },
  ])
})

test('[W1] who was seen before a restart is seen after it: clocks go on above those of the room before', () => {
  const clocks = ['before', 'after'].map(() => {
    const [author, colleague] = [enter(2), enter(3)]
    for (const idle of [true, false, true]) {
      presence.show(author.connection, [entry(2, { idle })])
      vi.advanceTimersByTime(100)
    }
    presence.close()
    connections = new Set()
    presence = createPresence(connections, (entries) => told.push(...entries))
    return colleague
      .heard()
      .flat()
      .map((one) => one.clock)
  })
  const [before = [], after = []] = clocks
  expect([before.length, after.length]).toEqual([3, 3])
  expect(Math.min(...after)).toBeGreaterThan(Math.max(...before))
})

const north = { id: userId.parse('user_9'), name: 'Name elsewhere' }
const elsewhere = (change: Partial<RelayedEntry> = {}): RelayedEntry => {
  return { clientId: 9, clock: 1, boundAt: 0, user: north, state: { idle: true }, ...change }
}
const heardOf9 = (person: Person) =>
  person
    .heard()
    .flat()
    .filter((one) => one.clientId === 9)

test('[G8] [G10.3] those whom another process serves are shown, repeated, and forgotten when it dies or says nothing', () => {
  const colleague = enter(3)
  presence.hear('other', [elsewhere()])
  vi.advanceTimersByTime(100)
  expect(heardOf9(colleague).at(-1)?.state).toEqual({ idle: true, user: north })
  const later = enter(4)
  presence.introduce(later.connection)
  expect(heardOf9(later)).toHaveLength(1)
  // What is told to one process is never told on: each speaks for its own sockets.
  expect(told).toEqual([])
  presence.forget('other')
  vi.advanceTimersByTime(100)
  expect(heardOf9(colleague).at(-1)?.state).toBeNull()

  presence.hear('silent', [elsewhere({ clock: 5 })])
  vi.advanceTimersByTime(30_000)
  expect(heardOf9(colleague).at(-1)?.state).toEqual({ idle: true, user: north })
  vi.advanceTimersByTime(15_000)
  expect(heardOf9(colleague).at(-1)?.state).toBeNull()
})

test('[G8] [G10.3] a drag of another process is forgotten after ten seconds, even where it is said again', () => {
  const colleague = enter(3)
  const drag = { card: cardId.parse('card_001'), over: null }
  for (let i = 0; i < 11; i += 1) {
    presence.hear('other', [elsewhere({ state: { drag } })])
    vi.advanceTimersByTime(1_000)
  }
  expect(heardOf9(colleague).at(-1)?.state).toEqual({ drag: null, user: north })
})

test('[G4] [G8] the newer socket of an id is shown, wherever the older one is still spoken for', () => {
  const colleague = enter(3)
  presence.hear('newer', [elsewhere({ boundAt: 2, state: { idle: false } })])
  presence.hear('older', [elsewhere({ boundAt: 1, clock: 50 })])
  // The end of the older one, which its own process notices a moment later, says nothing of the newer.
  presence.hear('older', [elsewhere({ boundAt: 1, clock: 51, state: null })])
  vi.advanceTimersByTime(100)
  const last = heardOf9(colleague).at(-1)
  expect(last?.state).toEqual({ idle: false, user: north })
  // Receivers drop what has a lower clock than they know.
  expect(last?.clock).toBeGreaterThan(51)
})

test('[G8] [G10.3] what is shown here is told under the name of the session; who closes the room takes their leave', () => {
  const author = enter(2)
  presence.show(author.connection, [entry(2, { idle: true, user: { id: 'x', name: 'Mallory' } })])
  vi.advanceTimersByTime(100)
  const user = { id: 'user_2', name: 'Name 2' }
  expect(told).toMatchObject([{ clientId: 2, boundAt: 0, user, state: { idle: true } }])
  presence.tellAll()
  expect(told.slice(1)).toMatchObject([{ clientId: 2, state: { idle: true } }])
  presence.close()
  expect(told.at(-1)).toMatchObject({ clientId: 2, state: null })
})
