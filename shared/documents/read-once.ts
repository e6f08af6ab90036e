/**
 * A parser that reads each object once: a document hands out the same one until somebody writes another in its place.
 * Answers null for what the schema refuses, and for what is no object.
 */
export function readOnce<T>(schema: {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: T }
}): (value: unknown) => T | null {
  const known = new WeakMap<object, T | null>()
  return (value) => {
    if (typeof value !== 'object' || value === null) return null
    const before = known.get(value)
    if (before !== undefined) return before
    const parsed = schema.safeParse(value)
    const read = parsed.success ? (parsed.data ?? null) : null
    known.set(value, read)
    return read
  }
}
