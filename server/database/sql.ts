// The only file that imports postgres.js.
import postgres from 'postgres'
import { surviveLostConnections } from './lost-connection.ts'

/** Seconds between two tries to reach a database that does not answer. */
const longestPause = 2

type Types = { bigint: number; day: string }
export type Sql = postgres.Sql<Types>
export type Transaction = postgres.TransactionSql<Types>
/** A transaction's own `sql`, or the pool's: what a function needs that runs in either. */
export type Queries = postgres.ISql<Types>

export interface SqlOptions {
  /** Connections of the pool. */
  readonly max?: number
  /** Seconds before a connection that is not answered fails; 30 by default. */
  readonly connectTimeout?: number
  readonly onNotice?: (message: string) => void
}

/**
 * Opens a pool. Column names come and go as camelCase (keys inside jsonb are left alone), bigint as number (sequence
 * numbers stay far below 2^53), date as `YYYY-MM-DD` text.
 */
export function openSql(url: string, options: SqlOptions = {}): Sql {
  const sql = postgres<{
    bigint: postgres.PostgresType<number>
    day: postgres.PostgresType<string>
  }>(url, {
    max: options.max ?? 10,
    connect_timeout: options.connectTimeout ?? 30,
    transform: { undefined: null, column: { from: postgres.toCamel, to: postgres.fromCamel } },
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      day: { to: 1082, from: [1082], serialize: String, parse: String },
    },
    onnotice: (notice) => options.onNotice?.(notice['message'] ?? ''),
    // Its own pauses grow to twenty seconds: a database that is back would wait that long for us.
    backoff: (failures) => Math.min(0.05 * 2 ** failures, longestPause) * (0.5 + Math.random() / 2),
    connection: {
      application_name: 'relance',
      // What holds the lock of a document and cannot be reached any more must let go of it for the other processes.
      idle_in_transaction_session_timeout: 60_000,
      tcp_keepalives_idle: 10,
      tcp_keepalives_interval: 5,
      tcp_keepalives_count: 3,
    },
  })
  return surviveLostConnections(sql)
}

/**
 * One connection of its own to the pool's database, for what a session holds: it opens with the first question and is kept
 * until `end`. One that is lost is opened anew by the next question, without what the lost one held.
 */
export function openSession(sql: Sql): Sql {
  const options: object = { ...sql.options, max: 1, idle_timeout: null, max_lifetime: null }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was parsed once is taken as it is, types and all
  return surviveLostConnections(postgres(options) as unknown as Sql)
}

/** Whether `error` is PostgreSQL's, with this SQLSTATE. */
export function isPostgresError(error: unknown, code: string): boolean {
  return error instanceof postgres.PostgresError && error.code === code
}
