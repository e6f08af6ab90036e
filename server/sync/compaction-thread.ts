// The body of the thread that makes one snapshot (compact-apart.ts starts it).
import { parentPort, workerData } from 'node:worker_threads'
import { openSql } from '#server/database/sql.ts'
import { compactLog } from './compaction.ts'
import type { CompactionTask } from './compact-apart.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only compact-apart.ts starts this thread
const { databaseUrl, document } = workerData as CompactionTask
const sql = openSql(databaseUrl, { max: 1 })
try {
  const compacted = await compactLog(sql, document)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node has no origin
  parentPort?.postMessage(compacted)
} finally {
  await sql.end({ timeout: 1 })
}
