// Once a second: heads of the open documents, sessions and rights of the people on them. [G8, G9]
import { closeCode } from '#shared/contracts/sync.ts'
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { readActors } from '#server/auth/membership.ts'
import type { Sql } from '#server/database/sql.ts'
import { mayOpen } from './access.ts'
import { checkLeases } from './lost-leases.ts'
import type { Room } from './room.ts'
import type { Point } from './witness.ts'

interface HeadRow {
  readonly id: DocumentId
  readonly epoch: number
  readonly headSeq: number
  readonly leaseMoves: number
}

/**
 * Takes over what other processes have kept in these rooms. `onBack`: a document has not come as far as this process was
 * told that it had. [G12]
 */
export async function catchUpRooms(
  sql: Sql,
  rooms: readonly Room[],
  onBack: (point: Point) => Promise<void>,
): Promise<void> {
  if (rooms.length === 0) return
  // Before the tables are read: a room moves on meanwhile.
  const reached = rooms.map(({ document, epoch, seq }): Point => ({ document, epoch, seq }))
  const heads = await sql<HeadRow[]>`
    select id, epoch, head_seq, lease_moves from document
    where id = any(${rooms.map((room) => room.document)})`
  const byId = new Map(heads.map((head) => [head.id, head]))
  const lost = reached.find(({ document, epoch, seq }) => {
    const head = byId.get(document)
    return head?.epoch === epoch && head.headSeq < seq
  })
  if (lost) {
    await onBack(lost)
    return
  }
  for (const room of rooms) {
    const head = byId.get(room.document)
    if (!head) room.catchUp(null)
    if (head && (head.headSeq !== room.seq || head.epoch !== room.epoch)) room.catchUp(head)
    if (head) await closeLost(sql, room, head.leaseMoves)
  }
}

/** [G4] Closes the sockets whose client id was taken up elsewhere: a page that comes back after a cut. */
async function closeLost(sql: Sql, room: Room, leaseMoves: number): Promise<void> {
  const { document } = room
  const doubtful = [...room.connections].filter(
    (one) => one.lease !== null && one.leaseCheckedAt < leaseMoves,
  )
  if (doubtful.length === 0) return
  const lost = await checkLeases(sql, doubtful, { document, leaseMoves })
  for (const one of lost) room.expel(one, closeCode.resetNeeded, 'the id was taken up elsewhere')
}

/** [G9] A session has ended: its sockets close, and nothing of them that still waits is kept. */
export function sendAway(session: string, rooms: readonly Room[]): void {
  for (const room of rooms) {
    for (const one of room.connections) {
      if (one.session === session) room.expel(one, closeCode.signedOut, 'signed out')
    }
  }
}

/** [G9] The same for sessions that were ended anywhere. */
export async function closeEndedSessions(sql: Sql, rooms: readonly Room[]): Promise<void> {
  const present = rooms.flatMap((room) => [...room.connections].map((one) => ({ room, one })))
  const sessions = [...new Set(present.map(({ one }) => one.session))]
  if (sessions.length === 0) return
  const rows = await sql<{ id: string }[]>`
    select id from session where id = any(${sessions}) and expires_at > now()`
  const alive = new Set(rows.map((row) => row.id))
  for (const { room, one } of present) {
    if (!alive.has(one.session)) room.expel(one, closeCode.signedOut, 'signed out')
  }
}

/** [G9] Reads the rights of everybody who is connected, and acts on what has changed. */
export async function applyRights(sql: Sql, rooms: readonly Room[]): Promise<void> {
  // Taken now: whoever joins while the tables are read has just been let in by them.
  const present = rooms.flatMap((room) => [...room.connections].map((one) => ({ room, one })))
  if (present.length === 0) return
  const people = new Map<CampaignId, Set<UserId>>()
  for (const { room, one } of present) {
    const users = people.get(room.campaign) ?? new Set()
    people.set(room.campaign, users.add(one.user.id))
  }
  const actors = new Map<CampaignId, Map<UserId, Actor>>()
  for (const [campaign, users] of people) {
    actors.set(campaign, await readActors(sql, campaign, [...users]))
  }
  const places = await readPlaces(sql, rooms)
  for (const { room, one } of present) {
    const kind = room.document.split('/')[0] ?? ''
    const at = places.get(room.document)
    const actor = actors.get(room.campaign)?.get(one.user.id)
    if (!actor) room.expel(one, closeCode.gone, 'not a member')
    else if (!mayOpen(actor, { kind, at })) room.expel(one, closeCode.noRight, 'no right')
    else if (one.role !== actor.role) {
      one.role = actor.role
      one.tell({ type: 'role', role: actor.role })
    }
  }
}

/** Where the cards of open dossiers stand: who may read them follows the card. [P7] */
async function readPlaces(sql: Sql, rooms: readonly Room[]): Promise<Map<string, unknown>> {
  const dossiers = rooms.flatMap(({ document }) =>
    document.startsWith('dossier/') ? [document.slice('dossier/'.length)] : [],
  )
  if (dossiers.length === 0) return new Map()
  const rows = await sql<{ id: string; at: unknown }[]>`
    select id, fields -> 'at' as at from card where id = any(${dossiers})`
  return new Map(rows.map((row) => [`dossier/${row.id}`, row.at]))
}
