import { hash, hashSync, verify, type Options } from '@node-rs/argon2'
import { newToken } from './token.ts'

// argon2id with OWASP's first choice for interactive sign-in: 19 MiB, two passes, one lane; 15 ms on two cores.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options

/** An argon2id hash in PHC format. Passwords are compared in Unicode NFKC, so that another keyboard types the same one. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** A hash that no password opens: what an unknown address is verified against, so that it takes as long. */
export function unopenableHash(): string {
  return hashSync(newToken(), parameters)
}

export function isPassword(kept: string, password: string): Promise<boolean> {
  return verify(kept, password.normalize('NFKC'))
}

/** Whether a hash was made with less work than asked for today. */
export function isWeak(kept: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(kept)
  if (!found) return true
  return Number(found[1]) < parameters.memoryCost || Number(found[2]) < parameters.timeCost
}
