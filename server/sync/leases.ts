// Yjs client ids: small, re-used by the same person, one holder at a time. [G4]
// Two holders of one id diverge silently and for ever; and every transaction, here and in every browser, costs the number
// of ids that ever wrote.
import type { LeaseAnswer } from '#shared/contracts/sync.ts'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Queries, Sql, Transaction } from '#server/database/sql.ts'
import { randomUUID } from 'node:crypto'
import { serverClientId } from './server-client.ts'

/** A lease nobody has connected with yet. */
const untilConnected = '60 seconds'
/** A lease whose socket went away with work that may not have arrived: kept for its page, or the page after a reload. */
const untilResumed = '5 minutes'
/** Between two signs of life of an open socket, with room for a slow database. */
const whileConnected = '45 seconds'
/** A process that is silent for this long has died, and holds nothing open any more. */
const whileAlive = '5 seconds'

export interface LeaseRequest {
  readonly document: DocumentId
  readonly user: UserId
  readonly session: string
  readonly resume: { readonly clientId: number; readonly fence: number } | null
}

/** The client id that a page may write with: its own of before where nobody took it, else one that is idle, else a new one. */
export function takeLease(
  sql: Sql,
  { document, user, session, resume }: LeaseRequest,
): Promise<LeaseAnswer> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`lease ${document}`}, 0))`
    const [found] = await tx<{ epoch: number }[]>`
      select epoch from document where id = ${document}`
    // A document that begins another epoch meanwhile tells so when the lease is connected with.
    const { epoch } = must(found, 'a leased document has its row')
    if (resume) {
      const [kept] = await tx<{ fence: number }[]>`
        update document_client
        set session_id = ${session}, leased_until = now() + ${untilConnected}::interval
        where document_id = ${document} and client_id = ${resume.clientId}
          and user_id = ${user} and fence = ${resume.fence}
        returning fence`
      if (kept) return { clientId: resume.clientId, epoch, fence: kept.fence, resumed: true }
    }
    const idle = await takeIdle(tx, { document, user, session })
    if (idle) return { ...idle, epoch, resumed: false }
    const [fresh] = await tx<{ clientId: number; fence: number }[]>`
      insert into document_client (document_id, client_id, user_id, session_id, fence, leased_until)
      select
        ${document},
        coalesce(max(client_id), ${serverClientId}::bigint) + 1,
        ${user},
        ${session},
        -- a page of an earlier epoch that asks for its lease again must not be taken for this one
        (select first_fence from document where id = ${document}),
        now() + ${untilConnected}::interval
      from document_client
      where document_id = ${document}
      returning client_id, fence`
    return { ...must(fresh, 'an insert returns its row'), epoch, resumed: false }
  })
}

/** The smallest id of this person that nobody uses, with a new fence. */
async function takeIdle(
  tx: Transaction,
  { document, user, session }: Omit<LeaseRequest, 'resume'>,
): Promise<{ clientId: number; fence: number } | null> {
  const [found] = await tx<{ clientId: number; holder: string | null }[]>`
    select client_id, holder from document_client
    where document_id = ${document} and user_id = ${user} and leased_until <= now()
    order by client_id
    limit 1`
  if (!found) return null
  // A holder of before may still be at work in a process that was not heard of for long.
  if (found.holder !== null) await moveLeases(tx, document)
  const [idle] = await tx<{ clientId: number; fence: number }[]>`
    update document_client
    set
      session_id = ${session},
      fence = fence + 1,
      leased_until = now() + ${untilConnected}::interval,
      holder = null,
      held_by = null
    where document_id = ${document} and client_id = ${found.clientId}
      and (holder is null or holder = ${found.holder})
    returning client_id, fence`
  return idle ?? null
}

/** Locks the document's row, as a commit does: what was in its queue is kept before, or looked up after. */
async function moveLeases(tx: Transaction, document: DocumentId): Promise<number> {
  const [row] = await tx<{ leaseMoves: number }[]>`
    update document set lease_moves = lease_moves + 1 where id = ${document} returning lease_moves`
  return must(row, 'a leased document has its row').leaseMoves
}

/** A lease that one socket holds, whatever the process. */
export interface BoundLease {
  readonly clientId: number
  readonly fence: number
  /** Name of this binding; the row names the latest. */
  readonly holder: string
  /** The document's count of take-overs when it was bound: of two bindings the one with the higher count is newer. */
  readonly boundAt: number
  /** Another socket, of this process or another, may still have the id open. */
  readonly tookOver: boolean
}

export interface LeaseBinding {
  readonly document: DocumentId
  readonly user: UserId
  readonly session: string
  readonly clientId: number
  /** Null: the client does not know; it gets the id only where nobody has it open. */
  readonly fence: number | null
  /** This process, as `stayAlive` names it. */
  readonly process: string
}

/**
 * Binds a lease to a socket that opens; null when the id is another's, has changed hands, or is in use. A socket with the
 * fence of the one that has the id open is the same page coming back after a cut: it takes over.
 */
export async function bindLease(sql: Sql, lease: LeaseBinding): Promise<BoundLease | null> {
  const holder = randomUUID()
  const { document, clientId, fence } = lease
  const [bound] = await sql<{ fence: number; boundAt: number }[]>`
    update document_client c
    set
      session_id = ${lease.session},
      leased_until = now() + ${whileConnected}::interval,
      holder = ${holder},
      held_by = ${lease.process}
    from document d
    where d.id = c.document_id
      and c.document_id = ${document}
      and c.client_id = ${clientId}
      and c.user_id = ${lease.user}
      and c.fence = coalesce(${fence}::integer, c.fence)
      and c.holder is null
    returning c.fence, d.lease_moves as bound_at`
  if (bound) return { clientId, holder, ...bound, tookOver: false }
  return sql.begin(async (tx) => {
    const boundAt = await moveLeases(tx, document)
    const [taken] = await tx<{ fence: number }[]>`
      update document_client
      set
        session_id = ${lease.session},
        leased_until = now() + ${whileConnected}::interval,
        holder = ${holder},
        held_by = ${lease.process}
      where document_id = ${document}
        and client_id = ${clientId}
        and user_id = ${lease.user}
        and (
          fence = ${fence}::integer
          or (${fence}::integer is null and not exists (
            select 1 from sync_process
            where id = held_by and seen_at > now() - ${whileAlive}::interval
          ))
        )
      returning fence`
    return taken ? { clientId, holder, boundAt, fence: taken.fence, tookOver: true } : null
  })
}

export interface HeldLease {
  readonly document: DocumentId
  readonly holder: string
  readonly clientId: number
}

/** Moves the end of open sockets' leases on. */
export async function extendLeases(sql: Queries, leases: readonly HeldLease[]): Promise<void> {
  if (leases.length === 0) return
  await sql`
    update document_client c
    set leased_until = now() + ${whileConnected}::interval
    from unnest(
      ${leases.map((one) => one.document)}::text[],
      ${leases.map((one) => one.clientId)}::bigint[],
      ${leases.map((one) => one.holder)}::text[]
    ) as held (document_id, client_id, holder)
    where c.document_id = held.document_id
      and c.client_id = held.client_id
      and c.holder = held.holder`
}

/** Those of these leases that another socket holds now, or nobody. */
export async function findLostLeases<T extends HeldLease>(
  sql: Queries,
  leases: readonly T[],
): Promise<Set<T>> {
  if (leases.length === 0) return new Set()
  const rows = await sql<{ holder: string }[]>`
    select c.holder from document_client c
    join unnest(
      ${leases.map((one) => one.document)}::text[],
      ${leases.map((one) => one.clientId)}::bigint[],
      ${leases.map((one) => one.holder)}::text[]
    ) as held (document_id, client_id, holder)
      on c.document_id = held.document_id
      and c.client_id = held.client_id
      and c.holder = held.holder`
  const still = new Set(rows.map((row) => row.holder))
  return new Set(leases.filter((one) => !still.has(one.holder)))
}

/** A socket has gone. `settled`: everything it sent is kept, and it said goodbye. */
export async function endLease(sql: Queries, held: HeldLease, settled: boolean): Promise<void> {
  const after = settled ? '0 seconds' : untilResumed
  // What waits in the queue of its room may still be kept: the name of the holder stays until another comes.
  await sql`
    update document_client
    set
      leased_until = now() + ${after}::interval,
      holder = case when ${settled} then null else holder end,
      held_by = null
    where document_id = ${held.document}
      and client_id = ${held.clientId}
      and holder = ${held.holder}`
}

/** Whether anybody has the document open to write, in a process that is alive. */
export async function isOpenToWrite(sql: Queries, document: DocumentId): Promise<boolean> {
  const rows = await sql`
    select 1
    from document_client c
    join sync_process p on p.id = c.held_by
    where c.document_id = ${document} and p.seen_at > now() - ${whileAlive}::interval
    limit 1`
  return rows.length > 0
}

/** A sign of life of this process; answers the others that are alive. */
export async function stayAlive(sql: Queries, process: string): Promise<string[]> {
  await sql`
    insert into sync_process (id) values (${process})
    on conflict (id) do update set seen_at = now()`
  const others = await sql<{ id: string }[]>`
    select id from sync_process
    where id <> ${process} and seen_at > now() - ${whileAlive}::interval`
  return others.map((one) => one.id)
}

/** This process holds nothing any more; rows of those that died long ago go along. */
export async function endProcess(sql: Queries, process: string): Promise<void> {
  await sql`
    delete from sync_process where id = ${process} or seen_at < now() - interval '1 day'`
}
