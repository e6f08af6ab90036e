// Who may open a document, from the tables. [P1, P5, P7]
import { documentId, type CampaignId, type DocumentId, type UserId } from '#shared/domain/ids.ts'
import { may } from '#shared/domain/permissions.ts'
import { place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { readActors } from '#server/auth/membership.ts'
import type { Queries } from '#server/database/sql.ts'

export type Access =
  | {
      readonly kind: 'granted'
      readonly actor: Actor
      readonly campaign: CampaignId
      readonly epoch: number
      /** Last number that was given. */
      readonly headSeq: number
    }
  /** Not there, or not for this person: the same answer. [P1] */
  | { readonly kind: 'gone' }
  | { readonly kind: 'no-right' }

export interface AccessAsked {
  readonly document: DocumentId
  readonly user: UserId
}

export async function readAccess(
  sql: Queries,
  document: DocumentId,
  user: UserId,
): Promise<Access> {
  const asked = { document, user }
  const answerTo = await readAccesses(sql, [asked])
  return answerTo(asked)
}

/** The same for many who ask at once: two statements for a meeting that starts. */
export async function readAccesses(
  sql: Queries,
  asked: readonly AccessAsked[],
): Promise<(one: AccessAsked) => Access> {
  const documents = [...new Set(asked.map((one) => one.document))]
  const rows = await sql<Row[]>`
    select d.id, d.campaign_id as campaign, d.epoch, d.head_seq, d.kind, c.fields -> 'at' as at
    from document d
    left join card c on d.kind = 'dossier' and c.id = split_part(d.id, '/', 2)
    where d.id = any(${documents})`
  const found = new Map(rows.map((row) => [row.id, row]))
  const people = new Map<CampaignId, UserId[]>()
  for (const { document, user } of asked) {
    const campaign = found.get(document)?.campaign
    if (campaign !== undefined) people.set(campaign, [...(people.get(campaign) ?? []), user])
  }
  const actors = new Map<CampaignId, ReadonlyMap<UserId, Actor>>()
  for (const [campaign, users] of people) {
    actors.set(campaign, await readActors(sql, campaign, [...new Set(users)]))
  }
  return ({ document, user }) => {
    const row = found.get(document)
    if (!row || row.kind === 'review') return { kind: 'gone' }
    const actor = actors.get(row.campaign)?.get(user)
    if (!actor) return { kind: 'gone' }
    const { campaign, epoch, headSeq } = row
    return mayOpen(actor, row)
      ? { kind: 'granted', actor, campaign, epoch, headSeq }
      : { kind: 'no-right' }
  }
}

interface Row {
  readonly id: DocumentId
  readonly campaign: CampaignId
  readonly epoch: number
  readonly headSeq: number
  readonly kind: string
  readonly at: unknown
}

export function mayOpen(actor: Actor, { kind, at }: { kind: string; at: unknown }): boolean {
  if (kind === 'board') return may(actor, 'board.open').allowed
  const parsed = place.safeParse(at)
  return may(actor, 'dossier.open', parsed.success ? { at: parsed.data } : {}).allowed
}

/** `/sync/board/<id>` → `board/<id>`; null for any other path. */
export function documentOfPath(path: string): DocumentId | null {
  if (!path.startsWith('/sync/')) return null
  const parsed = documentId.safeParse(path.slice('/sync/'.length))
  return parsed.success ? parsed.data : null
}
