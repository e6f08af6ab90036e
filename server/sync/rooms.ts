// Every document that is open in this process: opened once, shared, let go when idle.
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import { randomUUID } from 'node:crypto'
import type { Registry } from 'prom-client'
import { readSecret } from '#server/database/secret.ts'
import type { Sql } from '#server/database/sql.ts'
import { notFound, Refused } from '#server/errors.ts'
import type { Log } from '#server/log.ts'
import { createBucketsOf, type Bucket } from './bucket.ts'
import type { Command, DocumentWriter } from './command.ts'
import { EpochChanged } from './commit.ts'
import { createCompactor } from './compact-apart.ts'
import { rebuildDocument, tryToRenew } from './epochs.ts'
import { describeFailure } from './failure.ts'
import { grammarOf } from './grammars.ts'
import { openHints, type Hints } from './hints.ts'
import { endProcess, extendLeases, stayAlive } from './leases.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createSyncMetrics, type SyncMetrics } from './metrics.ts'
import { createDocuments } from './new-documents.ts'
import type { Projectors } from './projector.ts'
import { openPresenceRelay } from './presence-relay.ts'
import { createRoom, type Room } from './room.ts'
import { measureRooms } from './room-gauges.ts'
import { beginAnew, checkPlace } from './restored.ts'
import { createRounds } from './rounds.ts'
import { openSignals } from './signals.ts'
import { loadDocument } from './update-log.ts'
import { applyRights, catchUpRooms, closeEndedSessions, sendAway } from './watch.ts'
import { judgeWear, wearOf } from './wear.ts'
import { createWitnesses, type Point } from './witness.ts'

export interface Rooms extends DocumentWriter {
  /** The room of a document; null when there is no such document. */
  open(document: DocumentId): Promise<Room | null>
  readonly limits: Limits
  readonly metrics: SyncMetrics
  /** Name of this process, for as long as it runs. */
  readonly process: string
  /** A client id was taken from its holder: the process that has that socket closes it. [G4] */
  leaseTaken(document: DocumentId): void
  /**
   * Somebody shows that a document had come further than the database says. True when that is the server's own word: every
   * document has then begun a new epoch. [G12]
   */
  claimedBack(point: Point, word: string): Promise<boolean>
  /** These documents were rebuilt or deleted here: whoever has them open is sent away, on every process. */
  renewed(documents: readonly DocumentId[]): Promise<void>
  /** What one person may ask, over whatever socket. */
  questionsOf(user: UserId): Bucket
  /** Sockets of one person, on whatever documents. */
  socketsOf(user: UserId): number
  /** A session has ended here: its sockets close at once. [G9] */
  sessionEnded(session: string): void
  /** Somebody's part in a campaign has changed: their sockets are told, or closed. [G9] */
  membershipChanged(campaign: CampaignId, user: UserId): Promise<void>
  /** Keeps what waits, then closes every socket with "try again". */
  close(): Promise<void>
}

export interface RoomsParts {
  readonly sql: Sql
  readonly log: Log
  readonly metrics: Registry
  readonly projectors: Projectors
  readonly databaseUrl: string
  readonly limits?: Partial<Limits>
}

const watchMs = 1_000
const wearMs = 10_000
const tendMs = 250
/** A document nobody has open stays in memory for this long. */
const idleMs = 60_000

export async function createRooms(parts: RoomsParts): Promise<Rooms> {
  const { sql, log, projectors } = parts
  const limits = { ...defaultLimits, ...parts.limits }
  const metrics = createSyncMetrics(parts.metrics)
  const opening = new Map<DocumentId, Promise<Room | null>>()
  const rooms = new Map<DocumentId, Room>()
  const idleSince = new Map<Room, number>()
  const backlog = { bytes: 0 }
  const questions = createBucketsOf<UserId>({
    perSecond: limits.questionsPerSecond,
    burst: limits.questionBurst,
  })
  const processId = randomUUID()
  let isClosing = false
  const peers = await stayAlive(sql, processId)
  const witnesses = createWitnesses(await readSecret(sql, 'witness'))

  const rounds = createRounds(log)
  const compactor = createCompactor(parts.databaseUrl)
  const signals = openSignals(parts.databaseUrl)
  const hints: Hints = await openHints(signals, log, (documents) => {
    void rounds.once(() => look(those(documents)))
  })
  const relay = await openPresenceRelay(
    { signals, log, process: processId },
    {
      hear: (document, process, entries) => rooms.get(document)?.presence.hear(process, entries),
      tellAll: (documents) => {
        for (const room of those(documents)) room.presence.tellAll()
      },
      forget: (process) => {
        for (const room of rooms.values()) room.presence.forget(process)
      },
    },
  )
  const meet = (alive: readonly string[]) => [relay, hints].map((one) => one.setPeers(alive))
  meet(peers)
  measureRooms(parts.metrics, () => rooms.values())
  rounds.every(watchMs, watch)
  rounds.every(limits.heartbeatMs, beat)
  rounds.every(wearMs, tendToWear)
  rounds.every(wearMs, async () => {
    // A promoted standby, or a dump restored under a running process.
    if (await checkPlace(sql, { log })) await look(all())
  })
  rounds.every(tendMs, async () => {
    for (const room of rooms.values()) room.tend()
  })

  function all(): Room[] {
    return [...rooms.values()]
  }

  /** Null stands for all. */
  function those(documents: readonly DocumentId[] | null): Room[] {
    return documents === null ? all() : all().filter((one) => documents.includes(one.document))
  }

  function open(document: DocumentId): Promise<Room | null> {
    const opened = opening.get(document) ?? load(document)
    opening.set(document, opened)
    return opened
  }

  async function load(document: DocumentId): Promise<Room | null> {
    let room: Room | null = null
    try {
      room = await create(document)
      return room
    } catch (error) {
      log.error({ document, ...describeFailure(error) }, 'a document could not be opened')
      throw error
    } finally {
      // What could not be opened is asked for again by the next who comes.
      if (!room) opening.delete(document)
    }
  }

  async function create(document: DocumentId): Promise<Room | null> {
    const grammar = grammarOf(document)
    let loaded = grammar ? await loadDocument(sql, document, grammar) : null
    if (!grammar || !loaded) return null
    if (judgeWear(wearOf(loaded.doc, grammar), limits) !== 'good' && (await renew(document))) {
      loaded.doc.destroy()
      loaded = await loadDocument(sql, document, grammar)
      if (!loaded) return null
    }
    const room = createRoom(
      {
        sql,
        log,
        metrics,
        projectors,
        limits,
        backlog,
        document,
        grammar,
        onCommitted: (moved) => hints.moved(moved),
        onPresence: (entries) => relay.tell(document, entries),
        look: () => look([room]),
        witness: (point) => witnesses.sign(point),
        compact: (long) => compactor.compact(long),
        onDead: () => forget(room),
      },
      loaded,
    )
    rooms.set(document, room)
    metrics.rooms.set(rooms.size)
    relay.ask(document)
    return room
  }

  function forget(room: Room): void {
    if (rooms.get(room.document) !== room) return
    rooms.delete(room.document)
    opening.delete(room.document)
    idleSince.delete(room)
    metrics.rooms.set(rooms.size)
  }

  /** [G12] True when the document was made anew: it is opened again from the database. */
  async function renew(document: DocumentId): Promise<boolean> {
    const isNew = await tryToRenew(sql, document, { limits, log })
    if (isNew) {
      metrics.epochs.inc()
      hints.tell(document)
    }
    return isNew
  }

  /** Documents that nobody may wait for any more: whoever has them open is sent away, once, and comes back. */
  async function tendToWear(): Promise<void> {
    for (const room of all()) {
      if (judgeWear(room.wear(), limits) !== 'spent') continue
      if (await renew(room.document)) await look([room])
    }
  }

  function look(some: readonly Room[]): Promise<void> {
    return catchUpRooms(sql, some, async (point) => {
      await beginAnew(sql, point, log)
      await catchUpRooms(sql, some, async () => {})
    })
  }

  async function watch(): Promise<void> {
    const present = all()
    await Promise.all([
      stayAlive(sql, processId).then(meet),
      look(present),
      closeEndedSessions(sql, present),
      applyRights(sql, present),
    ])
    const here = new Set(all().flatMap((room) => [...room.connections].map((one) => one.user.id)))
    questions.forget((user) => here.has(user))
    const now = performance.now()
    for (const room of present) {
      if (!room.isIdle) idleSince.delete(room)
      else if (now - (idleSince.get(room) ?? now) > idleMs) {
        const isGood = judgeWear(room.wear(), limits) === 'good'
        forget(room)
        await room.close()
        if (!isGood) await renew(room.document)
      } else if (!idleSince.has(room)) idleSince.set(room, now)
    }
  }

  /** Browsers give a silent connection up after 30 s, and pings are not messages to them. */
  async function beat(): Promise<void> {
    const clock = performance.now()
    const now = new Date().toISOString()
    const held = []
    for (const room of rooms.values()) {
      const { document, epoch, seq } = room
      const witness = witnesses.sign({ document, epoch, seq })
      for (const connection of room.connections) {
        if (clock - connection.heardAt > limits.silentMs) {
          connection.terminate()
          continue
        }
        connection.ping()
        connection.tell({ type: 'heartbeat', now, headSeq: seq, witness })
        if (connection.lease) held.push({ document: room.document, ...connection.lease })
      }
    }
    await extendLeases(sql, held)
  }

  async function renewed(documents: readonly DocumentId[]): Promise<void> {
    for (const document of documents) hints.tell(document)
    await look(those(documents))
  }

  async function execute<T>(document: DocumentId, command: Command<T>, tries = 3): Promise<T> {
    const room = isClosing ? null : await open(document)
    if (isClosing) throw new Refused(503, 'storage', { retryAfter: 5 })
    if (!room) throw notFound()
    try {
      return await room.execute(command)
    } catch (error) {
      if (!(error instanceof EpochChanged)) throw error
      if (tries <= 1) throw new Refused(503, 'storage', { retryAfter: 1 })
      // The room it was queued in is of the past, and nothing of it was kept.
      return execute(document, command, tries - 1)
    }
  }

  return {
    open,
    limits,
    metrics,
    process: processId,
    leaseTaken: (document) => hints.tell(document),
    execute,
    async prepare(document) {
      if (!isClosing) await open(document)
    },
    renewed,
    async rebuild(document, { edit, also, gone }) {
      await sql.begin(async (tx) => {
        const rebuilt = await rebuildDocument(tx, { document, edit })
        if (!rebuilt) throw notFound()
        await also(tx, rebuilt)
        rebuilt.doc.destroy()
      })
      await renewed([document, ...gone])
    },
    async claimedBack(point, word) {
      if (!witnesses.holds(point, word)) return false
      if (await beginAnew(sql, point, log)) await look(all())
      return true
    },
    create: (tx, documents) => createDocuments(tx, documents, projectors),
    questionsOf: (user) => questions.of(user),
    socketsOf: (user) =>
      all().reduce(
        (sum, room) => sum + [...room.connections].filter((one) => one.user.id === user).length,
        0,
      ),
    sessionEnded: (session) => sendAway(session, all()),
    async membershipChanged(campaign) {
      await applyRights(
        sql,
        all().filter((room) => room.campaign === campaign),
      )
    },
    async close() {
      isClosing = true
      rounds.end()
      await Promise.all(all().map((room) => room.close()))
      await compactor.close()
      await rounds.once(() => endProcess(sql, processId))
      hints.close()
      relay.close()
      await signals.close()
    },
  }
}
