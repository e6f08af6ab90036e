// AES-256-GCM around what triage keeps of i-milo. The key lies in `server_secret`: a copy of one table says nothing; a
// whole backup holds both, and forgets both when the extract goes.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readSecret } from '#server/database/secret.ts'
import type { Queries } from '#server/database/sql.ts'

const nonceBytes = 12
const tagBytes = 16

export function readSealKey(sql: Queries): Promise<Uint8Array> {
  return readSecret(sql, 'triage')
}

/** JSON, gzipped and sealed: nonce, tag, ciphertext. */
export function seal(value: unknown, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(gzipSync(JSON.stringify(value))), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** What `seal` was given. Throws when the bytes are not its own. */
export function unseal(sealed: Uint8Array, key: Uint8Array): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const body = Buffer.concat([
    decipher.update(sealed.subarray(nonceBytes + tagBytes)),
    decipher.final(),
  ])
  return JSON.parse(gunzipSync(body).toString('utf8'))
}
