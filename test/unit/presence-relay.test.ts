import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { boardOf, campaignId, userId } from '#shared/domain/ids.ts'
import { createLog } from '#server/log.ts'
import {
  openPresenceRelay,
  type PresenceRelay,
  type RelayedEntry,
  type RelayListener,
} from '#server/sync/presence-relay.ts'
import type { Signals } from '#server/sync/signals.ts'

const document = boardOf(campaignId.parse('camp01'))
const log = createLog('silent')

/** Both processes on one wire; `slow` keeps words back until they are let go. */
let wire: { words: string[]; listeners: ((text: string) => void)[]; held: (() => void)[] | null }
const signals: Signals = {
  async listen(_, onWord) {
    wire.listeners.push(onWord)
  },
  async send(_, text) {
    if (wire.held) await new Promise<void>((resolve) => wire.held?.push(resolve))
    wire.words.push(text)
    for (const hear of wire.listeners) hear(text)
  },
  async close() {},
}

interface Heard {
  readonly relay: PresenceRelay
  readonly entries: Map<number, RelayedEntry>
  readonly forgotten: string[]
  readonly asked: (readonly string[] | null)[]
}

async function start(process: string): Promise<Heard> {
  const entries = new Map<number, RelayedEntry>()
  const forgotten: string[] = []
  const asked: (readonly string[] | null)[] = []
  const listener: RelayListener = {
    hear: (_document, _process, said) => {
      for (const one of said) entries.set(one.clientId, one)
    },
    tellAll: (documents) => asked.push(documents),
    forget: (gone) => forgotten.push(gone),
  }
  const relay = await openPresenceRelay({ signals, log, process }, listener)
  return { relay, entries, forgotten, asked }
}

const entryOf = (clientId: number, clock = 1): RelayedEntry => {
  const user = { id: userId.parse(`user_${clientId}`), name: 'Éléonore de La Tour-d’Auvergne' }
  return { clientId, clock, boundAt: 0, user, state: { editing: 'é'.repeat(40), idle: false } }
}

let here: Heard
let there: Heard
beforeEach(async () => {
  vi.useFakeTimers()
  wire = { words: [], listeners: [], held: null }
  here = await start('here')
  there = await start('there')
})
afterEach(() => {
  here.relay.close()
  there.relay.close()
  vi.useRealTimers()
})

test('[G10.3] nothing is said where no other process runs', async () => {
  here.relay.tell(document, [entryOf(2)])
  here.relay.ask(document)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(wire.words).toEqual([])
})

test('[G8] [G10.3] a crowd is told in payloads that PostgreSQL takes, all of it, and nobody hears themselves', async () => {
  here.relay.setPeers(['there'])
  for (let id = 2; id < 302; id += 1) here.relay.tell(document, [entryOf(id)])
  await vi.advanceTimersByTimeAsync(50)
  expect(there.entries.size).toBe(300)
  expect(there.entries.get(77)).toEqual(entryOf(77))
  expect(here.entries.size).toBe(0)
  expect(wire.words.length).toBeGreaterThan(5)
  for (const text of wire.words) expect(Buffer.byteLength(text)).toBeLessThan(8_000)
})

test('[G10.3] while the database is slow, only the latest of each waits', async () => {
  here.relay.setPeers(['there'])
  wire.held = []
  here.relay.tell(document, [entryOf(2)])
  await vi.advanceTimersByTimeAsync(50)
  for (let clock = 2; clock <= 500; clock += 1) here.relay.tell(document, [entryOf(2, clock)])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(wire.words).toEqual([])
  const { held } = wire
  wire.held = null
  for (const letGo of held) letGo()
  await vi.advanceTimersByTimeAsync(100)
  expect(wire.words).toHaveLength(2)
  expect(there.entries.get(2)?.clock).toBe(500)
})

test('[G8] [G10.3] who opens a document asks, who comes is told all, who dies is forgotten', async () => {
  here.relay.setPeers(['there'])
  expect(here.asked).toEqual([null])
  here.relay.ask(document)
  await vi.advanceTimersByTimeAsync(50)
  expect(there.asked).toEqual([[document]])
  here.relay.setPeers([])
  expect(here.forgotten).toEqual(['there'])
})

test('[G10.3] what is no word of ours is not understood, and harms nothing', () => {
  for (const text of ['', '{', '[]', '{"from":"x","asks":[],"shown":[["board/camp01",{}]]}']) {
    for (const hear of wire.listeners) hear(text)
  }
  expect(there.entries.size).toBe(0)
})
