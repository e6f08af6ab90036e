import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as text that stands in a URL and in a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token, so that a stolen backup opens nothing. Plain SHA-256: a token cannot be guessed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
