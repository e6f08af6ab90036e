// One document in memory: a queue, one commit at a time, and nobody told before it. [G1, G2]
import * as Y from 'yjs'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { CampaignId, DocumentId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import { Refused } from '#server/errors.ts'
import { createAudience } from './audience.ts'
import type { Clocks } from './batch.ts'
import type { Command } from './command.ts'
import { countStructs } from './stored.ts'
import { EpochChanged, judgeAhead, keepAhead, keepLocked, type CommitParts } from './commit.ts'
import type { Connection, Receiver } from './connection.ts'
import { greet } from './greeting.ts'
import { answerQuestion } from './answer.ts'
import { createJoinFrames } from './join-frames.ts'
import type { Committed, Queued } from './judged.ts'
import { describeFailure, inTime } from './failure.ts'
import { createMemory } from './memory.ts'
import { keepOverlapping, type OverlapParts } from './overlap.ts'
import { putBack } from './put-back.ts'
import { tellAuthors } from './tell-authors.ts'
import type { RoomParts } from './room-parts.ts'
import { createPresence, type RoomPresence } from './presence.ts'
import { nextTurn, startIn } from './turns.ts'
import { questionFrame, updateFrame } from './protocol.ts'
import { createKnownRights } from './rights.ts'
import { wearOf, type Wear } from './wear.ts'
import { createWorkQueue, waitFor } from './work-queue.ts'
import type { Loaded, Row } from './update-log.ts'

export interface Room extends Receiver {
  readonly document: DocumentId
  readonly campaign: CampaignId
  readonly epoch: number
  readonly seq: number
  /** How much of its past the document carries, and how many bytes are loaded to open it. */
  wear(): Wear & { readonly bytes: number }
  readonly connections: ReadonlySet<Connection>
  /** For what other processes show. */
  readonly presence: RoomPresence
  /** Greets a connection; it gets live frames once it has asked for the document. */
  join(connection: Connection, role: Role): void
  leave(connection: Connection): void
  /** Sends a connection away; nothing of it that still waits is kept. */
  expel(connection: Connection, code: CloseCode, reason: string): void
  execute<T>(command: Command<T>): Promise<T>
  /** Takes over what another process has kept up to `headSeq`; sends everybody away when the epoch is another, or the document gone. */
  catchUp(head: { readonly epoch: number; readonly headSeq: number } | null): void
  /** Looks after those who read too slowly. */
  tend(): void
  readonly isIdle: boolean
  /** Finishes what waits, then lets go. */
  close(): Promise<void>
}

export function createRoom(parts: RoomParts, loaded: Loaded): Room {
  const { sql, log, metrics, limits, document, grammar } = parts
  const connections = new Set<Connection>()
  const expelled = new WeakSet<Connection>()
  const presence = createPresence(connections, parts.onPresence)
  const joins = createJoinFrames((what) => metrics.encodings.inc({ what }))
  const audience = createAudience(connections, { limits, metrics })
  const { campaign, epoch } = loaded
  const memory = createMemory(parts, loaded)
  const rights = createKnownRights(sql, campaign)
  const queue = createWorkQueue(parts)
  /** When somebody else last wrote here, in ms of the process clock. */
  let foreignAt = -Infinity
  /** What needs the committed document, to be done between two commits. */
  let settled: (() => void)[] = []
  let running: Promise<void> | null = null
  let isPlanned = false
  let isDead = false

  function enqueue(work: Queued): void {
    queue.add(work)
    plan()
  }

  function plan(): void {
    if (isPlanned || running || isDead) return
    isPlanned = true
    startIn(audience.restMs(), () => {
      isPlanned = false
      if (running) return
      running = run().finally(() => {
        running = null
        settle()
        if (queue.length > 0) plan()
      })
    })
  }

  async function run(): Promise<void> {
    while (hasWork() && audience.restMs() === 0) {
      await keepNext()
      settle()
      if (!isDead && memory.isLong) compact()
    }
  }

  async function keepNext(): Promise<void> {
    const mayJudgeAhead =
      grammar.kind === 'board' && performance.now() - foreignAt > limits.lockedMs
    const writes = mayJudgeAhead ? present(queue.takeWrites()) : []
    if (writes.length > 0) await keepOverlapping(writes, overlap)
    else await keepUnderLock(present(queue.take()))
  }

  function present(works: readonly Queued[]): Queued[] {
    return works.filter((one) => one.kind === 'command' || !expelled.has(one.connection))
  }

  function hasWork(): boolean {
    return queue.length > 0 && !isDead
  }

  /** What to wait for before nothing is left to do; null when nothing is. */
  function atWork(): Promise<void> | null {
    return running ?? (isPlanned || hasWork() ? nextTurn() : null)
  }

  async function keepUnderLock(batch: readonly Queued[]): Promise<void> {
    if (batch.length === 0) return
    try {
      publish(batch, await timed(batch, keepLocked(batch, commitParts(memory.seq))))
    } catch (error) {
      await recover(batch, error)
    }
  }

  const overlap: OverlapParts = {
    take: () => present(queue.takeWrites()),
    whenWaiting: (count) => queue.whenWrites(count),
    // Who waits for committed state gets it before more is applied on top.
    mayGoOn: () => !isDead && settled.length === 0 && !audience.isCrowd(),
    async judge(batch, behind) {
      const at = behind?.judged.committed.seq ?? memory.seq
      const ahead = await judgeAhead(batch, behind, commitParts(at))
      if (behind) metrics.judgedOnTop.inc()
      return ahead
    },
    keep: (batch, ahead) => timed(batch, keepAhead(ahead, commitParts(memory.seq))),
    publish,
    async fail(batch, behind, error) {
      queue.putBack(behind, 'together')
      await recover(batch, error)
    },
  }

  /** What becomes of a batch that was not kept. */
  async function recover(batch: readonly Queued[], error: unknown): Promise<void> {
    const why = putBack(batch, error, { queue, expel, log, document })
    if (why === 'untouched') return
    if (why === null) {
      fail(batch, error)
      return
    }
    if (why === 'overtaken') {
      foreignAt = performance.now()
      rights.forget()
    }
    await startAgain(why)
  }

  function commitParts(seq: number): CommitParts {
    const { doc, bases } = memory
    return { ...parts, campaign, doc, bases, epoch, rights, seq }
  }

  async function timed<T>(batch: readonly Queued[], commit: Promise<T>): Promise<T> {
    const started = performance.now()
    const committed = await inTime(commit, limits.commitMs)
    metrics.commitSeconds.observe((performance.now() - started) / 1000)
    metrics.batchSize.observe(batch.length)
    return committed
  }

  /** After the commit, and only then: everybody gets the update, the authors hear what became of theirs. */
  function publish(batch: readonly Queued[], committed: Committed): void {
    passOn(committed.others, 'lock', committed.before)
    memory.reached(committed.seq)
    if (committed.update) {
      broadcast(committed.update, committed.before)
      parts.onCommitted(document)
    }
    tellAuthors(batch, committed, { doc: memory.doc, grammar, metrics, expel })
  }

  /** What another process has kept. */
  function passOn(rows: readonly Row[], by: 'lock' | 'hint', before: Clocks): void {
    if (rows.length > 0) foreignAt = performance.now()
    metrics.caughtUp.inc({ by }, rows.length)
    for (const row of rows) {
      metrics.notifySeconds.observe(row.age)
      broadcast(row.bytes, before)
    }
  }

  function expel(connection: Connection, code: CloseCode, reason: string): void {
    expelled.add(connection)
    audience.close(connection, code, reason)
  }

  function broadcast(bytes: Uint8Array, before: Clocks): void {
    const frame = updateFrame(bytes)
    joins.append(frame)
    memory.grow(bytes)
    audience.broadcast(frame, before)
  }

  /** Back to what the database holds. Rows of others that were applied in the lost transaction come again as a catch-up. */
  async function startAgain(why: string): Promise<void> {
    try {
      const missed = await memory.reload()
      metrics.reloads.inc({ why })
      for (const row of missed) broadcast(row.bytes, unknown)
    } catch (error) {
      fail([], error)
    }
  }

  /** Memory may be ahead of the database: nobody was told anything, and nobody will be. */
  function fail(batch: readonly Queued[], error: unknown): void {
    const isReset = error instanceof EpochChanged
    if (isReset) log.info({ document }, 'a room was left for the next epoch')
    else log.error({ document, ...describeFailure(error) }, 'a room was dropped')
    metrics.reloads.inc({ why: isReset ? 'epoch' : 'failure' })
    // Nothing of a batch that found another epoch was kept: its commands can be tried again there.
    die(isReset ? closeCode.newEpoch : closeCode.storage, batch, isReset ? error : undefined)
  }

  function die(code: CloseCode, batch: readonly Queued[], why: unknown = tryAgain()): void {
    isDead = true
    parts.onDead()
    for (const one of [...batch, ...queue.drop()]) if (one.kind === 'command') one.reject(why)
    for (const connection of connections) audience.close(connection, code, 'try again')
    connections.clear()
    settled = []
    presence.close()
    memory.destroy()
  }

  /** Now when no commit runs, else right behind it: memory may be ahead of the database meanwhile. */
  function whenSettled(work: () => void): void {
    if (running) settled.push(work)
    else if (!isDead) work()
  }

  /** What is done may bring more: whose question was answered is heard again. */
  function settle(): void {
    while (settled.length > 0) for (const work of settled.splice(0)) work()
  }

  function compact(): void {
    memory.compact().catch((error: unknown) => {
      log.error({ document, ...describeFailure(error) }, 'a snapshot was not kept')
    })
  }

  async function takeOver(headSeq: number): Promise<void> {
    const { rows, before } = await memory.takeOver()
    passOn(rows, 'hint', before)
    if (memory.seq < headSeq) log.warn({ document }, 'rows were promised and are not there')
  }

  return {
    document,
    campaign,
    epoch,
    connections,
    presence,
    get seq() {
      return memory.seq
    },
    wear: () => ({ ...wearOf(memory.doc, grammar), bytes: memory.bytes }),
    get isIdle() {
      return connections.size === 0 && queue.length === 0 && running === null && !isPlanned
    },
    join(connection, role) {
      // It was let in while its room failed: nobody would ever greet it.
      if (isDead) {
        audience.close(connection, closeCode.storage, 'try again')
        return
      }
      connection.role = role
      connections.add(connection)
      whenSettled(() => {
        const { doc, seq } = memory
        const witness = parts.witness({ document, epoch, seq })
        greet(connection, { document, epoch, headSeq: seq, role, witness })
        // Whatever the client has and we do not is pulled now; it is told what is kept by the same question.
        connection.send(questionFrame(Y.encodeStateVector(doc)))
        presence.introduce(connection)
      })
    },
    leave(connection) {
      connections.delete(connection)
      presence.leave(connection)
    },
    expel,
    frameBytes: () => limits.frameBytes + rangeBytes * countStructs(memory.doc),
    answer(connection, vector) {
      const { look } = parts
      answerQuestion(connection, vector, { memory, joins, epoch, look, whenSettled, expel })
    },
    write(connection, bytes, isEarly) {
      if (isDead) return
      if (!queue.hasRoomFor(bytes.length)) {
        audience.close(connection, closeCode.overload, 'too much is waiting')
        return
      }
      enqueue({ kind: 'write', connection, bytes, isEarly, receivedAt: performance.now() })
    },
    present: (connection, entries) => presence.show(connection, entries),
    introduce: (connection) => presence.introduce(connection),
    execute<T>(command: Command<T>) {
      return isDead ? Promise.reject(tryAgain()) : waitFor(command, enqueue)
    },
    catchUp(head) {
      if (isDead || running) return
      if (head?.epoch !== epoch) {
        if (head) fail([], new EpochChanged())
        else die(closeCode.gone, [])
        return
      }
      if (head.headSeq <= memory.seq) return
      running = takeOver(head.headSeq)
        .catch((error: unknown) => fail([], error))
        .finally(() => {
          running = null
          settle()
          if (queue.length > 0) plan()
        })
    },
    tend: () => audience.tend((work) => whenSettled(() => work(memory.doc))),
    async close() {
      for (let busy = atWork(); busy !== null; busy = atWork()) await busy
      if (!isDead) die(closeCode.restarting, [])
    },
  }
}

/** A deletion as it is listed: a clock and a length. */
const rangeBytes = 8

/** Who begins to lag there is sent the whole document. */
const unknown: Clocks = new Map()

function tryAgain(): Refused {
  return new Refused(503, 'storage', { retryAfter: 1 })
}
