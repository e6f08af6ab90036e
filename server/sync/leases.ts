// Yjs client ids: small, re-used by the same person, one holder at a time. [G4]
// Two holders of one id diverge silently and for ever; and every transaction, here and in every browser, costs the number
// of ids that ever wrote.
import type { LeaseAnswer } from '#shared/contracts/sync.ts'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql } from '#server/database/sql.ts'
import { serverClientId } from './server-client.ts'

/** A lease nobody has connected with yet. */
const untilConnected = '60 seconds'
/** A lease whose socket went away with work that may not have arrived: kept for its page, or the page after a reload. */
const untilResumed = '5 minutes'
/** Between two signs of life of an open socket, with room for a slow database. */
const whileConnected = '45 seconds'

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
): Promise<Omit<LeaseAnswer, 'epoch'>> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`lease ${document}`}, 0))`
    if (resume) {
      const [kept] = await tx<{ fence: number }[]>`
        update document_client
        set session_id = ${session}, leased_until = now() + ${untilConnected}::interval
        where document_id = ${document} and client_id = ${resume.clientId}
          and user_id = ${user} and fence = ${resume.fence}
        returning fence`
      if (kept) return { clientId: resume.clientId, fence: kept.fence, resumed: true }
    }
    const [idle] = await tx<{ clientId: number; fence: number }[]>`
      update document_client
      set session_id = ${session}, fence = fence + 1, leased_until = now() + ${untilConnected}::interval
      where document_id = ${document} and client_id = (
        select client_id from document_client
        where document_id = ${document} and user_id = ${user} and leased_until <= now()
        order by client_id
        limit 1
      )
      returning client_id, fence`
    if (idle) return { ...idle, resumed: false }
    const [fresh] = await tx<{ clientId: number; fence: number }[]>`
      insert into document_client (document_id, client_id, user_id, session_id, leased_until)
      select
        ${document},
        coalesce(max(client_id), ${serverClientId}::bigint) + 1,
        ${user},
        ${session},
        now() + ${untilConnected}::interval
      from document_client
      where document_id = ${document}
      returning client_id, fence`
    if (!fresh) throw new Error('an insert returns its row')
    return { ...fresh, resumed: false }
  })
}

/** Binds a lease to a socket that opens; null when the id is another's, or has changed hands since. */
export async function bindLease(
  sql: Queries,
  lease: {
    readonly document: DocumentId
    readonly user: UserId
    readonly session: string
    readonly clientId: number
    readonly fence: number | null
  },
): Promise<{ clientId: number; fence: number } | null> {
  const [bound] = await sql<{ clientId: number; fence: number }[]>`
    update document_client
    set session_id = ${lease.session}, leased_until = now() + ${whileConnected}::interval
    where document_id = ${lease.document}
      and client_id = ${lease.clientId}
      and user_id = ${lease.user}
      and fence = coalesce(${lease.fence}::integer, fence)
    returning client_id, fence`
  return bound ?? null
}

export interface HeldLease {
  readonly document: DocumentId
  readonly clientId: number
}

/** Moves the end of open sockets' leases on. */
export async function extendLeases(sql: Queries, leases: readonly HeldLease[]): Promise<void> {
  if (leases.length === 0) return
  await sql`
    update document_client c
    set leased_until = now() + ${whileConnected}::interval
    from unnest(${leases.map((one) => one.document)}::text[], ${leases.map((one) => one.clientId)}::bigint[])
      as held (document_id, client_id)
    where c.document_id = held.document_id and c.client_id = held.client_id`
}

/** A socket has gone. `settled`: everything it sent is kept, and it said goodbye. */
export async function endLease(sql: Queries, held: HeldLease, settled: boolean): Promise<void> {
  const after = settled ? '0 seconds' : untilResumed
  await sql`
    update document_client
    set leased_until = now() + ${after}::interval
    where document_id = ${held.document} and client_id = ${held.clientId}`
}
