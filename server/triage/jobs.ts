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

/** The last run ended with an error. */
export interface MatchFailure {
  /** When it is tried again by itself. */
  readonly againAt: Date
}

export interface TriageJobs {
  /** Matches what waits in the campaign, unless everything is fresh, or it has failed a moment ago. */
  start(campaign: CampaignId): void
  /** The same at once: a person asks for it, or it is made of something else now. */
  restart(campaign: CampaignId): void
  isRunning(campaign: CampaignId): boolean
  /** Null while it runs, and since it has gone well. */
  failureOf(campaign: CampaignId): MatchFailure | null
  /** Resolves when this process matches nothing. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface MatchParts {
  readonly sql: Sql
  readonly log: Log
  /** Matches otherwise than in a thread. */
  readonly match?: (task: MatchTask) => Promise<readonly Matched[]>
  /** Milliseconds since the epoch; a test moves it on. */
  readonly now?: () => number
}

/** A run can take two minutes of a processor: what fails is not tried again at each look of each screen. */
const firstPauseMs = 30_000
const longestPauseMs = 30 * 60_000

export function createTriageJobs(parts: MatchParts): TriageJobs {
  const running = new Map<CampaignId, Promise<void>>()
  const again = new Set<CampaignId>()
  const failures = new Map<CampaignId, { readonly times: number; readonly againAt: number }>()
  const now = parts.now ?? Date.now
  let stopping = false

  async function run(campaign: CampaignId): Promise<void> {
    again.delete(campaign)
    try {
      await matchCampaign(parts, campaign)
      failures.delete(campaign)
    } catch (error) {
      const times = (failures.get(campaign)?.times ?? 0) + 1
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (times - 1))
      failures.set(campaign, { times, againAt: now() + pause })
      parts.log.error(
        { ...describeFault(error), campaign, times },
        'the matching of a campaign failed',
      )
    }
    // What was asked for meanwhile may be made of something else than what has failed.
    if (again.has(campaign) && !stopping) await run(campaign)
  }

  function restart(campaign: CampaignId): void {
    if (stopping) return
    if (running.has(campaign)) {
      again.add(campaign)
      return
    }
    running.set(
      campaign,
      run(campaign).finally(() => running.delete(campaign)),
    )
  }

  return {
    start(campaign) {
      if (now() >= (failures.get(campaign)?.againAt ?? -Infinity)) restart(campaign)
    },
    restart,
    isRunning: (campaign) => running.has(campaign),
    failureOf(campaign) {
      const failure = running.has(campaign) ? null : failures.get(campaign)
      return failure ? { againAt: new Date(failure.againAt) } : null
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
