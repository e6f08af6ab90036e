import { onTestFinished } from 'vitest'
import type { Config } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { startRelance, type Relance, type RelanceOptions } from '#server/relance.ts'
import { freshDatabase } from './database.ts'

/**
 * The whole server in this process, on a free port and a fresh database; give `databaseUrl` to start several on one. The
 * caller closes it, which also deletes the database it was given here.
 */
export async function startServer(
  overrides: Partial<Config> = {},
  options: RelanceOptions = {},
): Promise<Relance> {
  const database = overrides.databaseUrl ? null : await freshDatabase()
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: database?.url ?? null,
    dataDir: 'never-used',
    publicUrl: null,
    trustProxy: false,
    metricsToken: null,
    mail: { smtpUrl: null, from: 'Relance <relance@example.org>', digestMinutes: 10 },
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    ...overrides,
  }
  try {
    const relance = await startRelance(config, createLog(config.logLevel), options)
    return {
      ...relance,
      async close() {
        await relance.close()
        await database?.drop()
      },
    }
  } catch (error) {
    await database?.drop()
    throw error
  }
}

/** The same, for one test: closed when it has finished. */
export async function startServerForTest(overrides: Partial<Config> = {}): Promise<Relance> {
  const server = await startServer(overrides)
  onTestFinished(() => server.close())
  return server
}
