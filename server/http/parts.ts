import type { Auth } from '#server/auth/auth.ts'
import type { Config } from '#server/config.ts'
import type { Sql } from '#server/database/sql.ts'
import type { ImportJobs } from '#server/imports/jobs.ts'
import type { Reader } from '#server/imports/reader.ts'
import type { Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import type { TriageJobs } from '#server/triage/jobs.ts'

/** What the routes are made of; `relance.ts` builds it once, tests build it with what they need. */
export interface Parts {
  readonly sql: Sql
  readonly auth: Auth
  readonly writer: DocumentWriter
  readonly log: Log
  readonly config: Config
  /** Lists being applied behind the requests; the process's own, so that they end with it. */
  readonly imports?: ImportJobs
  /** Matchings behind the requests, likewise. */
  readonly triage?: TriageJobs
  /** Reads uploaded files behind a wall; the process's own, so that its threads end with it. */
  readonly reader?: Reader
}
