// One document in memory: a queue, one commit at a time, and nobody told before it. [G1, G2]
import * as Y from 'yjs'
import { boardFormat } from '#shared/documents/board-shape.ts'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { CampaignId, DocumentId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import type { Sql } from '#server/database/sql.ts'
import { Refused } from '#server/errors.ts'
import type { Log } from '#server/log.ts'
import { createBases } from './bases.ts'
import { CommandFailed } from './batch.ts'
import type { Command } from './command.ts'
import { commitBatch, EpochChanged, type Committed, type Queued } from './commit.ts'
import type { Connection, Receiver } from './connection.ts'
import type { Grammar } from './grammar.ts'
import { createJoinFrames } from './join-frames.ts'
import type { Limits } from './limits.ts'
import type { SyncMetrics } from './metrics.ts'
import { noticesOf } from './notices.ts'
import { createPresence } from './presence.ts'
import type { Projectors } from './projector.ts'
import { emptyAnswerFrame, answerFrame, questionFrame, updateFrame } from './protocol.ts'
import { applyRows, checkContiguous, loadDocument, readRows, type Loaded } from './update-log.ts'
import { compactLog, isLong } from './compaction.ts'

export interface RoomParts {
  readonly sql: Sql
  readonly log: Log
  readonly metrics: SyncMetrics
  readonly projectors: Projectors
  readonly limits: Limits
  readonly document: DocumentId
  readonly grammar: Grammar
  /** This process has kept an update: others may want to know. */
  readonly onCommitted: (document: DocumentId) => void
  /** The room is of no more use; the next to ask opens it anew. */
  readonly onDead: () => void
}

export interface Room extends Receiver {
  readonly document: DocumentId
  readonly campaign: CampaignId
  readonly epoch: number
  readonly seq: number
  readonly connections: ReadonlySet<Connection>
  /** Greets a connection; it gets live frames once it has asked for the document. */
  join(connection: Connection, role: Role): void
  leave(connection: Connection): void
  execute<T>(command: Command<T>): Promise<T>
  /** Takes over what another process has kept up to `headSeq`, or resets everybody when the epoch is another. */
  catchUp(head: { readonly epoch: number; readonly headSeq: number }): void
  /** Looks after those who read too slowly. */
  tend(): void
  readonly isIdle: boolean
  /** Finishes what waits, then lets go. */
  close(): Promise<void>
}

/** Works that one commit keeps, at most. */
const batchWorks = 512

export function createRoom(parts: RoomParts, loaded: Loaded): Room {
  const { sql, log, metrics, limits, document, grammar } = parts
  const connections = new Set<Connection>()
  const expelled = new WeakSet<Connection>()
  const presence = createPresence(connections)
  const joins = createJoinFrames()
  const { campaign, epoch } = loaded
  let { doc, seq, tail, snapshotBytes } = loaded
  let bases = createBases()
  let queue: Queued[] = []
  /** What needs the committed document, to be done between two commits. */
  let settled: (() => void)[] = []
  let running: Promise<void> | null = null
  let isPlanned = false
  let isDead = false

  function enqueue(work: Queued): void {
    queue.push(work)
    metrics.queued.inc()
    plan()
  }

  function plan(): void {
    if (isPlanned || running || isDead) return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      running = run().finally(() => {
        running = null
        if (queue.length > 0) plan()
      })
    })
  }

  async function run(): Promise<void> {
    while (queue.length > 0 && !isDead) {
      const batch = takeBatch()
      await keep(batch)
      for (const work of settled.splice(0)) work()
    }
    if (!isDead && isLong(tail, snapshotBytes)) await compact()
  }

  /** In order; a command with rows of its own stands alone, so that its failure is its own. */
  function takeBatch(): Queued[] {
    const isAlone = (one: Queued | undefined) => one?.kind === 'command' && one.command.also
    let count = isAlone(queue[0]) ? 1 : queue.findIndex((one) => isAlone(one))
    if (count === -1) count = queue.length
    const taken = queue.splice(0, Math.min(count, batchWorks))
    metrics.queued.dec(taken.length)
    return taken.filter((one) => one.kind === 'command' || !expelled.has(one.connection))
  }

  async function keep(batch: readonly Queued[]): Promise<void> {
    if (batch.length === 0) return
    const started = performance.now()
    try {
      const committed = await commitBatch(batch, { ...parts, campaign, doc, bases, epoch, seq })
      metrics.commitSeconds.observe((performance.now() - started) / 1000)
      metrics.batchSize.observe(batch.length)
      publish(batch, committed)
    } catch (error) {
      if (error instanceof CommandFailed) await recover(batch, error)
      else fail(batch, error)
    }
  }

  /** After the commit, and only then: everybody gets the update, the authors hear what became of theirs. */
  function publish(batch: readonly Queued[], committed: Committed): void {
    for (const row of committed.others) broadcast(row.bytes)
    if (committed.others.length > 0) metrics.caughtUp.inc({ by: 'lock' }, committed.others.length)
    seq = committed.seq
    if (committed.update) {
      broadcast(committed.update)
      parts.onCommitted(document)
    }
    const acknowledged = new Set<Connection>()
    for (const [index, one] of batch.entries()) {
      const outcome = committed.outcomes[index]
      if (one.kind === 'command') {
        if (outcome?.kind === 'done') one.resolve(outcome.value)
        continue
      }
      const { connection } = one
      if (outcome?.kind === 'judged') {
        connection.settled += 1
        acknowledged.add(connection)
        metrics.ackSeconds.observe((performance.now() - one.receivedAt) / 1000)
        metrics.verdicts.inc({ verdict: 'kept', code: '' }, outcome.kept.length)
        for (const { fault } of outcome.rejected) {
          metrics.verdicts.inc({ verdict: 'rejected', code: fault.code })
        }
        metrics.verdicts.inc({ verdict: 'superseded', code: '' }, outcome.superseded.length)
        for (const notice of noticesOf(outcome, { ...committed, doc, grammar })) {
          connection.tell(notice)
        }
      } else if (outcome?.kind === 'violation') {
        metrics.violations.inc({ code: outcome.code })
        const reads = outcome.code === 'read-only'
        expel(connection, reads ? closeCode.noRight : closeCode.resetNeeded, outcome.code)
      } else {
        expel(connection, closeCode.noRight, 'no right')
      }
    }
    for (const connection of acknowledged) acknowledge(connection)
  }

  function acknowledge(connection: Connection): void {
    const { clientId, settled: frames } = connection
    if (clientId === null) return
    connection.tell({ type: 'ack', seq, clientId, clock: Y.getState(doc.store, clientId), frames })
  }

  function expel(connection: Connection, code: CloseCode, reason: string): void {
    expelled.add(connection)
    close(connection, code, reason)
  }

  function close(connection: Connection, code: CloseCode, reason: string): void {
    if (connection.state.kind !== 'closed') metrics.closes.inc({ code: String(code) })
    connection.close(code, reason)
  }

  function broadcast(bytes: Uint8Array): void {
    const frame = updateFrame(bytes)
    joins.append(frame)
    tail = { rows: tail.rows + 1, bytes: tail.bytes + bytes.length }
    let vector: Uint8Array | null = null
    for (const connection of connections) {
      if (!connection.sendLive(frame)) continue
      metrics.lagging.inc()
      vector ??= Y.encodeStateVector(doc)
      connection.lag(vector)
    }
  }

  /** The others of the batch go first in line again; the document is loaded anew where it holds half of the batch. */
  async function recover(batch: readonly Queued[], failure: CommandFailed): Promise<void> {
    const failed = batch[failure.index]
    queue = [...batch.filter((one) => one !== failed), ...queue]
    metrics.queued.inc(batch.length - 1)
    if (failed?.kind === 'command') failed.reject(failure.cause)
    try {
      await reload()
    } catch (error) {
      fail([], error)
    }
  }

  /** Back to what the database holds. Rows of others that were applied in the lost transaction come again as a catch-up. */
  async function reload(): Promise<void> {
    const again = await loadDocument(sql, document, grammar)
    metrics.reloads.inc({ why: 'command' })
    if (!again || again.epoch !== epoch) throw new EpochChanged()
    const missed = await sql.begin((tx) => readRows(tx, { document, epoch, after: seq }))
    doc.destroy()
    doc = again.doc
    tail = again.tail
    bases = createBases()
    // Rows behind what was loaded are taken over by the next lock or poll.
    for (const row of missed.filter((one) => one.seq <= again.seq)) broadcast(row.bytes)
    seq = again.seq
  }

  /** Memory may be ahead of the database: nobody was told anything, and nobody will be. */
  function fail(batch: readonly Queued[], error: unknown): void {
    const isReset = error instanceof EpochChanged
    const failed = error instanceof Error ? error.name : 'unknown'
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    log.error({ document, failed, code, stack: stackOf(error) }, 'a room was dropped')
    metrics.reloads.inc({ why: isReset ? 'epoch' : 'failure' })
    die(isReset ? closeCode.newEpoch : closeCode.storage, batch)
  }

  function die(code: CloseCode, batch: readonly Queued[]): void {
    isDead = true
    parts.onDead()
    metrics.queued.dec(queue.length)
    for (const one of [...batch, ...queue.splice(0)]) {
      if (one.kind === 'command') one.reject(new Refused(503, 'storage', { retryAfter: 1 }))
    }
    for (const connection of connections) close(connection, code, 'try again')
    connections.clear()
    settled = []
    presence.close()
    doc.destroy()
  }

  /** Now when no commit runs, else right behind it: memory may be ahead of the database meanwhile. */
  function whenSettled(work: () => void): void {
    if (running) settled.push(work)
    else if (!isDead) work()
  }

  async function compact(): Promise<void> {
    try {
      const bytes = await compactLog({ ...parts, epoch, seq, doc })
      tail = { rows: 0, bytes: 0 }
      snapshotBytes = bytes
    } catch (error) {
      // The log is whole without it; the next commit tries again.
      log.error({ document, stack: stackOf(error) }, 'a snapshot was not kept')
      tail = { rows: 0, bytes: 0 }
    }
    for (const work of settled.splice(0)) work()
  }

  async function takeOver(headSeq: number): Promise<void> {
    const rows = await sql.begin((tx) => readRows(tx, { document, epoch, after: seq }))
    const upTo = rows.at(-1)?.seq ?? seq
    checkContiguous(rows, seq, upTo)
    applyRows(doc, rows)
    seq = upTo
    metrics.caughtUp.inc({ by: 'hint' }, rows.length)
    for (const row of rows) broadcast(row.bytes)
    if (upTo < headSeq) log.warn({ document }, 'rows were promised and are not there')
  }

  return {
    document,
    campaign,
    epoch,
    connections,
    get seq() {
      return seq
    },
    get isIdle() {
      return connections.size === 0 && queue.length === 0 && running === null && !isPlanned
    },
    join(connection, role) {
      connections.add(connection)
      whenSettled(() => {
        connection.tell({
          type: 'hello',
          document,
          epoch,
          headSeq: seq,
          user: { ...connection.user },
          role,
          clientId: connection.clientId,
          format: boardFormat,
          now: new Date().toISOString(),
        })
        // Whatever the client has and we do not is pulled now; it is told what is kept by the same question.
        connection.send(questionFrame(Y.encodeStateVector(doc)))
        presence.introduce(connection)
      })
    },
    leave(connection) {
      connections.delete(connection)
      presence.leave(connection)
    },
    answer(connection, vector) {
      whenSettled(() => {
        if (vector.length <= 1) {
          for (const frame of joins.take(doc)) connection.send(frame)
          connection.send(emptyAnswerFrame)
        } else {
          const difference = differenceFrom(vector, doc)
          if (difference === null) {
            close(connection, closeCode.badFrame, 'unreadable state vector')
            return
          }
          connection.send(answerFrame(difference))
        }
        if (connection.state.kind === 'joining') connection.goLive()
      })
    },
    write(connection, bytes) {
      if (isDead) return
      if (queue.length >= limits.queue) {
        close(connection, closeCode.overload, 'too much is waiting')
        return
      }
      enqueue({ kind: 'write', connection, bytes, receivedAt: performance.now() })
    },
    present: (connection, entries) => presence.show(connection, entries),
    introduce: (connection) => presence.introduce(connection),
    execute<T>(command: Command<T>) {
      return new Promise<T>((resolve, reject) => {
        if (isDead) {
          reject(new Refused(503, 'storage', { retryAfter: 1 }))
          return
        }
        enqueue({
          kind: 'command',
          command: command as Command<unknown>,
          resolve: resolve as (value: unknown) => void,
          reject,
          receivedAt: performance.now(),
        })
      })
    },
    catchUp(head) {
      if (isDead || running) return
      if (head.epoch !== epoch) {
        fail([], new EpochChanged())
        return
      }
      if (head.headSeq <= seq) return
      running = takeOver(head.headSeq)
        .catch((error: unknown) => fail([], error))
        .finally(() => {
          running = null
          for (const work of settled.splice(0)) work()
          if (queue.length > 0) plan()
        })
    },
    tend() {
      for (const connection of connections) {
        const { state } = connection
        if (state.kind !== 'lagging') continue
        if (connection.buffered() < limits.bufferedBytes / 16) {
          whenSettled(() => {
            connection.send(updateFrame(Y.encodeStateAsUpdate(doc, state.vector)))
            connection.goLive()
          })
        } else if (performance.now() - state.since > limits.stuckMs) {
          close(connection, closeCode.slow, 'reads too slowly')
          connection.terminate()
        } else connection.lag(state.vector)
      }
    },
    async close() {
      while (running || isPlanned || (queue.length > 0 && !isDead)) {
        await (running ?? new Promise((resolve) => setImmediate(resolve)))
      }
      if (!isDead) die(closeCode.restarting, [])
    },
  }
}

function differenceFrom(vector: Uint8Array, doc: Y.Doc): Uint8Array | null {
  try {
    return Y.encodeStateAsUpdate(doc, vector)
  } catch {
    // lib0 throws plain errors on bytes that are no state vector.
    return null
  }
}

/** Where it failed; messages of PostgreSQL can quote values. */
function stackOf(error: unknown): string[] | undefined {
  return error instanceof Error
    ? error.stack?.split('\n').filter((line) => line.startsWith('    at '))
    : undefined
}
