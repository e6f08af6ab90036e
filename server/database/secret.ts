import { randomBytes } from 'node:crypto'
import type { Queries } from './sql.ts'

/** A secret that the server makes for itself: 32 bytes, made by whichever process needs it first, the same for all. */
export async function readSecret(sql: Queries, name: string): Promise<Uint8Array> {
  const find = () =>
    sql<{ value: Uint8Array }[]>`select value from server_secret where name = ${name}`
  const [known] = await find()
  if (known) return known.value
  await sql`
    insert into server_secret (name, value)
    values (${name}, ${randomBytes(32)})
    on conflict (name) do nothing`
  const [row] = await find()
  if (!row) throw new Error(`The secret ${name} could not be kept.`)
  return row.value
}
