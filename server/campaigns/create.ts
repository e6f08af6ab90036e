import { nanoid } from 'nanoid'
import type { CampaignSummary, CreateCampaignRequest } from '#shared/contracts/campaigns.ts'
import { boardOf, campaignId, laneId, userId, type UserId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import { templates } from '#shared/domain/templates.ts'
import { must } from '#shared/assert.ts'
import { invite } from '#server/auth/invitations.ts'
import type { Queries, Sql, Transaction } from '#server/database/sql.ts'
import { Refused } from '#server/errors.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { readBoardEntries, writeBoardEntries } from './board-entries.ts'
import { partsOf, type Part, type PersonDraft } from './people.ts'

/** Somebody without a password yet, and the token that lets them choose one. */
export interface Invited extends PersonDraft {
  readonly role: Role
  readonly token: string
}

export interface CreatedCampaign {
  /** With the creator's own role. */
  readonly campaign: CampaignSummary
  readonly invitations: readonly Invited[]
}

/**
 * Creates a campaign with its lanes, people and board document, in one transaction. People already here, by e-mail, are
 * reused. Refuses with 422 and the path of the entry when a person would have two roles or two lanes have one name.
 */
export function createCampaign(
  { sql, writer }: { sql: Sql; writer: DocumentWriter },
  request: CreateCampaignRequest,
  creator: UserId,
): Promise<CreatedCampaign> {
  return sql.begin((tx) => createCampaignIn({ tx, writer }, request, creator))
}

/** The same, in a transaction of the caller's. */
export async function createCampaignIn(
  { tx, writer }: { tx: Transaction; writer: DocumentWriter },
  request: CreateCampaignRequest,
  creator: UserId,
): Promise<CreatedCampaign> {
  refuseSameNames(request)
  const parts = partsOf(request, await readPerson(tx, creator))
  const people = await keepPeople(tx, parts)
  const personOf = (part: Part) => must(people.get(part.person.email), 'every part has its person')

  const id = campaignId.parse(nanoid(12))
  const { name, template } = request
  await tx`
    insert into campaign (id, name, template, settings)
    values (${id}, ${name}, ${template}, ${tx.json(request.settings ?? templates[template])})`

  const lanes = request.lanes.map((draft, position) => ({
    id: laneId.parse(nanoid(12)),
    campaignId: id,
    name: draft.name,
    position,
    postCodes: draft.postCodes,
    alsoWritten: draft.alsoWritten ?? [],
  }))
  const laneAt = (position: number) => must(lanes[position], 'a part names lanes of the request').id
  if (lanes.length > 0) await tx`insert into lane ${tx(lanes)}`

  const memberships = parts.map((part) => ({
    campaignId: id,
    userId: personOf(part).id,
    role: part.role,
    laneId: part.lane === null ? null : laneAt(part.lane),
    weeklyQuota: part.weeklyQuota,
  }))
  await tx`insert into membership ${tx(memberships)}`

  const managers = parts.flatMap((part) =>
    part.managerOf.map((lane) => ({ laneId: laneAt(lane), userId: personOf(part).id })),
  )
  if (managers.length > 0) await tx`insert into lane_manager ${tx(managers)}`

  const entries = await readBoardEntries(tx, id)
  await writer.create(tx, [
    {
      id: boardOf(id),
      campaign: id,
      user: creator,
      fill: (doc) => writeBoardEntries(doc, entries),
    },
  ])

  const invitations: Invited[] = []
  for (const part of parts) {
    const { id: user, name: keptName, hasPassword } = personOf(part)
    if (hasPassword) continue
    const { email } = part.person
    invitations.push({ name: keptName, email, role: part.role, token: await invite(tx, user) })
  }
  const own = must(
    memberships.find((one) => one.userId === creator),
    'the creator takes part',
  )
  return { campaign: { id, name, template, role: own.role }, invitations }
}

function refuseSameNames(request: CreateCampaignRequest): void {
  const seen = new Set<string>()
  for (const [i, { name }] of request.lanes.entries()) {
    if (seen.has(name)) {
      throw new Refused(422, 'duplicate-lane', {
        title: 'Two lanes of a campaign cannot have one name.',
        fields: { [`lanes.${i}.name`]: 'duplicate-lane' },
      })
    }
    seen.add(name)
  }
}

async function readPerson(sql: Queries, user: UserId): Promise<PersonDraft> {
  const [row] = await sql<PersonDraft[]>`select name, email from app_user where id = ${user}`
  return must(row, 'the creator is a user')
}

interface KeptPerson {
  readonly id: UserId
  readonly name: string
  readonly email: string
  readonly hasPassword: boolean
}

/** The people of the parts, by e-mail; those who are not here yet are made, without a password. */
async function keepPeople(
  tx: Transaction,
  parts: readonly Part[],
): Promise<Map<string, KeptPerson>> {
  // In one order, so that two campaigns made at once with the same people do not wait for each other.
  const drafts = parts
    .map(({ person: { name, email } }) => ({ id: userId.parse(nanoid(12)), name, email }))
    .toSorted((a, b) => (a.email < b.email ? -1 : 1))
  await tx`insert into app_user ${tx(drafts)} on conflict (email) do nothing`
  const rows = await tx<KeptPerson[]>`
    select id, name, email, password_hash is not null as has_password
    from app_user
    where email in ${tx(drafts.map((draft) => draft.email))}`
  return new Map(rows.map((row) => [row.email, row]))
}
