import { setTimeout } from 'node:timers/promises'
import type { CampaignId } from '#shared/domain/ids.ts'
import { openSession, type Sql } from '#server/database/sql.ts'
import { Refused } from '#server/errors.ts'

/** First key of our advisory locks on imports; the second is the campaign's hash. */
const lockClass = 7_310_001

/** The campaign's lists are ours until we let go of them. */
export interface ImportLock {
  release(): Promise<void>
}

/**
 * The locks of one process, which live in one connection beside its pool: whoever works under a lock needs the pool, and
 * whoever finds it taken waits for no connection. A process that dies gives them all back.
 */
interface Keeper {
  readonly session: Sql
  readonly held: Set<CampaignId>
}
const keepers = new WeakMap<Sql, Keeper>()

/** Takes the campaign's lock, or answers at once that some process, this one too, is at work on a list of the campaign. */
export async function takeImportLock(sql: Sql, campaign: CampaignId): Promise<ImportLock | null> {
  const keeper = keepers.get(sql) ?? { session: openSession(sql), held: new Set() }
  keepers.set(sql, keeper)
  const { session, held } = keeper
  // The database would give the same connection the same lock twice.
  if (held.has(campaign)) return null
  held.add(campaign)
  const forget = async () => {
    held.delete(campaign)
    if (held.size > 0) return
    keepers.delete(sql)
    await session.end({ timeout: 5 })
  }
  try {
    const [lock] = await session<{ mine: boolean }[]>`
      select pg_try_advisory_lock(${lockClass}, hashtext(${campaign})) as mine`
    if (lock?.mine !== true) {
      await forget()
      return null
    }
  } catch (error) {
    await forget()
    throw error
  }
  return {
    async release() {
      // A connection that was lost has given the lock back already.
      await session`select pg_advisory_unlock(${lockClass}, hashtext(${campaign}))`.catch(() => {})
      await forget()
    },
  }
}

/**
 * Runs `work` while no other import of the campaign is applied or undone, on any process; a 409 when one is, at once or
 * after `patienceMs`.
 */
export async function withImportLock<T>(
  sql: Sql,
  { campaign, patienceMs = 0 }: { readonly campaign: CampaignId; readonly patienceMs?: number },
  work: () => Promise<T>,
): Promise<T> {
  const lock = await takePatiently(sql, campaign, patienceMs)
  if (!lock) throw importRunning()
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

export const importRunning = () =>
  new Refused(409, 'import-running', {
    title: 'A list of this campaign is being worked on. Try again when that has ended.',
  })

const triesEveryMs = 200

async function takePatiently(
  sql: Sql,
  campaign: CampaignId,
  patienceMs: number,
): Promise<ImportLock | null> {
  const until = performance.now() + patienceMs
  for (;;) {
    const lock = await takeImportLock(sql, campaign)
    if (lock || performance.now() >= until) return lock
    await setTimeout(triesEveryMs)
  }
}
