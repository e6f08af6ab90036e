import type { CampaignId, ImportId } from '#shared/domain/ids.ts'
import { notFound } from '#server/errors.ts'
import { describeFault } from '#server/log.ts'
import { applyUnderLock, beginImport, type ImportParts } from './apply.ts'
import { importRunning, takeImportLock, type ImportLock } from './lock.ts'
import { notInPreview } from './prepare.ts'
import { readImport, type ImportRecord } from './store.ts'

/** Imports being applied by this process, behind the request that asked for it. */
export interface ImportJobs {
  /**
   * Begins to apply a list, or goes on with it; saying it twice is saying it once. A 409 at once while another list of the
   * campaign is worked on, by whatever process.
   */
  apply(campaign: CampaignId, id: ImportId): Promise<ImportRecord>
  /** Goes on with a list that stands in `applying`; nothing happens while some process is at it. */
  goOn(campaign: CampaignId, id: ImportId): Promise<void>
  /** Goes on with everything that the end of a process has interrupted. */
  resume(): Promise<void>
  /** Resolves when no import is being applied by this process. */
  idle(): Promise<void>
  /** Lets the chunks under way end; what is left of them is continued at the next start. */
  close(): Promise<void>
}

export function createImportJobs(parts: ImportParts): ImportJobs {
  const { sql, log } = parts
  const running = new Map<ImportId, Promise<void>>()
  let stopping = false

  /** Works behind whoever asks, and gives the lock back. */
  function start(lock: ImportLock, campaign: CampaignId, id: ImportId): void {
    const work = async () => {
      try {
        await run(campaign, id)
        await lock.release()
      } finally {
        running.delete(id)
      }
      // What was interrupted earlier and found the campaign's lists taken has waited for this one.
      await resumeIn(campaign)
    }
    running.set(
      id,
      work().catch((error: unknown) => log.error(describeFault(error), 'an import was left')),
    )
  }

  async function run(campaign: CampaignId, id: ImportId): Promise<void> {
    const started = performance.now()
    try {
      const applied = await applyUnderLock(parts, { campaign, id }, () => stopping)
      const ms = Math.round(performance.now() - started)
      if (applied) log.info({ import: id, ...applied.summary, ms }, 'import applied')
    } catch (error) {
      await giveUp(id, error)
    }
  }

  async function giveUp(id: ImportId, error: unknown): Promise<void> {
    log.error({ import: id, ...describeFault(error) }, 'an import failed')
    // A server that stops, or a database that does not answer, leaves it in `applying`: the next start continues it.
    if (stopping) return
    const failed = sql`update import set state = 'failed', applied_at = now() where id = ${id} and state = 'applying'`
    await failed.catch(() => log.error({ import: id }, 'the failure of an import was not kept'))
  }

  async function goOn(campaign: CampaignId, id: ImportId): Promise<void> {
    if (stopping || running.has(id)) return
    const lock = await takeImportLock(sql, campaign)
    if (lock) start(lock, campaign, id)
  }

  async function resumeIn(campaign: CampaignId | null): Promise<void> {
    if (stopping) return
    const rows = await sql<{ id: ImportId; campaignId: CampaignId }[]>`
      select id, campaign_id
      from import
      where state = 'applying' and (${campaign}::text is null or campaign_id = ${campaign})
      order by created_at`
    for (const row of rows) await goOn(row.campaignId, row.id)
  }

  return {
    async apply(campaign, id) {
      const before = await readImport(sql, campaign, id)
      if (!before) throw notFound()
      if (before.state === 'applying') await goOn(campaign, id)
      if (before.state === 'applying' || before.state === 'applied') return before
      if (before.state !== 'preview' && before.state !== 'failed') throw notInPreview()
      const lock = await takeImportLock(sql, campaign)
      if (!lock) throw importRunning()
      try {
        const record = await beginImport(sql, campaign, id)
        if (record.state === 'applying') start(lock, campaign, id)
        else await lock.release()
        return record
      } catch (error) {
        await lock.release()
        throw error
      }
    },
    goOn,
    resume: () => resumeIn(null),
    async idle() {
      // One that ends may let another begin.
      while (running.size > 0) await Promise.all(running.values())
    },
    async close() {
      stopping = true
      await Promise.all(running.values())
    },
  }
}
