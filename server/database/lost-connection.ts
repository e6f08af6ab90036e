// postgres.js 3.4 answers a failed transaction with `rollback`, also where the connection it would go through is gone: the
// write then throws out of a timer and ends the process. (Cutting a backend in the middle of a batch shows it.)

type Work = (tx: never) => unknown

interface Beginner {
  begin(...args: never[]): Promise<unknown>
}

/** Makes `begin` leave a lost connection alone: PostgreSQL has rolled back already, and the caller gets the error of the close. */
export function surviveLostConnections<S extends Beginner>(sql: S): S {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both overloads, passed through as they came
  const begin = sql.begin.bind(sql) as (...args: unknown[]) => Promise<unknown>
  const guarded = (...args: readonly unknown[]) => {
    const work = args.at(-1)
    return isWork(work) ? begin(...args.slice(0, -1), outlive(work)) : begin(...args)
  }
  return Object.assign(sql, { begin: guarded })
}

function isWork(value: unknown): value is Work {
  return typeof value === 'function'
}

/** Work that does not settle once its connection is lost: the close of the connection settles the transaction. */
function outlive(work: Work): Work {
  return async (tx) => {
    try {
      return await work(tx)
    } catch (error) {
      if (isLost(error)) return new Promise(() => {})
      throw error
    }
  }
}

const lostCodes: ReadonlySet<string> = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
])

/** An error after which the connection is closed: by postgres.js's code, or by PostgreSQL's severity. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && lostCodes.has(String(error.code))) return true
  return 'severity_local' in error && 'severity' in error && error.severity === 'FATAL'
}
