// An act of triage taken back as one, wherever nobody has worked since.
import type { TriageUndoAnswer } from '#shared/contracts/triage.ts'
import { boardOf, type CardId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { notFound, Refused } from '#server/errors.ts'
import { attemptsOn, cardOn, workOf, writeOn } from './card-state.ts'
import type { Decider, TriageParts } from './decide.ts'
import { endDecisions, readAct, type DecisionRow } from './decisions.ts'
import { writeDossiers } from './dossiers.ts'

/**
 * [S6] Gives the cards of an act back to triage, as they were before it. A card that somebody has worked since stays, and is
 * named; when all of them were, nothing is undone and the answer is 409. Any coordinator may undo any decision. [P2]
 */
export async function undoAct(
  parts: TriageParts,
  { campaign, user }: Decider,
  act: string,
): Promise<TriageUndoAnswer> {
  const { sql, writer } = parts
  const rows = await readAct(sql, campaign, act)
  if (rows.length === 0) throw await nothingStands(sql, campaign, act)
  const typedIn = await dossiersWorked(sql, rows)
  const undone = await writer
    .execute(boardOf(campaign), {
      user,
      edit(doc) {
        const attempts = attemptsOn(doc, new Set(rows.map((row) => row.card)))
        const untouched = rows.filter(({ card, leftAs }) => {
          const now = cardOn(doc, card)
          if (!now || typedIn.has(card)) return false
          return workOf(now, attempts.get(card) ?? 0) === leftAs
        })
        if (untouched.length === 0) throw new Refused(409, 'triage-worked')
        for (const { card, before } of untouched) writeOn(doc, card, before)
        return untouched
      },
      also: (tx, untouched) =>
        endDecisions(
          tx,
          untouched.map((row) => row.id),
          user,
        ),
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof Refused) || error.code !== 'triage-worked') throw error
      throw worked(await lastWorkers(sql, rows))
    })
  await writeDossiers(parts, campaign)
  const gone = new Set(undone.map((row) => row.card))
  const left = rows.filter((row) => !gone.has(row.card))
  const by = await lastWorkers(sql, left)
  return {
    undone: undone.map((row) => row.card),
    left: left.map(({ card }) => ({ card, by: by.get(card) ?? null })),
  }
}

async function nothingStands(sql: Sql, campaign: string, act: string): Promise<Refused> {
  const [ended] = await sql<{ by: string | null }[]>`
    select u.name as by
    from triage_decision d
    left join app_user u on u.id = d.ended_by
    where d.campaign_id = ${campaign} and d.act = ${act}
    limit 1`
  if (!ended) return notFound()
  return new Refused(409, 'triage-undone', {
    title: 'This was taken back, or decided again, already.',
    ...(ended.by === null ? {} : { fields: { by: ended.by } }),
  })
}

/** Cards whose contact details or notes somebody has written in since; what decisions brought themselves is not that. */
async function dossiersWorked(
  sql: Sql,
  rows: readonly DecisionRow[],
): Promise<ReadonlySet<CardId>> {
  const found = await sql<{ card: CardId }[]>`
    select distinct d.card_id as card
    from triage_decision d
    join event e on e.document_id = 'dossier/' || d.card_id
    where d.id = any(${rows.map((row) => row.id)})
      and e.verdict = 'kept'
      and e.field <> 'imiloFile'
      and not exists (
        select 1
        from triage_decision b
        where b.other_card_id = d.card_id and e.seq = any(b.brought_seqs)
      )
      and e.at > d.at`
  return new Set(found.map((row) => row.card))
}

/** Who changed each card last. */
async function lastWorkers(
  sql: Sql,
  rows: readonly DecisionRow[],
): Promise<ReadonlyMap<CardId, string>> {
  const found = await sql<{ card: CardId; by: string }[]>`
    select distinct on (e.card_id) e.card_id as card, u.name as by
    from event e
    join app_user u on u.id = e.user_id
    where e.card_id = any(${rows.map((row) => row.card)}) and e.verdict = 'kept'
    order by e.card_id, e.at desc, e.seq desc, e.n desc`
  return new Map(found.map(({ card, by }) => [card, by]))
}

function worked(by: ReadonlyMap<CardId, string>): Refused {
  const [who] = by.values()
  return new Refused(409, 'triage-worked', {
    title: `${who ?? 'Somebody'} has worked this card since: it stays where it is.`,
    ...(who === undefined ? {} : { fields: { by: who } }),
  })
}
