// Whether the tables still live where they did when they were last looked at: a restored dump, a promoted standby and a
// copy do not. [G12]
import { isPostgresError, type Queries, type Sql, type Transaction } from '#server/database/sql.ts'
import type { Log } from '#server/log.ts'
import { renewEverything } from './epochs.ts'
import type { Point } from './witness.ts'

interface DatabasePlace {
  readonly systemId: string
  readonly timeline: string
  readonly databaseOid: number
}

/**
 * Compares the place noted in the database with the one it is in, notes the latter, and begins new epochs where they
 * differ, or where `isRestored` says so. True when it did.
 */
export async function checkPlace(
  sql: Sql,
  { log, isRestored = false }: { readonly log: Log; readonly isRestored?: boolean },
): Promise<boolean> {
  const now = await readPlace(sql)
  if (!isRestored && now !== null && isSame(now, await readNoted(sql))) return false
  const renewed = await sql.begin(async (tx) => {
    // Of several processes that find out together, one does it.
    await tx`lock table database_place`
    const noted = await readNoted(tx)
    await notePlace(tx, now)
    const isMoved = noted !== null && now !== null && !isSame(now, noted)
    return isMoved || isRestored ? renewEverything(tx) : null
  })
  if (renewed === null) return false
  log.warn({ documents: renewed }, wentBack)
  return true
}

/**
 * A document that had reached `seq`, as a process remembers or a client can prove, and has not now: the database went back
 * under running processes. Every document begins a new epoch, once. True when this call did it.
 */
export async function beginAnew(sql: Sql, point: Point, log: Log): Promise<boolean> {
  const renewed = await sql.begin(async (tx) => {
    await tx`lock table database_place`
    const [head] = await tx<{ epoch: number; headSeq: number }[]>`
      select epoch, head_seq from document where id = ${point.document}`
    return head?.epoch === point.epoch && head.headSeq < point.seq ? renewEverything(tx) : null
  })
  if (renewed === null) return false
  log.warn({ documents: renewed }, wentBack)
  return true
}

const wentBack = 'the database went back in time: every document begins a new epoch'

function isSame(now: DatabasePlace, noted: DatabasePlace | null): boolean {
  return (
    noted?.systemId === now.systemId &&
    noted.timeline === now.timeline &&
    noted.databaseOid === now.databaseOid
  )
}

async function readNoted(sql: Queries): Promise<DatabasePlace | null> {
  const [noted] = await sql<DatabasePlace[]>`
    select system_id, timeline, database_oid from database_place`
  return noted ?? null
}

async function notePlace(tx: Transaction, place: DatabasePlace | null): Promise<void> {
  if (!place) return
  const { systemId, timeline, databaseOid } = place
  await tx`
    insert into database_place (system_id, timeline, database_oid)
    values (${systemId}, ${timeline}, ${databaseOid})
    on conflict (only_row) do update
    set
      system_id = excluded.system_id,
      timeline = excluded.timeline,
      database_oid = excluded.database_oid`
}

/** null where this user of the database may not know. */
async function readPlace(sql: Sql): Promise<DatabasePlace | null> {
  try {
    const [place] = await sql<DatabasePlace[]>`
      select
        (select system_identifier::text from pg_control_system()) as system_id,
        -- the timeline that is written to now; the control file learns of a promotion later
        left(pg_walfile_name(pg_current_wal_lsn()), 8) as timeline,
        (select oid::bigint from pg_database where datname = current_database()) as database_oid`
    return place ?? null
  } catch (error) {
    if (isPostgresError(error, insufficientPrivilege)) return null
    throw error
  }
}

const insufficientPrivilege = '42501'
