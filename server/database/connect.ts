import { CannotStart } from '#server/config.ts'
import { openSql, type Sql } from './sql.ts'

/** 15: the oldest that has what the migrations use and is still looked after. */
const oldestVersion = 150_000

/** A pool on a database that answers and that we can use; otherwise a `CannotStart` that says why, without the password. */
export async function connect(url: string): Promise<Sql> {
  const where = describeUrl(url)
  const sql = openSql(url, { max: 10, connectTimeout: 10 })
  try {
    const [server] = await sql<{ version: number; name: string; encoding: string }[]>`
      select
        current_setting('server_version_num')::integer as version,
        current_setting('server_version') as name,
        current_setting('server_encoding') as encoding`
    if (!server) throw new Error('No answer to a first question.')
    if (server.version < oldestVersion) {
      throw new CannotStart(
        `The database at ${where} is PostgreSQL ${server.name}: version 15 or later is needed.`,
      )
    }
    if (server.encoding !== 'UTF8') {
      throw new CannotStart(
        `The database at ${where} is encoded in ${server.encoding}: create one with "encoding 'UTF8' template template0".`,
      )
    }
    return sql
  } catch (error) {
    await sql.end({ timeout: 1 })
    if (error instanceof CannotStart) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
    const reason = reasons[code] ?? `does not answer (${code})`
    throw new CannotStart(`The database at ${where} ${reason}: check DATABASE_URL.`, {
      cause: error,
    })
  }
}

const reasons: Readonly<Record<string, string>> = {
  '28P01': 'does not accept this user and password',
  '28000': 'does not let this user in',
  '3D000': 'does not exist on that server',
  '42501': 'does not allow this user what Relance needs',
}

function describeUrl(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new CannotStart(
      'DATABASE_URL is not an address such as postgres://user:password@host:5432/relance.',
    )
  }
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
