// Unacknowledged acts on disk, sealed with a key that only this session can get again: nothing readable stays behind.
import { fromBase64, toBase64 } from 'lib0/buffer'
import { z } from 'zod'
import type { DocumentId } from '#shared/domain/ids.ts'
import type { UnsentAct } from './act.ts'
import { openDatabase, request, write } from './disk.ts'
import type { ActStore } from './outbox.ts'

/** The right to write that the acts were made under; resumed with them where the server still grants it. */
export interface Lease {
  readonly clientId: number
  readonly epoch: number
  readonly fence: number
}

/** Acts of a page that is gone, with the lease they were written under. */
export interface LeftBehind {
  readonly lease: Lease
  readonly acts: readonly UnsentAct[]
}

export interface OutboxStore {
  /** Acts that pages of this browser left behind for `document`; they stay on disk until they are forgotten. */
  readonly adopt: (document: DocumentId) => Promise<LeftBehind[]>
  readonly forget: (ids: readonly string[]) => Promise<void>
  readonly openFor: (document: DocumentId, lease: Lease) => ActStore
  readonly close: () => void
}

interface Row {
  readonly id: string
  readonly document: string
  /** The page that wrote the row, and holds the lock of this name while it lives. */
  readonly page: string
  readonly lease: Lease
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

const table = 'acts'
const onDisk = { name: 'relance-unsent', table, keyPath: 'id' } as const

/** null where this browser cannot keep secrets on disk (no secure context, private window without storage). */
export async function openOutboxStore(key: CryptoKey): Promise<OutboxStore | null> {
  if (!('locks' in navigator)) return null
  const database = await openDatabase(onDisk)
  if (!database) return null
  const page = crypto.randomUUID()
  const letGo = await holdLock(page)
  return {
    adopt: async (document) => {
      const rows = (await readAll(database)).filter((row) => row.document === document)
      const left: LeftBehind[] = []
      for (const owner of new Set(rows.map((row) => row.page))) {
        if (owner === page || (await isAlive(owner))) continue
        const own = rows.filter((row) => row.page === owner)
        const { groups, closed } = await unseal(own, key)
        left.push(...groups)
        if (closed.length > 0) await removeRows(database, closed)
      }
      return left
    },
    forget: (ids) => removeRows(database, ids),
    openFor: (document, lease) => ({
      put: async (act) => {
        const row = await seal({ act, document, lease, page, key })
        await write(database, table, (store) => store.put(row))
      },
      remove: (ids) => removeRows(database, ids),
    }),
    close: () => {
      letGo()
      database.close()
    },
  }
}

/** Acts of every page of this browser that are on disk, for any document. */
export async function countLeft(): Promise<number> {
  const database = await openDatabase(onDisk)
  if (!database) return 0
  try {
    return await request(database.transaction(table).objectStore(table).count())
  } finally {
    database.close()
  }
}

/** Takes them all off the disk. */
export async function forgetLeft(): Promise<void> {
  const database = await openDatabase(onDisk)
  if (!database) return
  try {
    await write(database, table, (store) => store.clear())
  } finally {
    database.close()
  }
}

const sealedAct = z.object({
  id: z.string(),
  act: z.string(),
  cards: z.array(z.string()),
  from: z.number(),
  to: z.number(),
  update: z.string(),
  writes: z.array(
    z.object({
      root: z.string(),
      path: z.array(z.string()),
      key: z.string(),
      old: z.unknown(),
      value: z.unknown(),
    }),
  ),
  at: z.string(),
})

async function seal(parts: {
  act: UnsentAct
  document: string
  lease: Lease
  page: string
  key: CryptoKey
}): Promise<Row> {
  const { act, document, lease, page, key } = parts
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = JSON.stringify({ ...act, update: toBase64(act.update) })
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(text),
  )
  return { id: act.id, document, page, lease, iv, sealed }
}

/** Rows of one page, by lease. A row sealed for a session that is over cannot be opened by anybody: it is dropped. */
async function unseal(
  rows: readonly Row[],
  key: CryptoKey,
): Promise<{ groups: LeftBehind[]; closed: string[] }> {
  const closed: string[] = []
  const byLease = new Map<string, { lease: Lease; acts: UnsentAct[] }>()
  for (const row of rows) {
    const act = await open(row, key)
    if (!act) {
      closed.push(row.id)
      continue
    }
    const name = `${row.lease.epoch}/${row.lease.clientId}/${row.lease.fence}`
    const group = byLease.get(name) ?? { lease: row.lease, acts: [] }
    group.acts.push(act)
    byLease.set(name, group)
  }
  for (const group of byLease.values()) group.acts.sort((a, b) => a.from - b.from)
  return { groups: [...byLease.values()], closed }
}

async function open(row: Row, key: CryptoKey): Promise<UnsentAct | null> {
  try {
    const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv }, key, row.sealed)
    const act = sealedAct.parse(JSON.parse(new TextDecoder().decode(clear)))
    return { ...act, update: fromBase64(act.update) }
  } catch {
    return null
  }
}

/** A page is alive while it holds the lock of its name; the browser lets go of it however the page ends. */
function holdLock(page: string): Promise<() => void> {
  return new Promise((resolve) => {
    void navigator.locks.request(
      lockName(page),
      () => new Promise<void>((release) => resolve(() => release())),
    )
  })
}

function isAlive(page: string): Promise<boolean> {
  return navigator.locks.request(lockName(page), { ifAvailable: true }, (lock) => lock === null)
}

const lockName = (page: string) => `relance-page-${page}`

function readAll(database: IDBDatabase): Promise<Row[]> {
  const all: IDBRequest<Row[]> = database.transaction(table).objectStore(table).getAll()
  return request(all)
}

function removeRows(database: IDBDatabase, ids: readonly string[]): Promise<void> {
  return write(database, table, (store) => {
    for (const id of ids) store.delete(id)
  })
}
