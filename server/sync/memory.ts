// The document as this process holds it: at what number, and how to bring it back to what the database holds. [G1, G8]
import type * as Y from 'yjs'
import { createBases, type Bases } from './bases.ts'
import type { Clocks } from './batch.ts'
import { isLong } from './compaction.ts'
import { EpochChanged } from './commit.ts'
import type { RoomParts } from './room-parts.ts'
import {
  applyRows,
  checkContiguous,
  loadDocument,
  readRows,
  type Loaded,
  type Row,
} from './update-log.ts'

export interface Memory {
  readonly doc: Y.Doc
  readonly bases: Bases
  /** Number of the last update that was published; the document may hold one batch more. [G1.6] */
  readonly seq: number
  /** Bytes that are loaded to open the document. */
  readonly bytes: number
  /** An update was published: the log has grown by it. */
  grow(bytes: Uint8Array): void
  reached(seq: number): void
  /** Takes over the rows behind `seq`; the document holds nothing but published updates. */
  takeOver(): Promise<{ readonly rows: readonly Row[]; readonly before: Clocks }>
  /**
   * Loads the document anew, in place of one that is ahead of the database. Answers rows of others that it holds now and
   * that were never published here. Throws `EpochChanged` where it lives in another epoch.
   */
  reload(): Promise<readonly Row[]>
  /** Whether its log is worth a snapshot that is not being made yet. */
  readonly isLong: boolean
  /** Has one made beside; rejects when there is none now, and tries again when as much has come again. */
  compact(): Promise<void>
  destroy(): void
}

export function createMemory(
  parts: Pick<RoomParts, 'sql' | 'limits' | 'document' | 'grammar' | 'compact'>,
  loaded: Loaded,
): Memory {
  const { sql, document, grammar, limits } = parts
  const { epoch } = loaded
  let { doc, seq, tail, snapshotBytes } = loaded
  let bases = createBases()
  let isCompacting = false
  const rowsBehind = () => sql.begin((tx) => readRows(tx, { document, epoch, after: seq }))
  return {
    get doc() {
      return doc
    },
    get bases() {
      return bases
    },
    get seq() {
      return seq
    },
    get bytes() {
      return snapshotBytes + tail.bytes
    },
    grow(bytes) {
      tail = { rows: tail.rows + 1, bytes: tail.bytes + bytes.length }
    },
    reached(next) {
      seq = next
    },
    async takeOver() {
      const rows = await rowsBehind()
      const upTo = rows.at(-1)?.seq ?? seq
      checkContiguous(rows, seq, upTo)
      const before = applyRows(doc, rows)
      seq = upTo
      return { rows, before }
    },
    async reload() {
      const again = await loadDocument(sql, document, grammar)
      if (!again || again.epoch !== epoch) throw new EpochChanged()
      // Rows behind what was loaded are taken over by the next lock or poll.
      const missed = (await rowsBehind()).filter((one) => one.seq <= again.seq)
      // A hole, where a snapshot has taken their place, would leave everybody here without what was in it.
      checkContiguous(missed, seq, again.seq)
      doc.destroy()
      ;({ doc, tail } = again)
      bases = createBases()
      seq = again.seq
      return missed
    },
    get isLong() {
      return !isCompacting && isLong(tail, { snapshotBytes, limits })
    },
    async compact() {
      isCompacting = true
      const { rows, bytes } = tail
      try {
        const made = await parts.compact(document)
        if (made) snapshotBytes = made.bytes
      } finally {
        isCompacting = false
        tail = { rows: Math.max(0, tail.rows - rows), bytes: Math.max(0, tail.bytes - bytes) }
      }
    },
    destroy: () => doc.destroy(),
  }
}
