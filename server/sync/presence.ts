// Who is here. The server owns it: a connection speaks for its own client id only, under the name of its session. [G10]
import { presenceState, type PresenceState, type StampedPresence } from '#shared/contracts/sync.ts'
import type { Connection } from './connection.ts'
import { presenceFrame, type PresenceEntry } from './protocol.ts'

export interface RoomPresence {
  /** Takes what a connection shows of itself; entries of others are dropped without a word. */
  show(connection: Connection, entries: readonly PresenceEntry[]): void
  leave(connection: Connection): void
  /** Tells one connection of everybody else. */
  introduce(connection: Connection): void
  close(): void
}

/** At most ten frames a second; nothing shown for this long is repeated, because receivers forget after 30 s. */
const flushMs = 100
const repeatMs = 15_000
const dragMs = 10_000
/** Characters of one state. */
const stateSize = 2_000

interface Shown {
  readonly connection: Connection
  state: PresenceState
  draggedAt: number
  clock: number
}

/** `connections` are those of the room, live or not. */
export function createPresence(connections: ReadonlySet<Connection>): RoomPresence {
  const shown = new Map<number, Shown>()
  /** Entries to be sent; null: has left. */
  const changed = new Map<number, Shown | null>()
  const clocks = new Map<number, number>()
  // Receivers keep the clocks of ids over a reconnection: those of a room that was opened anew go on above them.
  const firstClock = Date.now()
  let flushing: ReturnType<typeof setTimeout> | undefined
  const repeating = setInterval(repeat, repeatMs)
  repeating.unref()

  function mark(clientId: number, entry: Shown | null): void {
    const clock = (clocks.get(clientId) ?? firstClock) + 1
    clocks.set(clientId, clock)
    if (entry) entry.clock = clock
    changed.set(clientId, entry)
    flushing ??= setTimeout(flush, flushMs)
  }

  function flush(): void {
    flushing = undefined
    const entries = [...changed].map(([clientId, entry]) => toEntry(clientId, entry))
    changed.clear()
    if (entries.length === 0) return
    const shared = presenceFrame(entries)
    for (const connection of connections) {
      // A browser that is told of its own state takes an older one for its present one.
      const isTold = entries.some((entry) => entry.clientId === connection.clientId)
      const others = isTold
        ? entries.filter((entry) => entry.clientId !== connection.clientId)
        : entries
      if (others.length > 0) connection.sendLive(isTold ? presenceFrame(others) : shared)
    }
  }

  function repeat(): void {
    for (const [clientId, entry] of shown) mark(clientId, entry)
  }

  function dropOldDrags(): void {
    const now = performance.now()
    for (const [clientId, entry] of shown) {
      if (!entry.state.drag || now - entry.draggedAt < dragMs) continue
      entry.state = { ...entry.state, drag: null }
      mark(clientId, entry)
    }
  }
  const expiring = setInterval(dropOldDrags, 1_000)
  expiring.unref()

  function toEntry(clientId: number, entry: Shown | null): PresenceEntry {
    const clock = clocks.get(clientId) ?? 0
    if (!entry) return { clientId, clock, state: 'null' }
    const { id, name } = entry.connection.user
    const stamped: StampedPresence = { ...entry.state, user: { id, name } }
    return { clientId, clock, state: JSON.stringify(stamped) }
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
    if (clientId === null || shown.get(clientId)?.connection !== connection) return
    shown.delete(clientId)
    mark(clientId, null)
  }

  return {
    show(connection, entries) {
      const { clientId } = connection
      const own = entries.find((entry) => entry.clientId === clientId) ?? unknownAlone(entries)
      if (clientId === null || !own || own.state.length > stateSize) return
      const parsed = parseState(own.state)
      if (parsed === null) {
        leave(connection)
        return
      }
      if (parsed === 'unusable') return
      const before = shown.get(clientId)
      const isSameDrag = JSON.stringify(before?.state.drag) === JSON.stringify(parsed.drag)
      const draggedAt = before && isSameDrag ? before.draggedAt : performance.now()
      const entry = { connection, state: parsed, draggedAt, clock: 0 }
      shown.set(clientId, entry)
      mark(clientId, entry)
    },
    leave,
    introduce(connection) {
      const entries = [...shown]
        .filter(([clientId]) => clientId !== connection.clientId)
        .map(([clientId, entry]) => toEntry(clientId, entry))
      if (entries.length > 0) connection.send(presenceFrame(entries))
    },
    close() {
      clearInterval(repeating)
      clearInterval(expiring)
      clearTimeout(flushing)
    },
  }
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
