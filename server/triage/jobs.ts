// The matching of a campaign behind the requests: one run at a time, and one more when something changed meanwhile.
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Sql } from '#server/database/sql.ts'
import { describeFault, type Log } from '#server/log.ts'
import { readSealed } from './extracts.ts'
import { matchInThread } from './in-thread.ts'
import type { MatchTask, Matched } from './match-here.ts'
import { keepMatches, madeOf, readGround, readMatches } from './matches.ts'
import { readSealKey } from './seal.ts'
import { identityOfRow } from './youths.ts'

export interface TriageJobs {
  /** Matches what waits in the campaign, unless everything is fresh. */
  start(campaign: CampaignId): void
  isRunning(campaign: CampaignId): boolean
  /** Resolves when this process matches nothing. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface MatchParts {
  readonly sql: Sql
  readonly log: Log
  /** Matches otherwise than in a thread. */
  readonly match?: (task: MatchTask) => Promise<readonly Matched[]>
}

export function createTriageJobs(parts: MatchParts): TriageJobs {
  const running = new Map<CampaignId, Promise<void>>()
  const again = new Set<CampaignId>()
  let stopping = false

  async function run(campaign: CampaignId): Promise<void> {
    again.delete(campaign)
    try {
      await matchCampaign(parts, campaign)
    } catch (error) {
      parts.log.error(describeFault(error), 'the matching of a campaign failed')
      return
    }
    if (again.has(campaign) && !stopping) await run(campaign)
  }

  return {
    start(campaign) {
      if (stopping) return
      if (running.has(campaign)) {
        again.add(campaign)
        return
      }
      running.set(
        campaign,
        run(campaign).finally(() => running.delete(campaign)),
      )
    },
    isRunning: (campaign) => running.has(campaign),
    async idle() {
      await Promise.all(running.values())
    },
    async close() {
      stopping = true
      await Promise.all(running.values())
    },
  }
}

/** First key of our advisory locks on matchings; the second is the campaign's hash. */
const lockClass = 7_310_002

/** One run, unless another process is at it; what it leaves stale is asked for again by whoever looks. */
async function matchCampaign(parts: MatchParts, campaign: CampaignId): Promise<void> {
  const connection = await parts.sql.reserve()
  try {
    const [lock] = await connection<{ mine: boolean }[]>`
      select pg_try_advisory_lock(${lockClass}, hashtext(${campaign})) as mine`
    if (lock?.mine !== true) return
    try {
      await matchNow(parts, campaign)
    } finally {
      await connection`select pg_advisory_unlock(${lockClass}, hashtext(${campaign}))`
    }
  } finally {
    connection.release()
  }
}

async function matchNow({ sql, log, match = matchInThread }: MatchParts, campaign: CampaignId) {
  const started = performance.now()
  const ground = await readGround(sql, campaign, 'all')
  const waiting = ground.youths.filter((row) => row.waiting)
  const made = new Map(waiting.map((row) => [row.card, madeOf(row, ground)]))
  if (!isStale(made, await readMatches(sql, campaign))) return
  const extract = await readSealed(sql, campaign)
  // Replaced between the two looks: the run that the replacement asked for will do it.
  if ((extract?.id ?? null) !== ground.extract) return
  const matched = await match({
    sealed: extract?.sealed ?? null,
    key: await readSealKey(sql),
    sought: waiting.map((row) => ({
      card: row.card,
      identity: identityOfRow(row),
      refused: ground.refusals.get(row.card) ?? [],
    })),
    cards: ground.youths.map((row) => ({ card: row.card, identity: identityOfRow(row) })),
  })
  const kept = await keepMatches(
    sql,
    { campaign, extract: ground.extract },
    matched.map((one) =>
      Object.assign({}, one, { madeOf: must(made.get(one.card), 'a youth that was sought') }),
    ),
  )
  const ms = Math.round(performance.now() - started)
  log.info({ campaign, rows: matched.length, kept, ms }, 'triage matched')
}

/** Whether a card that waits has no match, or one made of something else. */
export function isStale(
  made: ReadonlyMap<CardId, string>,
  matches: ReadonlyMap<CardId, { readonly madeOf: string }>,
): boolean {
  return [...made].some(([card, hash]) => matches.get(card)?.madeOf !== hash)
}
