// After a commit: what became of each update of a batch, to its author alone. [G2, G3, G6]
import type * as Y from 'yjs'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { Outcome } from './batch.ts'
import type { Committed, Queued } from './judged.ts'
import type { Connection } from './connection.ts'
import type { Grammar } from './grammar.ts'
import type { SyncMetrics } from './metrics.ts'
import { noticesOf } from './notices.ts'

export interface TellParts {
  readonly doc: Y.Doc
  readonly grammar: Grammar
  readonly metrics: SyncMetrics
  /** Nothing more of this connection is taken. */
  readonly expel: (connection: Connection, code: CloseCode, reason: string) => void
}

/** Resolves commands, sends notices and one acknowledgement a connection, and sends offenders away. */
export function tellAuthors(
  batch: readonly Queued[],
  committed: Committed,
  parts: TellParts,
): void {
  const acknowledged = new Set<Connection>()
  for (const [index, one] of batch.entries()) {
    const outcome = committed.outcomes[index]
    if (one.kind === 'command') {
      if (outcome?.kind === 'done') one.resolve(outcome.value)
    } else if (outcome?.kind === 'judged') {
      one.connection.settled += 1
      acknowledged.add(one.connection)
      parts.metrics.ackSeconds.observe((performance.now() - one.receivedAt) / 1000)
      count(outcome, parts.metrics)
      for (const notice of noticesOf(outcome, { ...committed, ...parts })) {
        one.connection.tell(notice)
      }
    } else if (outcome?.kind === 'early') {
      // Acknowledged with the answer that brings it again.
      one.connection.settled += 1
    } else if (outcome?.kind === 'violation') {
      parts.metrics.violations.inc({ code: outcome.code })
      const code = outcome.code === 'read-only' ? closeCode.noRight : closeCode.resetNeeded
      parts.expel(one.connection, code, outcome.code)
    } else if (outcome?.kind === 'not-a-member') {
      parts.expel(one.connection, closeCode.gone, 'not a member')
    }
  }
  for (const connection of acknowledged) acknowledge(connection, committed)
}

/** As far as the commit has kept it: the document in memory may hold more by now. [G2.1] */
function acknowledge(connection: Connection, { seq, after }: Committed): void {
  const { clientId, settled: frames } = connection
  if (clientId === null) return
  connection.tell({ type: 'ack', seq, clientId, clock: after.get(clientId) ?? 0, frames })
}

function count({ kept, rejected, superseded }: Outcome & { kind: 'judged' }, metrics: SyncMetrics) {
  metrics.verdicts.inc({ verdict: 'kept', code: '' }, kept.length)
  for (const { fault } of rejected) metrics.verdicts.inc({ verdict: 'rejected', code: fault.code })
  metrics.verdicts.inc({ verdict: 'superseded', code: '' }, superseded.length)
}
