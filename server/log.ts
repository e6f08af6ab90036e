import { pino, type Logger } from 'pino'

export type Log = Logger

/**
 * One line of JSON each, on standard output. Ids, counts and durations only: no name, no address, no number,
 * no content of a card or of a request.
 */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}

/** What may be logged of an error: never its message, because those of PostgreSQL quote the values of the row. */
export function describeFault(error: unknown): { name: string; code?: unknown; stack?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error }
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  return {
    name: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...(stack ? { stack } : {}),
  }
}
