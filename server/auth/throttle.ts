// Growing pauses between failed sign-ins, counted in the database so that every process counts together.
import { hashToken } from './token.ts'
import type { Sql } from '#server/database/sql.ts'

interface Allowance {
  /** Failures that cost no pause. */
  readonly free: number
  readonly longestPauseSeconds: number
}

/** A person mistypes a few times; a whole office stands behind one address. */
const allowances = {
  email: { free: 5, longestPauseSeconds: 900 },
  address: { free: 50, longestPauseSeconds: 60 },
} as const satisfies Record<string, Allowance>

/** Quiet seconds after which failures are forgotten. */
const memorySeconds = 3600

/** Seconds before the next try is answered: none, then 2, 4, 8 … up to the longest. */
export function pauseAfter(failures: number, { free, longestPauseSeconds }: Allowance): number {
  return failures <= free ? 0 : Math.min(longestPauseSeconds, 2 ** Math.min(failures - free, 20))
}

/** A try that may be judged, or the seconds to wait. A try counts as failed until `succeeded` says otherwise. */
export type Admission =
  | { readonly kind: 'admitted'; readonly succeeded: () => Promise<void> }
  | { readonly kind: 'blocked'; readonly retryAfter: number }

/**
 * Admits one try and counts it in the same transaction: tries made at once cannot all pass before the first one fails.
 * Known and unknown addresses are counted alike.
 */
export async function admitSignIn(sql: Sql, email: string, address: string): Promise<Admission> {
  const counted = [
    { key: hashToken(`email:${email}`), allowance: allowances.email },
    { key: hashToken(`address:${address}`), allowance: allowances.address },
  ]
  const keys = counted.map((one) => one.key).toSorted() // one order of locks: no deadlock
  const retryAfter = await sql.begin(async (tx) => {
    await tx`
      insert into sign_in_throttle ${tx(
        keys.map((key) => ({
          key,
          failures: 0,
          blockedUntil: new Date(0),
          lastFailureAt: new Date(),
        })),
      )}
      on conflict (key) do nothing`
    const rows = await tx<{ key: string; failures: number; wait: number }[]>`
      select
        key,
        case when last_failure_at < now() - make_interval(secs => ${memorySeconds}) then 0 else failures end as failures,
        ceil(extract(epoch from blocked_until - clock_timestamp()))::int as wait
      from sign_in_throttle
      where key in ${tx(keys)}
      order by key
      for update`
    const longest = Math.max(...rows.map((row) => row.wait))
    if (longest > 0) return longest
    for (const { key, allowance } of counted) {
      const failures = (rows.find((row) => row.key === key)?.failures ?? 0) + 1
      await tx`
        update sign_in_throttle
        set
          failures = ${failures},
          blocked_until = clock_timestamp() + make_interval(secs => ${pauseAfter(failures, allowance)}),
          last_failure_at = clock_timestamp()
        where key = ${key}`
    }
    return 0
  })
  if (retryAfter > 0) return { kind: 'blocked', retryAfter }
  const [emailKey = '', addressKey = ''] = counted.map((one) => one.key)
  return {
    kind: 'admitted',
    async succeeded() {
      await sql`delete from sign_in_throttle where key = ${emailKey}`
      // Only this try is taken back: an account of one's own must not wash away the guesses at others.
      await sql`
        update sign_in_throttle
        set failures = greatest(0, failures - 1), blocked_until = clock_timestamp()
        where key = ${addressKey}`
    },
  }
}

/** Drops what no pause depends on any more. */
export async function forgetOldFailures(sql: Sql): Promise<void> {
  await sql`
    delete from sign_in_throttle
    where last_failure_at < now() - make_interval(secs => ${memorySeconds}) and blocked_until < now()`
}
