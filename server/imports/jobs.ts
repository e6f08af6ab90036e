import type { CampaignId, ImportId } from '#shared/domain/ids.ts'
import { applyImport, type ImportParts } from './apply.ts'

/** Imports being applied by this process, behind the request that asked for it. */
export interface ImportJobs {
  /** Applies an import that stands in `applying`; does nothing when this process is at it already. */
  start(campaign: CampaignId, id: ImportId): void
  /** Continues what a stop of the server has interrupted. */
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

  async function run(campaign: CampaignId, id: ImportId): Promise<void> {
    const started = performance.now()
    try {
      const applied = await applyImport(parts, { campaign, id }, () => stopping)
      const ms = Math.round(performance.now() - started)
      if (applied) log.info({ import: id, ...applied.summary, ms }, 'import applied')
    } catch (error) {
      await giveUp(id, error)
    }
  }

  async function giveUp(id: ImportId, error: unknown): Promise<void> {
    // Neither the message nor the detail: those of PostgreSQL quote the values of the row.
    const { name, stack } = error instanceof Error ? error : { name: 'unknown', stack: undefined }
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    const frames = stack?.split('\n').filter((line) => line.startsWith('    at '))
    log.error({ import: id, name, code, stack: frames }, 'an import failed')
    // A server that stops, or a database that does not answer, leaves it in `applying`: the next start continues it.
    if (stopping) return
    const failed = sql`update import set state = 'failed', applied_at = now() where id = ${id} and state = 'applying'`
    await failed.catch(() => log.error({ import: id }, 'the failure of an import was not kept'))
  }

  return {
    start(campaign, id) {
      if (stopping || running.has(id)) return
      const job = run(campaign, id).finally(() => running.delete(id))
      running.set(id, job)
    },
    async resume() {
      const rows = await sql<{ id: ImportId; campaignId: CampaignId }[]>`
        select id, campaign_id from import where state = 'applying' order by created_at`
      for (const { id, campaignId } of rows) this.start(campaignId, id)
    },
    async idle() {
      await Promise.all(running.values())
    },
    async close() {
      stopping = true
      await Promise.all(running.values())
    },
  }
}
