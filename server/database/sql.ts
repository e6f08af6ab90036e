// The only file that imports postgres.js.
import postgres from 'postgres'
import { surviveLostConnections } from './lost-connection.ts'

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
    connection: { application_name: 'relance' },
  })
  return surviveLostConnections(sql)
}

/** Whether `error` is PostgreSQL's, with this SQLSTATE. */
export function isPostgresError(error: unknown, code: string): boolean {
  return error instanceof postgres.PostgresError && error.code === code
}
