import type { CampaignId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'

/** First key of our advisory locks on imports; the second is the campaign's hash. */
const lockClass = 7_310_001

/**
 * Runs `work` while no other import of the campaign is applied or undone, on any process. The lock belongs to a database
 * connection: a process that dies gives it back.
 */
export async function withImportLock<T>(
  sql: Sql,
  campaign: CampaignId,
  work: () => Promise<T>,
): Promise<T> {
  const connection = await sql.reserve()
  try {
    await connection`select pg_advisory_lock(${lockClass}, hashtext(${campaign}))`
    try {
      return await work()
    } finally {
      await connection`select pg_advisory_unlock(${lockClass}, hashtext(${campaign}))`
    }
  } finally {
    connection.release()
  }
}
