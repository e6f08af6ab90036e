import { resolve } from 'node:path'
import { z } from 'zod'

const text = z.string().trim().min(1)

const environment = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: text.optional(),
  DATA_DIR: text.default('data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.stringbool().default(false),
  METRICS_TOKEN: text.min(16).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: text.optional(),
  MAIL_DIGEST_MINUTES: z.coerce.number().int().min(0).max(1440).default(10),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** The environment, parsed once; `.env.example` says what each variable is. */
export interface Config {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** null: the embedded PostgreSQL, kept under `dataDir`. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Address people type; decides secure cookies and the allowed Origin. null: the Host header of the request. */
  readonly publicUrl: URL | null
  /** Behind a reverse proxy of ours: believe its X-Forwarded-For and X-Forwarded-Proto. */
  readonly trustProxy: boolean
  /** Bearer token that opens /metrics to other hosts; null: this host only. */
  readonly metricsToken: string | null
  readonly mail: MailConfig
  readonly logLevel: string
}

export interface MailConfig {
  /** With its user and password; null: nothing is sent, the outbox page shows what would be. */
  readonly smtpUrl: string | null
  /** Sender of every mail. */
  readonly from: string
  /** A digest waits this long for more to say. */
  readonly digestMinutes: number
}

/** Relance cannot start as it is asked to; the message is one sentence that a person can act on, without a secret. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

/** Reads the configuration; stops with one sentence a person can act on when a variable cannot be used. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new CannotStart(`The environment cannot be used. ${faults.join('; ')}. See .env.example.`)
  }
  const read = parsed.data
  if (read.SMTP_URL !== undefined && read.PUBLIC_URL === undefined) {
    throw new CannotStart(
      'SMTP_URL needs PUBLIC_URL beside it: mails carry a link. See .env.example.',
    )
  }
  const publicUrl = read.PUBLIC_URL ? new URL(read.PUBLIC_URL) : null
  return {
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir: resolve(read.DATA_DIR),
    publicUrl,
    trustProxy: read.TRUST_PROXY,
    metricsToken: read.METRICS_TOKEN ?? null,
    mail: {
      smtpUrl: read.SMTP_URL ?? null,
      from: read.MAIL_FROM ?? `Relance <relance@${publicUrl?.hostname ?? 'localhost'}>`,
      digestMinutes: read.MAIL_DIGEST_MINUTES,
    },
    logLevel: read.LOG_LEVEL,
  }
}
