// A campaign with two lanes, its people, and cards, made through the server's own rooms.
import * as Y from 'yjs'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { day } from '#shared/domain/day.ts'
import {
  boardOf,
  campaignId,
  cardId,
  dossierOf,
  laneId,
  userId,
  type CardId,
  type LaneId,
  type UserId,
} from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { templates, type TemplateName } from '#shared/domain/templates.ts'
import { hashToken, newToken } from '#server/auth/token.ts'
import { readBoardEntries, writeBoardEntries } from '#server/campaigns/board-entries.ts'
import type { Sql } from '#server/database/sql.ts'
import type { DocumentWriter } from '#server/sync/command.ts'

export const world = {
  campaign: campaignId.parse('camp01'),
  north: laneId.parse('lane_north'),
  south: laneId.parse('lane_south'),
  coordinator: userId.parse('u_coord'),
  manager: userId.parse('u_manager'),
  otherManager: userId.parse('u_manager2'),
  officer: userId.parse('u_officer'),
  otherOfficer: userId.parse('u_officer2'),
  southOfficer: userId.parse('u_officer3'),
  observer: userId.parse('u_observer'),
  stranger: userId.parse('u_stranger'),
} as const
export const board = boardOf(world.campaign)

interface Parts {
  readonly sql: Sql
  readonly rooms: DocumentWriter
}

/** The people, lanes and empty board. Officers: two in the north, one in the south; a manager for each. */
export async function buildWorld(
  { sql, rooms }: Parts,
  template: TemplateName = 'mission_locale',
): Promise<void> {
  const { campaign, north, south } = world
  const people = Object.entries(world)
    .filter(([, id]) => id.startsWith('u_'))
    .map(([name, id]) => ({ id, email: `${name.toLowerCase()}@example.org`, name: `Name ${name}` }))
  const member = (user: string, role: string, lane: string | null = null) => {
    const laneOf = template === 'platform' ? null : lane
    return { campaignId: campaign, userId: user, role, laneId: laneOf, weeklyQuota: 10 }
  }
  await sql.begin(async (tx) => {
    await tx`insert into app_user ${tx(people)}`
    await tx`
      insert into campaign (id, name, template, settings)
      values (${campaign}, 'Campaign', ${template}, ${tx.json(templates[template])})`
    await tx`insert into lane ${tx([
      { id: north, campaignId: campaign, name: 'North', position: 0 },
      { id: south, campaignId: campaign, name: 'South', position: 1 },
    ])}`
    await tx`insert into membership ${tx([
      member(world.coordinator, 'coordinator'),
      member(world.manager, 'manager'),
      member(world.otherManager, 'manager'),
      member(world.officer, 'officer', north),
      member(world.otherOfficer, 'officer', north),
      member(world.southOfficer, 'officer', south),
      member(world.observer, 'observer'),
    ])}`
    await tx`insert into lane_manager ${tx([
      { laneId: north, userId: world.manager },
      { laneId: south, userId: world.otherManager },
    ])}`
    const entries = await readBoardEntries(tx, campaign)
    await rooms.create(tx, [
      {
        id: board,
        campaign,
        user: world.coordinator,
        fill: (doc) => writeBoardEntries(doc, entries),
      },
    ])
  })
}

/** Further lanes below the two, `lane_02`, `lane_03` …, without people of their own. */
export async function addLanes({ sql, rooms }: Parts, count: number): Promise<LaneId[]> {
  const ids = Array.from({ length: count }, (_, i) =>
    laneId.parse(`lane_${String(i + 2).padStart(2, '0')}`),
  )
  const { campaign } = world
  await sql`insert into lane ${sql(
    ids.map((id, i) => ({ id, campaignId: campaign, name: `Lane ${i + 2}`, position: i + 2 })),
  )}`
  const entries = await readBoardEntries(sql, campaign)
  await rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => writeBoardEntries(doc, entries),
  })
  return ids
}

export const places = {
  received: { stage: 'received', lane: null, officer: null, rank: 'a0' },
  /** In the north, nobody's. */
  free: { stage: 'dispatched', lane: world.north, officer: null, rank: 'a0' },
  /** In the north, the officer's own. */
  own: { stage: 'first_contact', lane: world.north, officer: world.officer, rank: 'a0' },
  south: { stage: 'dispatched', lane: world.south, officer: null, rank: 'a0' },
} as const satisfies Record<string, Place>

/** Puts cards on the board, `card_000`, `card_001` …, each with its dossier. */
export async function addCards(
  { rooms }: Parts,
  at: readonly Place[],
  from = 0,
): Promise<CardId[]> {
  const ids = at.map((_, i) => cardId.parse(`card_${String(from + i).padStart(3, '0')}`))
  await rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => writeCards(doc, ids, at),
    also: (tx) =>
      rooms.create(
        tx,
        ids.map((id) => ({
          id: dossierOf(id),
          campaign: world.campaign,
          user: world.coordinator,
          fill: (doc) => {
            const { person, numbers, notes } = dossierTypes(doc)
            person.set('email', 'secret@example.org')
            numbers.set('number01', {
              raw: '06 12 34 56 78',
              e164: '+33612345678',
              owner: 'youth',
              status: 'untried',
            })
            notes.insert(0, 'hello')
          },
        })),
      ),
  })
  return ids
}

/** The same by the thousand, and without dossiers: what only the board is asked for. */
export async function addManyCards({ rooms }: Parts, at: readonly Place[]): Promise<CardId[]> {
  const ids = at.map((_, i) => cardId.parse(`many_${String(i).padStart(5, '0')}`))
  const atOnce = 500
  for (let i = 0; i < ids.length; i += atOnce) {
    const part = [ids.slice(i, i + atOnce), at.slice(i, i + atOnce)] as const
    await rooms.execute(board, {
      user: world.coordinator,
      edit: (doc) => writeCards(doc, ...part),
    })
  }
  return ids
}

function writeCards(doc: Y.Doc, ids: readonly CardId[], at: readonly Place[]): void {
  const { cards } = boardTypes(doc)
  for (const [i, id] of ids.entries()) {
    const map = new Y.Map<unknown>()
    cards.set(id, map)
    map.set('who', {
      lastName: `Nom${i}`,
      firstName: 'Prénom',
      age: 17,
      sex: null,
      postCode: null,
      commune: 'Lille',
      qpv: null,
    })
    map.set('received', { on: day.parse('2026-11-02'), source: 'operator_list', list: null })
    map.set('contact', { phones: 1, email: false, toRepair: false })
    map.set('known', 'unknown')
    map.set('at', at[i])
  }
}

/** A session of `user`; answers the Cookie header. */
export async function signIn(sql: Sql, user: UserId): Promise<string> {
  const token = newToken()
  await sql`
    insert into session (id, user_id, expires_at)
    values (${hashToken(token)}, ${user}, now() + interval '7 days')`
  return `relance=${token}`
}
