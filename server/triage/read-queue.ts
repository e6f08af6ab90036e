// What the triage screen asks for at once: the extract's head, how each waiting card matches, what was decided.
import type { TriageAnswer, WaitingRow } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import { readDecided } from './decisions.ts'
import { readExtractHead } from './extracts.ts'
import { isStale } from './jobs.ts'
import { madeOf, readGround, readMatches } from './matches.ts'
import { readGone } from './youths.ts'

/** Codes and ids only: names stand on the board, files are asked for card by card. `stale`: the matching has to run. */
export async function readQueue(
  sql: Queries,
  campaign: CampaignId,
): Promise<{
  readonly answer: Omit<TriageAnswer, 'matching' | 'failed'>
  readonly stale: boolean
}> {
  const ground = await readGround(sql, campaign, 'waiting')
  const matches = await readMatches(sql, campaign)
  const lines = await readLines(sql, campaign)
  const made = new Map(ground.youths.map((row) => [row.card, madeOf(row, ground)]))
  const gone = await readGone(sql, campaign)
  const waiting = [...made].map(([card, hash]): WaitingRow => {
    const match = matches.get(card)
    const fresh = match?.madeOf === hash ? match : null
    return {
      card,
      line: lines.get(card) ?? null,
      verdict: fresh?.verdict ?? null,
      score: fresh?.score ?? null,
      duplicates: (fresh?.duplicates ?? []).filter((one) => !gone.has(one.card)).length,
    }
  })
  return {
    answer: {
      extract: await readExtractHead(sql, campaign),
      waiting,
      decided: await readDecided(sql, campaign),
    },
    stale: isStale(made, matches),
  }
}

/** Line of the list that made each waiting card. */
async function readLines(sql: Queries, campaign: CampaignId): Promise<Map<CardId, number>> {
  const rows = await sql<{ card: CardId; line: number }[]>`
    select r.card_id as card, min(r.line) as line
    from import_row r
    join import i on i.id = r.import_id
    join card c on c.id = r.card_id
    where i.campaign_id = ${campaign}
      and r.outcome = 'created'
      and c.stage = 'received'
      and c.lane_id is null
    group by r.card_id`
  return new Map(rows.map(({ card, line }) => [card, line]))
}
