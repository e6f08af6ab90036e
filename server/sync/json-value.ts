import type { Limits } from './limits.ts'

/** Whether a value is plain JSON within the limits, with no prototype of its own (`__proto__` as a key sets one). */
export function checkValue(value: unknown, limits: Pick<Limits, 'depth' | 'valueSize'>): boolean {
  let left = limits.valueSize
  return check(value, limits.depth)

  function check(part: unknown, depth: number): boolean {
    left -= typeof part === 'string' ? part.length + 1 : 1
    if (depth < 0 || left < 0) return false
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return true
    if (typeof part === 'number') return Number.isFinite(part)
    if (Array.isArray(part)) return part.every((one) => check(one, depth - 1))
    if (typeof part !== 'object' || Object.getPrototypeOf(part) !== Object.prototype) return false
    return Object.entries(part).every(([key, one]) => {
      left -= key.length
      return key !== '__proto__' && check(one, depth - 1)
    })
  }
}

/** Whether a text of the value, or a key, holds a zero character, which JSON carries and PostgreSQL cannot keep. */
export function holdsZero(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, part]) => key.includes('\0') || holdsZero(part))
}
