// What a tab remembers of its person for a reload without the network. It ends with the tab, or with the session.
import { z } from 'zod'

const prefix = 'relance.kept.'
/** A working day: who comes back to a forgotten tab later has to reach the server first. */
const keepMs = 12 * 3_600_000

const wrapped = z.object({ at: z.number(), value: z.unknown() })

export function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify({ at: Date.now(), value }))
  } catch {
    // No storage, or none left: a reload without the network will not open, and nothing else is lost.
  }
}

/** The value kept under this name, or null: never kept, too old, or not of this shape any more. */
export function readKept<T>(name: string, schema: z.ZodType<T>): T | null {
  try {
    const { at, value } = wrapped.parse(JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null'))
    if (Date.now() - at > keepMs) return null
    return schema.parse(value)
  } catch {
    return null
  }
}

export function forgetKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix)) sessionStorage.removeItem(key)
    }
  } catch {
    // Without storage there is nothing to forget.
  }
}
