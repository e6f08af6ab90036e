import { setTimeout } from 'node:timers/promises'
import type { CampaignId, ImportId } from '#shared/domain/ids.ts'
import { notFound } from '#server/errors.ts'
import { describeFault } from '#server/log.ts'
import { applyUnderLock, beginImport, type Beginning, type ImportParts } from './apply.ts'
import { importRunning, takeImportLock, type ImportLock } from './lock.ts'
import { notInPreview } from './prepare.ts'
import { readImport, type ImportRecord } from './store.ts'
import { beginUndo, giveUp, undoUnderLock } from './undo.ts'

/** Imports being applied or taken back by this process, behind the request that asked for it. */
export interface ImportJobs {
  /**
   * Begins to apply a list, or goes on with it; saying it twice is saying it once. A 409 at once while another list of the
   * campaign is worked on, by whatever process.
   */
  apply(beginning: Beginning): Promise<ImportRecord>
  /**
   * Gives a preview up, or begins to take an applied list back, or goes on with it. Answers the list as it stands when that
   * has ended, or after a moment where it takes longer.
   */
  undo(beginning: Beginning): Promise<ImportRecord>
  /** Goes on with a list that stands in `applying` or `undoing`; nothing happens while some process is at it. */
  goOn(campaign: CampaignId, id: ImportId): Promise<void>
  /** Goes on with everything that the end of a process has interrupted. */
  resume(): Promise<void>
  /** Resolves when no import is worked on by this process. */
  idle(): Promise<void>
  /** Lets the chunks under way end; what is left of them is continued at the next start. */
  close(): Promise<void>
}

/** Whoever asks for an undo waits this long for its end: that of a usual week's list. */
const answerWithinMs = 4_000

export function createImportJobs(
  parts: ImportParts,
  { answerWithin = answerWithinMs } = {},
): ImportJobs {
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
    const ms = () => Math.round(performance.now() - started)
    try {
      const isStopping = () => stopping
      const applied = await applyUnderLock(parts, { campaign, id }, isStopping)
      if (applied) log.info({ import: id, ...applied.summary, ms: ms() }, 'import applied')
      const undone = !applied && (await undoUnderLock(parts, { campaign, id }, isStopping))
      if (undone) log.info({ import: id, ms: ms() }, 'import taken back')
    } catch (error) {
      await stopShort(id, error)
    }
  }

  /** Leaves a list as somebody can go on with it. */
  async function stopShort(id: ImportId, error: unknown): Promise<void> {
    log.error({ import: id, ...describeFault(error) }, 'an import failed')
    // A server that stops, or a database that does not answer, leaves its state: the next start continues it.
    if (stopping) return
    const failed = sql`
      update import
      set
        state = case when state = 'undoing' and file is null then 'applied' else 'failed' end,
        applied_at = case when state = 'applying' then now() else applied_at end
      where id = ${id} and state in ('applying', 'undoing')`
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
      where state in ('applying', 'undoing')
        and (${campaign}::text is null or campaign_id = ${campaign})
      order by created_at`
    for (const row of rows) await goOn(row.campaignId, row.id)
  }

  /** Begins under the lock, and works on behind whoever asked. */
  async function beginWith(
    { campaign, id }: Beginning,
    begin: () => Promise<ImportRecord>,
  ): Promise<ImportRecord> {
    const lock = await takeImportLock(sql, campaign)
    if (!lock) throw importRunning()
    try {
      const record = await begin()
      if (isUnderWay(record)) start(lock, campaign, id)
      else await lock.release()
      return record
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  async function find({ campaign, id }: Beginning): Promise<ImportRecord> {
    const record = await readImport(sql, campaign, id)
    if (!record) throw notFound()
    return record
  }

  return {
    async apply(beginning) {
      const { campaign, id } = beginning
      const before = await find(beginning)
      if (before.state === 'applying') await goOn(campaign, id)
      if (before.state === 'applying' || before.state === 'applied') return before
      const canBegin = before.state === 'preview' || before.state === 'failed'
      if (!canBegin || before.undoneBy !== null) throw notInPreview()
      return beginWith(beginning, () => beginImport(sql, beginning))
    },
    async undo(beginning) {
      const { campaign, id } = beginning
      if (await giveUp(sql, beginning)) return find(beginning)
      const before = await find(beginning)
      if (before.state === 'undoing') await goOn(campaign, id)
      else if (before.state === 'applied' || before.state === 'failed') {
        await beginWith(beginning, () => beginUndo(sql, beginning))
      } else throw importRunning()
      await Promise.race([running.get(id), setTimeout(answerWithin, null, { ref: false })])
      return find(beginning)
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

function isUnderWay({ state }: ImportRecord): boolean {
  return state === 'applying' || state === 'undoing'
}
