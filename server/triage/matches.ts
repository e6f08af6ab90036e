// Rows of `triage_match`: what the matching says of each waiting card, and whether it still holds.
import { z } from 'zod'
import type { DuplicateMatch } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import { matchCandidate, type MatchVerdict } from '#shared/domain/match.ts'
import type { Queries, Sql } from '#server/database/sql.ts'
import { hashOf } from '#server/imports/facts.ts'
import { extractFile } from './extract-file.ts'
import { readExtractId } from './extracts.ts'
import type { Matched, SealedCandidate } from './match-here.ts'
import { readRefusals } from './refusals.ts'
import { unseal } from './seal.ts'
import { identityOfRow, readYouths, type Which, type YouthRow } from './youths.ts'

/** Everything that decides what is proposed, as it stands now. */
export interface Ground {
  readonly extract: string | null
  readonly youths: readonly YouthRow[]
  readonly refusals: ReadonlyMap<CardId, readonly string[]>
}

export async function readGround(
  sql: Queries,
  campaign: CampaignId,
  which: Which,
): Promise<Ground> {
  const extract = await readExtractId(sql, campaign)
  const refusals = await readRefusals(sql, campaign)
  return { extract, refusals, youths: await readYouths(sql, campaign, which) }
}

/** What a match of this youth is made of: another value means that it has to be made again. */
export function madeOf(row: YouthRow, { extract, refusals }: Ground): string {
  return hashOf([extract, identityOfRow(row), refusals.get(row.card) ?? []])
}

export interface MatchRow {
  readonly card: CardId
  readonly madeOf: string
  readonly verdict: MatchVerdict
  readonly score: number | null
  readonly duplicates: readonly DuplicateMatch[]
}

export async function readMatches(
  sql: Queries,
  campaign: CampaignId,
  only: readonly CardId[] | null = null,
): Promise<Map<CardId, MatchRow>> {
  const rows = await sql<MatchRow[]>`
    select card_id as card, made_of, verdict, score, duplicates
    from triage_match
    where campaign_id = ${campaign} ${only === null ? sql`` : sql`and card_id = any(${[...only]})`}`
  return new Map(rows.map((row) => [row.card, row]))
}

const sealedCandidates = z.array(z.object({ candidate: matchCandidate, file: extractFile }))

/** The candidates of some cards, best first, with their files. Only what is asked for is opened. */
export async function readCandidates(
  sql: Queries,
  { campaign, cards, key }: { campaign: CampaignId; cards: readonly CardId[]; key: Uint8Array },
): Promise<Map<CardId, readonly SealedCandidate[]>> {
  const rows = await sql<{ card: CardId; sealed: Uint8Array }[]>`
    select card_id as card, sealed
    from triage_match
    where campaign_id = ${campaign} and card_id = any(${[...cards]})`
  return new Map(
    rows.map(({ card, sealed }) => [card, sealedCandidates.parse(unseal(sealed, key))]),
  )
}

/**
 * Keeps what was matched with `extract`, and nothing when another extract, or none, stands by now: candidates never
 * outlive the extract they come from. Cards that wait no more are forgotten.
 */
export async function keepMatches(
  sql: Sql,
  { campaign, extract }: { readonly campaign: CampaignId; readonly extract: string | null },
  matched: readonly (Matched & { readonly madeOf: string })[],
): Promise<boolean> {
  return sql.begin(async (tx) => {
    // Locked, so that it is not deleted between this look and the commit.
    const [standing] = await tx<{ id: string }[]>`
      select id from triage_extract where campaign_id = ${campaign} for update`
    if ((standing?.id ?? null) !== extract) return false
    for (let at = 0; at < matched.length; at += 500) {
      const rows = matched.slice(at, at + 500).map((one) => ({
        cardId: one.card,
        campaignId: campaign,
        madeOf: one.madeOf,
        verdict: one.verdict,
        score: one.score,
        sealed: Buffer.from(one.sealed),
        duplicates: tx.json(one.duplicates.map((duplicate) => ({ ...duplicate }))),
      }))
      await tx`
        insert into triage_match ${tx(rows)}
        on conflict (card_id) do update set
          made_of = excluded.made_of,
          verdict = excluded.verdict,
          score = excluded.score,
          sealed = excluded.sealed,
          duplicates = excluded.duplicates,
          at = now()`
    }
    await tx`
      delete from triage_match m
      using card c
      where m.campaign_id = ${campaign}
        and c.id = m.card_id
        and not (c.stage = 'received' and c.lane_id is null and not c.closed)`
    return true
  })
}
