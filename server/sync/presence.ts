// Who is here. The server owns it: a connection speaks for its own client id only, under the name of its session. [G10]
import { presenceState, type PresenceState, type StampedPresence } from '#shared/contracts/sync.ts'
import type { Connection } from './connection.ts'
import type { RelayedEntry } from './presence-relay.ts'
import { presenceFrame, type PresenceEntry } from './protocol.ts'
import { wireOf } from './wire.ts'

export interface RoomPresence {
  /** Takes what a connection shows of itself; entries of others are dropped without a word. */
  show(connection: Connection, entries: readonly PresenceEntry[]): void
  leave(connection: Connection): void
  /** Tells one connection of everybody else. */
  introduce(connection: Connection): void
  /** What sockets of another process show. */
  hear(process: string, entries: readonly RelayedEntry[]): void
  /** Says to the other processes all that is shown here. */
  tellAll(): void
  /** A process has died: its people are gone. */
  forget(process: string): void
  close(): void
}

/** At most ten frames a second; nothing shown for this long is repeated, because receivers forget after 30 s. */
const flushMs = 100
const repeatMs = 15_000
/** A drag without a beat. */
const dragMs = 10_000
/** Another process repeats what it shows; who was not heard of for this long has left without a word. */
const elsewhereMs = 40_000
/** Characters of one state. */
const stateSize = 2_000

interface Shown {
  readonly user: RelayedEntry['user']
  /** The socket here, or the name of the process that has it. */
  readonly from: Connection | string
  readonly boundAt: number
  readonly state: PresenceState
  /** The drag as it was last said, whether or not it is forgotten, and when it was first said so. */
  readonly dragSaid: string
  readonly draggedAt: number
  readonly heardAt: number
}

/** An entry to be sent. */
interface Change {
  readonly entry: Shown
  readonly hasLeft: boolean
}

export type TellElsewhere = (entries: readonly RelayedEntry[]) => void

/** `connections` are those of the room, live or not; `tellElsewhere` gets what they show. */
export function createPresence(
  connections: ReadonlySet<Connection>,
  tellElsewhere: TellElsewhere,
): RoomPresence {
  const shown = new Map<number, Shown>()
  const changed = new Map<number, Change>()
  const clocks = new Map<number, number>()
  let flushing: ReturnType<typeof setTimeout> | undefined
  const repeating = setInterval(repeat, repeatMs)
  repeating.unref()

  /** Receivers keep the clocks of ids when they move to another room or process: each is above all that were before. */
  function mark(clientId: number, entry: Shown, hasLeft = false): void {
    clocks.set(clientId, Math.max((clocks.get(clientId) ?? 0) + 1, Date.now()))
    changed.set(clientId, { entry, hasLeft })
    flushing ??= setTimeout(flush, flushMs)
  }

  function flush(): void {
    flushing = undefined
    const changes = [...changed]
    changed.clear()
    const entries = changes.map(([clientId, change]) => toEntry(clientId, change))
    tellOurs(changes)
    if (entries.length === 0) return
    const shared = wireOf(presenceFrame(entries))
    for (const connection of connections) {
      // A browser that is told of its own state takes an older one for its present one.
      const isTold = entries.some((entry) => entry.clientId === connection.clientId)
      const others = isTold
        ? entries.filter((entry) => entry.clientId !== connection.clientId)
        : entries
      if (others.length > 0) connection.sendPassing(isTold ? wireOf(presenceFrame(others)) : shared)
    }
  }

  function repeat(): void {
    for (const [clientId, entry] of shown) mark(clientId, entry)
  }

  function expire(): void {
    const now = performance.now()
    for (const [clientId, entry] of shown) {
      if (isElsewhere(entry) && now - entry.heardAt > elsewhereMs) drop(clientId, entry)
      else if (entry.state.drag && now - entry.draggedAt >= dragMs) {
        set(clientId, { ...entry, state: { ...entry.state, drag: null } })
      }
    }
  }
  const expiring = setInterval(expire, 1_000)
  expiring.unref()

  function set(clientId: number, entry: Shown): void {
    shown.set(clientId, entry)
    mark(clientId, entry)
  }

  function drop(clientId: number, entry: Shown): void {
    shown.delete(clientId)
    mark(clientId, entry, true)
  }

  /** A drag is alive as long as its beat changes. The same word of it said again is none, and once forgotten it stays so. */
  function withDrag(clientId: number, said: PresenceState) {
    const before = shown.get(clientId)
    const dragSaid = JSON.stringify(said.drag ?? null)
    const now = performance.now()
    const draggedAt = before?.dragSaid === dragSaid ? before.draggedAt : now
    const state = said.drag && now - draggedAt >= dragMs ? { ...said, drag: null } : said
    return { state, dragSaid, draggedAt, heardAt: now }
  }

  function clockOf(clientId: number): number {
    return clocks.get(clientId) ?? 0
  }

  function toEntry(clientId: number, { entry, hasLeft }: Change): PresenceEntry {
    const clock = clockOf(clientId)
    if (hasLeft) return { clientId, clock, state: 'null' }
    const stamped: StampedPresence = { ...entry.state, user: entry.user }
    return { clientId, clock, state: JSON.stringify(stamped) }
  }

  function tellOurs(changes: readonly (readonly [number, Change])[]): void {
    const ours = changes.filter(([, { entry }]) => !isElsewhere(entry))
    if (ours.length === 0) return
    tellElsewhere(
      ours.map(([clientId, { entry, hasLeft }]) => {
        const { user, boundAt, state } = entry
        return { clientId, clock: clockOf(clientId), boundAt, user, state: hasLeft ? null : state }
      }),
    )
  }

  function everybody(hasLeft = false): (readonly [number, Change])[] {
    return [...shown].map(([clientId, entry]) => [clientId, { entry, hasLeft }] as const)
  }

  /**
   * A plain client takes its awareness id when it is made, before it knows its lease: alone in a frame, an id that nobody
   * was shown under is its own. Whatever a client was told by us it sends again, under ids that are known here.
   */
  function unknownAlone(entries: readonly PresenceEntry[]): PresenceEntry | undefined {
    const [only, ...others] = entries
    if (!only || others.length > 0 || clocks.has(only.clientId)) return undefined
    const isHeld = [...connections].some((one) => one.clientId === only.clientId)
    return isHeld ? undefined : only
  }

  function leave(connection: Connection): void {
    const { clientId } = connection
    const entry = clientId === null ? undefined : shown.get(clientId)
    if (clientId !== null && entry?.from === connection) drop(clientId, entry)
  }

  return {
    show(connection, entries) {
      const { clientId } = connection
      const own = entries.find((entry) => entry.clientId === clientId) ?? unknownAlone(entries)
      if (clientId === null || !own || own.state.length > stateSize) return
      const state = parseState(own.state)
      if (state === null) {
        leave(connection)
        return
      }
      if (state === 'unusable') return
      const { id, name } = connection.user
      const boundAt = connection.lease?.boundAt ?? 0
      const said = withDrag(clientId, state)
      set(clientId, { ...said, user: { id, name }, from: connection, boundAt })
    },
    leave,
    introduce(connection) {
      const entries = everybody()
        .filter(([clientId]) => clientId !== connection.clientId)
        .map(([clientId, change]) => toEntry(clientId, change))
      if (entries.length > 0) connection.send(presenceFrame(entries))
    },
    hear(process, entries) {
      for (const { clientId, clock, boundAt, user, state } of entries) {
        const before = shown.get(clientId)
        clocks.set(clientId, Math.max(clockOf(clientId), clock))
        if (state === null) {
          if (before?.from === process) drop(clientId, before)
          continue
        }
        // The id was taken up by a newer socket; the process that has the older one does not know yet.
        if (before && before.from !== process && before.boundAt > boundAt) continue
        set(clientId, { ...withDrag(clientId, state), user, from: process, boundAt })
      }
    },
    tellAll: () => tellOurs(everybody()),
    forget(process) {
      for (const [clientId, entry] of shown) if (entry.from === process) drop(clientId, entry)
    },
    close() {
      tellOurs(everybody(true))
      clearInterval(repeating)
      clearInterval(expiring)
      clearTimeout(flushing)
    },
  }
}

function isElsewhere({ from }: Shown): boolean {
  return typeof from === 'string'
}

function parseState(text: string): PresenceState | null | 'unusable' {
  try {
    const value: unknown = JSON.parse(text)
    if (value === null) return null
    const parsed = presenceState.safeParse(value)
    return parsed.success ? parsed.data : 'unusable'
  } catch {
    // Not JSON: nothing to show, and no reason to send anybody away.
    return 'unusable'
  }
}
