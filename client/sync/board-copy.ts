// A board as this page last saw it, on disk, sealed with the session's key: what a reload without the network opens.
import { z } from 'zod'
import { documentId, userId, type DocumentId } from '#shared/domain/ids.ts'
import { role } from '#shared/domain/roles.ts'
import { deleteDatabase, openDatabase, request, write } from './disk.ts'

const copyFacts = z.object({
  document: documentId,
  lease: z.object({ clientId: z.number(), epoch: z.number(), fence: z.number() }),
  role: role.nullable(),
  me: z.object({ id: userId, name: z.string() }),
})

/** What is kept beside the content: whose it is, and under which right to write. */
export type CopyFacts = z.infer<typeof copyFacts>

export interface BoardCopy extends CopyFacts {
  /** The document as one Yjs update. */
  readonly update: Uint8Array<ArrayBuffer>
}

interface Row {
  readonly document: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly facts: ArrayBuffer
  readonly ivOfUpdate: Uint8Array<ArrayBuffer>
  readonly update: ArrayBuffer
}

const database = { name: 'relance-copy', table: 'documents', keyPath: 'document' } as const

/** Replaces what was kept of the document before. */
export async function keepCopy(copy: BoardCopy, key: CryptoKey): Promise<void> {
  const { update, ...facts } = copy
  const text = new TextEncoder().encode(JSON.stringify(facts))
  const [sealedFacts, sealedUpdate] = await Promise.all([seal(text, key), seal(update, key)])
  const row: Row = {
    document: copy.document,
    iv: sealedFacts.iv,
    facts: sealedFacts.sealed,
    ivOfUpdate: sealedUpdate.iv,
    update: sealedUpdate.sealed,
  }
  const open = await openDatabase(database)
  if (!open) return
  try {
    await write(open, database.table, (store) => store.put(row))
  } finally {
    open.close()
  }
}

/** null: nothing was kept, or it is another session's, which nobody can open any more. */
export async function readCopy(document: DocumentId, key: CryptoKey): Promise<BoardCopy | null> {
  const open = await openDatabase(database)
  if (!open) return null
  try {
    const store = open.transaction(database.table).objectStore(database.table)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of this table are written above
    const row = (await request(store.get(document))) as Row | undefined
    if (!row) return null
    const facts = await unseal(row.facts, row.iv, key)
    const update = await unseal(row.update, row.ivOfUpdate, key)
    const read = copyFacts.parse(JSON.parse(new TextDecoder().decode(facts)))
    return { ...read, update }
  } catch {
    return null
  } finally {
    open.close()
  }
}

/** [P9] Who may not see the board any more has nothing of it left to open. */
export async function forgetCopy(document: DocumentId): Promise<void> {
  const open = await openDatabase(database)
  if (!open) return
  try {
    await write(open, database.table, (store) => store.delete(document))
  } finally {
    open.close()
  }
}

/** At the sign-out: nothing of any board stays on this computer, sealed or not. */
export function forgetCopies(): Promise<void> {
  return deleteDatabase(database.name)
}

async function seal(bytes: Uint8Array<ArrayBuffer>, key: CryptoKey) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) }
}

async function unseal(sealed: ArrayBuffer, iv: Uint8Array<ArrayBuffer>, key: CryptoKey) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed))
}
