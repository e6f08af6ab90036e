// Rows of `triage_decision`: who decided what, when, on what evidence. Codes and ids only.
import type { DecisionKind, StandingDecision } from '#shared/contracts/triage.ts'
import type { AsideReason } from '#shared/domain/card.ts'
import type { CampaignId, CardId, UserId } from '#shared/domain/ids.ts'
import type { MatchCandidate } from '#shared/domain/match.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'
import { Refused } from '#server/errors.ts'
import type { Written } from './card-state.ts'

/** What a decision rested on: the best candidate that was shown, or the one that was chosen, in codes. */
export type Evidence = Pick<MatchCandidate, 'verdict' | 'score' | 'kinship' | 'fields'>

export interface NewDecision {
  readonly act: string
  readonly campaign: CampaignId
  readonly user: UserId
  readonly card: CardId
  readonly kind: DecisionKind
  readonly evidence: Evidence | null
  readonly imiloFile: string | null
  readonly otherCard: CardId | null
  readonly reason: AsideReason | null
  readonly before: Written
  readonly leftAs: string
}

/** Writes decisions in the transaction of what they did; an earlier one of the same card ends. Answers their ids. */
export async function keepDecisions(
  tx: Transaction,
  decisions: readonly NewDecision[],
): Promise<Map<CardId, number>> {
  const [first] = decisions
  if (!first) return new Map()
  const { user } = first
  const cards = decisions.map(({ card }) => card)
  await tx`
    update triage_decision
    set ended_at = now(), ended_by = ${user}, ended_how = 'replaced'
    where card_id = any(${cards}) and ended_at is null`
  const rows = decisions.map((one) => ({
    act: one.act,
    campaignId: one.campaign,
    cardId: one.card,
    kind: one.kind,
    byUserId: one.user,
    evidence: one.evidence && tx.json({ ...one.evidence }),
    imiloFile: one.imiloFile,
    otherCardId: one.otherCard,
    reason: one.reason,
    before: tx.json({ ...one.before }),
    leftAs: one.leftAs,
    dossier: one.imiloFile === null && one.otherCard === null ? 'none' : 'to_write',
  }))
  const made = await tx<{ id: number; card: CardId }[]>`
    insert into triage_decision ${tx(rows)} returning id, card_id as card`
  // Of candidates only what was decided stays. [P7]
  await tx`delete from triage_match where card_id = any(${cards})`
  return new Map(made.map(({ id, card }) => [card, id]))
}

export interface DecisionRow {
  readonly id: number
  readonly card: CardId
  readonly kind: DecisionKind
  readonly before: Written
  readonly leftAs: string
  readonly at: Date
}

/** The decisions of an act that still stand. */
export async function readAct(
  sql: Queries,
  campaign: CampaignId,
  act: string,
): Promise<readonly DecisionRow[]> {
  return sql<DecisionRow[]>`
    select id, card_id as card, kind, before, left_as, at
    from triage_decision
    where campaign_id = ${campaign} and act = ${act} and ended_at is null
    order by id`
}

export async function endDecisions(
  tx: Transaction,
  ids: readonly number[],
  user: UserId,
): Promise<void> {
  if (ids.length === 0) return
  await tx`
    update triage_decision
    set
      ended_at = now(),
      ended_by = ${user},
      ended_how = 'undone',
      dossier = case
        -- Interrupted between the dossier and the board, something was brought already.
        when dossier = 'to_write' and brought = '{}' then 'none'
        when dossier in ('to_write', 'written') then 'to_take_back'
        else dossier
      end
    where id = any(${[...ids]})`
  await tx`delete from triage_refusal where decision_id = any(${[...ids]})`
}

/** Decisions of the last day and, whenever they were made, of the lists that still have cards waiting; oldest first. */
export async function readDecided(sql: Queries, campaign: CampaignId): Promise<StandingDecision[]> {
  const rows = await sql<(Omit<StandingDecision, 'at'> & { at: Date })[]>`
    select
      d.act,
      d.card_id as card,
      d.kind,
      jsonb_build_object('id', u.id, 'name', u.name) as by,
      d.at,
      (select min(r.line) from import_row r where r.card_id = d.card_id and r.outcome = 'created') as line
    from triage_decision d
    join app_user u on u.id = d.by_user_id
    join card c on c.id = d.card_id
    where d.campaign_id = ${campaign}
      and d.ended_at is null
      and (
        d.at > now() - interval '1 day'
        or exists (
          select 1
          from card w
          where w.campaign_id = d.campaign_id
            and w.import_id = c.import_id
            and w.stage = 'received'
            and w.lane_id is null
            and not w.closed
        )
      )
    order by d.at, d.id`
  return rows.map(({ act, card, kind, by, at, line }) => ({
    act,
    card,
    kind,
    by,
    at: at.toISOString(),
    line,
  }))
}

/** Somebody was faster: who, what and where, in codes that the screen has words for. */
export async function takenBy(sql: Queries, card: CardId): Promise<Refused> {
  const [decided] = await sql<{ by: string; kind: DecisionKind; at: Date; lane: string | null }[]>`
    select u.name as by, d.kind, d.at, c.lane_id as lane
    from triage_decision d
    join app_user u on u.id = d.by_user_id
    join card c on c.id = d.card_id
    where d.card_id = ${card} and d.ended_at is null`
  if (decided) {
    const { by, kind, at, lane } = decided
    return taken({ by, kind, at: at.toISOString(), ...(lane === null ? {} : { lane }) })
  }
  // Moved on the board by hand, closed, or given away by an undone import.
  const [moved] = await sql<{ by: string | null; at: Date; lane: string | null }[]>`
    select u.name as by, e.at, c.lane_id as lane
    from event e
    join card c on c.id = e.card_id
    left join app_user u on u.id = e.user_id
    where e.card_id = ${card} and e.verdict = 'kept' and e.field in ('at', 'closed')
    order by e.at desc, e.seq desc, e.n desc
    limit 1`
  return taken({
    kind: 'moved',
    ...(moved?.by ? { by: moved.by } : {}),
    ...(moved ? { at: moved.at.toISOString() } : {}),
    ...(moved?.lane ? { lane: moved.lane } : {}),
  })
}

/** The card that was to stay has been closed as the duplicate of another, by somebody who was faster. */
export async function otherGoneBy(sql: Queries, other: CardId): Promise<Refused> {
  const [decided] = await sql<{ by: string; at: Date; of: CardId | null }[]>`
    select u.name as by, d.at, d.other_card_id as of
    from triage_decision d
    join app_user u on u.id = d.by_user_id
    where d.card_id = ${other} and d.kind = 'duplicate' and d.ended_at is null`
  return new Refused(409, 'triage-other-gone', {
    title: `${decided?.by ?? 'Somebody'} has closed the other card as a duplicate before you.`,
    ...(decided
      ? {
          fields: {
            by: decided.by,
            at: decided.at.toISOString(),
            ...(decided.of === null ? {} : { of: decided.of }),
          },
        }
      : {}),
  })
}

function taken(fields: Readonly<Record<string, string>>): Refused {
  const who = fields['by'] ?? 'Somebody'
  return new Refused(409, 'triage-taken', { title: `${who} decided this card before you.`, fields })
}
