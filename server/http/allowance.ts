import { Refused } from '#server/errors.ts'

/**
 * Lets each person do something so many times in so many seconds, on this process: 429 with the seconds to wait for who
 * asks more. Forgets people who have been quiet.
 */
export function createAllowance({ times, perSeconds }: { times: number; perSeconds: number }) {
  const asked = new Map<string, number[]>()
  return (person: string): void => {
    const now = performance.now()
    const from = now - perSeconds * 1000
    const recent = (asked.get(person) ?? []).filter((at) => at > from)
    const [first = now] = recent
    if (recent.length >= times) {
      throw new Refused(429, 'too-many-tries', {
        title: 'This is asked too often. Wait a moment.',
        retryAfter: Math.max(1, Math.ceil((first - from) / 1000)),
      })
    }
    asked.set(person, [...recent, now])
    if (asked.size > 1000)
      for (const [one, ats] of asked) if ((ats.at(-1) ?? 0) < from) asked.delete(one)
  }
}
