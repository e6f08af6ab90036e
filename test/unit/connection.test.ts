import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Registry } from 'prom-client'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { userId } from '#shared/domain/ids.ts'
import { createAudience, type Audience } from '#server/sync/audience.ts'
import { createConnection, type Connection, type ConnectionParts } from '#server/sync/connection.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { createSyncMetrics } from '#server/sync/metrics.ts'
import { questionFrame, readFrame, updateFrame } from '#server/sync/protocol.ts'
import { wireOf } from '#server/sync/wire.ts'
import { connectionParts, createFakeSocket } from '#test/support/fake-socket.ts'

const limits = { ...defaultLimits, bufferedBytes: 10_000, stuckMs: 10_000 }
let connections: Set<Connection>
let audience: Audience
let doc: Y.Doc

beforeEach(() => {
  vi.useFakeTimers()
  connections = new Set()
  audience = createAudience(connections, { limits, metrics: createSyncMetrics(new Registry()) })
  doc = new Y.Doc()
})
afterEach(() => vi.useRealTimers())

const tend = () => audience.tend((work) => work(doc))

function enter(isStuck: boolean, otherwise: Partial<ConnectionParts> = {}) {
  const socket = createFakeSocket({ isStuck })
  const write = vi.fn<() => void>()
  const answer = vi.fn<(one: Connection) => void>((one) => one.answered())
  const connection = createConnection(
    socket,
    { user: { id: userId.parse('user_0001'), name: 'Name' }, session: 'session', lease: null },
    { ...connectionParts({ answer, write, introduce: answer }, limits), ...otherwise },
  )
  connections.add(connection)
  connection.goLive()
  const replica = new Y.Doc()
  let applied = 0
  const read = () => {
    for (const frame of socket.sent.slice(applied).map(readFrame)) {
      if (frame.kind === 'update') Y.applyUpdate(replica, frame.bytes)
    }
    applied = socket.sent.length
    return replica.getMap('map').toJSON()
  }
  return { socket, connection, answer, write, read }
}

/** One change of about a thousand bytes, told to everybody. */
function change(n: number): void {
  const before = Y.encodeStateVector(doc)
  doc.getMap('map').set('key', `${n} ${'x'.repeat(1_000)}`)
  audience.broadcast(updateFrame(Y.encodeStateAsUpdate(doc, before)), Y.decodeStateVector(before))
}

test('13 [G10.2] who reads too slowly gets nothing live, one difference once the buffer is empty, and is live again', () => {
  const [slow, quick] = [enter(true), enter(false)]
  for (let n = 0; n < 100; n += 1) {
    change(n)
    vi.advanceTimersByTime(50)
    tend()
  }
  expect(slow.connection.state.kind).toBe('lagging')
  expect(slow.socket.bufferedAmount).toBeLessThan(limits.bufferedBytes + 2_000)
  expect(quick.socket.sent.length).toBe(100)
  expect(quick.read()).toEqual(doc.getMap('map').toJSON())
  const sent = slow.socket.sent.length
  slow.socket.bufferedAmount = 0
  tend()
  expect(slow.socket.sent.length).toBe(sent + 1)
  expect(slow.connection.state.kind).toBe('live')
  expect(slow.read()).toEqual(doc.getMap('map').toJSON())
})

test('[G10] who begins to lag between two frames of one commit, or while more is judged in memory, misses nothing', () => {
  const slow = enter(true)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const before = Y.decodeStateVector(Y.encodeStateVector(doc))
  // Both are in memory before the first is sent; a third is there and not kept yet.
  for (const key of ['first', 'second', 'third']) {
    doc.getMap('map').set(key, key + 'x'.repeat(limits.bufferedBytes))
  }
  const [first, second, third] = updates.map((update) => updateFrame(update))
  audience.broadcast(must(first, 'a frame'), before)
  expect(slow.connection.state.kind).toBe('lagging')
  audience.broadcast(must(second, 'a frame'), before)
  slow.socket.bufferedAmount = 0
  tend()
  audience.broadcast(must(third, 'a frame'), before)
  expect(slow.read()).toEqual(doc.getMap('map').toJSON())
})

test('13 [G10.2] a slow reader whose buffer does not shrink for ten seconds is closed with 1013, and nobody else', () => {
  const [slow, quick] = [enter(true), enter(false)]
  for (let n = 0; n < 12; n += 1) change(n)
  vi.advanceTimersByTime(9_900)
  tend()
  expect(slow.socket.closed).toBeNull()
  vi.advanceTimersByTime(200)
  tend()
  expect(slow.socket.closed).toBe(1013)
  expect(slow.socket.isTerminated).toBe(true)
  expect(quick.socket.closed).toBeNull()
  change(99)
  expect(quick.read()).toEqual(doc.getMap('map').toJSON())
})

test('[G10] a slow reader who goes on reading is not closed, however long it takes', () => {
  const slow = enter(true)
  for (let n = 0; n < 12; n += 1) change(n)
  for (let n = 0; n < 30; n += 1) {
    vi.advanceTimersByTime(5_000)
    slow.socket.bufferedAmount -= 200
    tend()
  }
  expect(slow.socket.closed).toBeNull()
  expect(slow.connection.state.kind).toBe('lagging')
})

test('[G10] a socket above its rate is not read until its bucket fills: nothing is lost, nobody closed', () => {
  const one = enter(false)
  const frame = Uint8Array.of(3) // who is there
  for (let n = 0; n < limits.burst; n += 1) one.connection.receive(frame)
  expect(one.socket.isPaused).toBe(false)
  // What the operating system had handed over already waits its turn.
  for (let n = 0; n < 50; n += 1) one.connection.receive(frame)
  expect(one.socket.isPaused).toBe(true)
  expect(one.answer).toHaveBeenCalledTimes(limits.burst + 1)
  vi.advanceTimersByTime(1_000)
  expect(one.answer).toHaveBeenCalledTimes(limits.burst + 50)
  expect(one.socket.isPaused).toBe(false)
  expect(one.socket.closed).toBeNull()
})

test('32 [T4] an unreadable frame closes with 4400', () => {
  const one = enter(false)
  one.connection.receive(Uint8Array.of(9, 9, 9))
  expect(one.socket.closed).toBe(4400)
})

test('[G4] [G10] a frame above the limit is read by nobody, and its sender told to start afresh', () => {
  const { socket, connection, answer } = enter(false)
  connection.receive(new Uint8Array(limits.frameBytes + 1))
  expect(answer).not.toHaveBeenCalled()
  expect(socket.closed).toBe(4409)
})

test('[G10] a state vector that no document of ours has is no question', () => {
  expect(readFrame(questionFrame(new Uint8Array(70_000)))).toEqual({ kind: 'unreadable' })
})

test('[G10] questions, each of which costs an encoding, slow their sender down sooner than frames do', () => {
  const [asker, writer] = [enter(false), enter(false)]
  for (let n = 0; n < 30; n += 1) {
    asker.connection.receive(questionFrame(Uint8Array.of(0)))
    writer.connection.receive(updateFrame(Uint8Array.of(0, 0)))
  }
  expect([asker.socket.isPaused, writer.socket.isPaused]).toEqual([true, false])
})

const aVector = Uint8Array.of(1, 7, 1)

test('[G10.2] who asks and does not read is answered until its buffer is full, then neither heard nor answered, and closed with 1013', () => {
  const { socket, connection, answer } = enter(true)
  answer.mockImplementation((one) => {
    one.send(Buffer.alloc(limits.bufferedBytes * 0.7))
    one.answered()
  })
  for (let n = 0; n < 10; n += 1) connection.receive(questionFrame(Uint8Array.of(0)))
  expect(answer).toHaveBeenCalledTimes(2)
  expect(socket.isPaused).toBe(true)
  expect(socket.bufferedAmount).toBeLessThanOrEqual(limits.bufferedBytes * 1.4)
  for (let ms = 0; ms < limits.stuckMs - 500; ms += 250) {
    vi.advanceTimersByTime(250)
    tend()
  }
  expect(answer).toHaveBeenCalledTimes(2)
  expect(socket.closed).toBeNull()
  for (let ms = 0; ms < 1_000; ms += 250) {
    vi.advanceTimersByTime(250)
    tend()
  }
  expect(socket.closed).toBe(1013)
  expect(socket.isTerminated).toBe(true)
})

test('[G10.2] who reads slowly is held, not closed: what shrinks is a sign of life, and every question is answered in the end', () => {
  const { socket, connection, answer } = enter(true)
  answer.mockImplementation((one) => {
    one.send(Buffer.alloc(2 * limits.bufferedBytes))
    one.answered()
  })
  for (let n = 0; n < 3; n += 1) connection.receive(questionFrame(Uint8Array.of(0)))
  expect(answer).toHaveBeenCalledTimes(1)
  const heardAt = connection.heardAt
  for (let ms = 0; ms < 120_000; ms += 250) {
    socket.bufferedAmount = Math.max(0, socket.bufferedAmount - 200)
    vi.advanceTimersByTime(250)
    tend()
  }
  expect(socket.closed).toBeNull()
  expect(connection.heardAt).toBeGreaterThan(heardAt)
  expect(answer).toHaveBeenCalledTimes(3)
  expect(socket.isPaused).toBe(false)
})

test('[G10.1] behind a question that is not answered yet nothing more is taken; with its answer the rest is, in order', () => {
  const { socket, connection, answer, write } = enter(false)
  answer.mockImplementation(() => {})
  connection.receive(questionFrame(aVector))
  connection.receive(updateFrame(Uint8Array.of(0, 0)))
  connection.receive(questionFrame(aVector))
  expect(answer).toHaveBeenCalledTimes(1)
  expect(write).not.toHaveBeenCalled()
  expect(socket.isPaused).toBe(true)
  connection.answered()
  expect(write).toHaveBeenCalledTimes(1)
  expect(answer).toHaveBeenCalledTimes(2)
  connection.answered()
  expect(socket.isPaused).toBe(false)
})

test('[G10.1] frames count by their bytes: a few large ones are as many small ones', () => {
  const { socket, connection, write } = enter(false)
  const large = updateFrame(new Uint8Array(limits.bytesPerToken * 100))
  for (let n = 0; n < 10; n += 1) connection.receive(large)
  // Its bucket holds four hundred, and the last of them may be larger than what is left.
  expect(write).toHaveBeenCalledTimes(4)
  expect(socket.isPaused).toBe(true)
  vi.advanceTimersByTime(10_000)
  expect(write).toHaveBeenCalledTimes(10)
  expect(socket.closed).toBeNull()
})

test('[G10.1] questions of one person with a past count together, over however many sockets', () => {
  const { questions } = connectionParts({}, limits)
  const sockets = Array.from({ length: 60 }, () => enter(false, { questions }))
  const other = enter(false)
  for (let n = 0; n < 10; n += 1) {
    for (const { connection } of sockets) connection.receive(questionFrame(aVector))
  }
  const asked = () => sockets.reduce((sum, one) => sum + one.answer.mock.calls.length, 0)
  expect(asked()).toBe(limits.questionBurst + 1)
  other.connection.receive(questionFrame(aVector))
  expect(other.answer).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_000)
  expect(asked()).toBeLessThanOrEqual(
    limits.questionBurst + limits.questionsPerSecond + sockets.length,
  )
  vi.advanceTimersByTime(60_000)
  expect(asked()).toBe(600)
})

test('[G10.2] what is said again soon is not said to a buffer that is full', () => {
  const { socket, connection } = enter(true)
  const wire = wireOf(new Uint8Array(limits.bufferedBytes / 2))
  for (let n = 0; n < 10; n += 1) connection.sendPassing(wire)
  expect(socket.sent).toHaveLength(3)
  socket.bufferedAmount = 0
  connection.sendPassing(wire)
  expect(socket.sent).toHaveLength(4)
})

test('[G10.2] once closed, what still waits of a connection is forgotten', () => {
  const { connection, answer } = enter(false)
  for (let n = 0; n < limits.burst + 10; n += 1) connection.receive(Uint8Array.of(3))
  connection.close(4401)
  vi.advanceTimersByTime(60_000)
  expect(answer).toHaveBeenCalledTimes(limits.burst + 1)
})
