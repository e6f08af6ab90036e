// One youth beside the files and the cards that may be theirs: the only way anything of the extract is served. [P7]
import type * as Y from 'yjs'
import type { DuplicateCard, TriageCandidate, TriageCardAnswer } from '#shared/contracts/triage.ts'
import { findReferent, type Staff } from '#shared/domain/dispatch.ts'
import { boardOf, type CampaignId, type CardId, type UserId } from '#shared/domain/ids.ts'
import { staffOf } from '#shared/documents/staff.ts'
import type { Sql } from '#server/database/sql.ts'
import { todayInParis } from '#server/imports/today.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { knownAs } from './known-as.ts'
import type { SealedCandidate } from './match-here.ts'
import { madeOf, readCandidates, readGround, readMatches, type MatchRow } from './matches.ts'
import { readSealKey } from './seal.ts'
import { readYouths, type YouthRow } from './youths.ts'

type Side = TriageCandidate['person']

/** null when the card is not there; `stale` when it has to be matched (again). */
export async function readTriageCard(
  { sql, writer }: { readonly sql: Sql; readonly writer: DocumentWriter },
  { campaign, user, card }: { campaign: CampaignId; user: UserId; card: CardId },
): Promise<{
  readonly answer: Omit<TriageCardAnswer, 'matching' | 'failed'>
  readonly stale: boolean
} | null> {
  const ground = await readGround(sql, campaign, [card])
  const [row] = ground.youths
  if (!row) return null
  const match = (await readMatches(sql, campaign, [card])).get(card)
  const fresh = match?.madeOf === madeOf(row, ground) ? match : null
  const key = await readSealKey(sql)
  const candidates = fresh
    ? ((await readCandidates(sql, { campaign, cards: [card], key })).get(card) ?? [])
    : []
  const staff = await writer.execute(boardOf(campaign), {
    user,
    edit: (doc: Y.Doc) => staffOf(doc),
  })
  const refused = ground.refusals.get(card) ?? []
  return {
    stale: row.waiting && !fresh,
    answer: {
      card,
      youth: youthOf(row),
      verdict: fresh?.verdict ?? null,
      candidates: candidates.map((one) => candidateOf(one, staff)),
      duplicates: fresh ? await duplicatesOf(sql, campaign, fresh) : [],
      refused: refused.flatMap((one) => (one.startsWith('file:') ? [one.slice(5)] : [])),
    },
  }
}

function youthOf(row: YouthRow): TriageCardAnswer['youth'] {
  const { fields } = row
  return {
    ...sideOf(row),
    imiloFile: row.imiloFile,
    ine: row.ine,
    programme: fields.schooling?.programme ?? fields.schooling?.level ?? null,
    situation: fields.situation ?? null,
    wish: row.wish ?? null,
    territory: fields.territory ?? null,
    knownByList: fields.knownByList ?? null,
  }
}

function sideOf({ who, birthDate, email, numbers, fields }: YouthRow): Side {
  return {
    lastName: who.lastName,
    usageName: fields.usageName ?? null,
    firstName: who.firstName,
    birthDate,
    phones: Object.values(numbers).map(({ e164, raw, owner }) => ({ text: e164 ?? raw, owner })),
    email,
    address: fields.address?.lines ?? [],
    postCode: fields.address?.postCode ?? who.postCode,
    commune: fields.address?.commune ?? who.commune,
  }
}

function candidateOf({ candidate, file }: SealedCandidate, staff: Staff): TriageCandidate {
  const { lastName, usageName, firstName, birthDate, phones, email, address } = file
  return {
    ...candidate,
    person: {
      lastName,
      usageName,
      firstName,
      birthDate,
      phones: phones.map((text) => ({ text, owner: 'youth' as const })),
      email,
      address: [...address],
      postCode: file.postCode,
      commune: file.commune,
    },
    site: file.site,
    advisor: file.advisor,
    referent: file.advisor === null ? { kind: 'none' } : findReferent(file.advisor, staff),
    status: file.status,
    lastInterview: file.lastInterview,
    known: knownAs(file, todayInParis()),
  }
}

async function duplicatesOf(
  sql: Sql,
  campaign: CampaignId,
  { duplicates }: MatchRow,
): Promise<DuplicateCard[]> {
  const cards = duplicates.map((one) => one.card)
  const rows = new Map(
    (await readYouths(sql, campaign, cards)).map((row) => [row.card, row] as const),
  )
  return duplicates.flatMap((one) => {
    const row = rows.get(one.card)
    return row ? [{ ...one, person: sideOf(row), closed: row.closed }] : []
  })
}
