import { pino, type Logger } from 'pino'

export type Log = Logger

/**
 * One line of JSON each, on standard output. Ids, counts and durations only: no name, no address, no number,
 * no content of a card or of a request.
 */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}
