// Arguments, signals, and what a person reads in the console.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { day } from '#shared/domain/day.ts'
import { issueSetupToken } from './auth/setup-token.ts'
import { buildClient } from './client-build.ts'
import { CannotStart, readConfig, type Config } from './config.ts'
import { isLost } from './database/lost-connection.ts'
import { createLog, describeFault, type Log } from './log.ts'
import { watchLauncher } from './launcher.ts'
import { startRelance, type Relance } from './relance.ts'

/** A launcher that passes a signal on may send it twice; a person who insists takes longer. */
const sameSignalMs = 300
/** After an error that nobody caught, the orderly stop gets this long. */
const lastWordsMs = 5000

interface Arguments {
  readonly demo: boolean
  readonly fresh: boolean
  readonly dev: boolean
  readonly build: boolean
  readonly restored: boolean
}

await main().catch((error: unknown) => {
  giveUp(createLog('info'), error)
  process.exit(1)
})

async function main(): Promise<void> {
  const args = readArguments()
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = configOf(args)
  const log = createLog(config.logLevel)
  let starting: Promise<Relance> | null = null
  // A start that is under way is stopped in order once it is done: what it has started by then must not stay behind.
  const stop = async () => {
    const relance = await starting?.catch(() => null)
    await relance?.close()
  }
  stopOnSignals(log, stop)
  stopOnFaults(log, stop)

  if (args.build && !args.dev) await buildClient(log)
  starting = startRelance(config, log, {
    dev: args.dev,
    fresh: args.fresh,
    restored: args.restored,
    onDatabaseLost: () => {
      throw new Error('The embedded PostgreSQL has ended by itself.')
    },
  })
  const relance = await starting
  try {
    if (args.demo) await showDemo(relance, { config, log, fresh: args.fresh })
    else await showSetup(relance, config)
  } catch (error) {
    await stop()
    throw error
  }
}

function readArguments(): Arguments {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      options: { demo: flag, fresh: flag, dev: flag, restored: flag, 'no-build': flag },
    })
    const { demo, fresh, dev, restored } = values
    if (fresh && !demo) {
      throw new CannotStart('--fresh throws data away, so it goes with --demo only.')
    }
    return { demo, fresh, dev, restored, build: !values['no-build'] }
  } catch (error) {
    if (error instanceof CannotStart) throw error
    const options = '--demo, --demo --fresh, --dev, --restored, --no-build'
    throw new CannotStart(`Relance knows the arguments ${options}.`, { cause: error })
  }
}

/** The demonstration has a cluster of its own beside the real one. */
function configOf({ demo }: Arguments): Config {
  const config = readConfig(process.env)
  return demo ? { ...config, dataDir: join(config.dataDir, 'demo') } : config
}

async function showDemo(
  relance: Relance,
  { config, log, fresh }: { config: Config; log: Log; fresh: boolean },
): Promise<void> {
  // A real deployment never loads what invents people.
  const { populateDemo } = await import('./demo/populate.ts')
  const { describeAccounts } = await import('./demo/accounts.ts')
  const { sql, rooms } = relance
  say('\n  Preparing the demonstration; the first time it takes a minute.')
  await populateDemo({ sql, writer: rooms, log, today: todayInParis(), fresh })
  say(describeAccounts(addressOf(relance, config)))
}

async function showSetup(relance: Relance, config: Config): Promise<void> {
  const address = addressOf(relance, config)
  const token = await issueSetupToken(relance.sql)
  if (token === null) say(`\n  Relance: ${address}\n`)
  else {
    say(`
  Relance is empty. The first administrator is made here, once:
  ${address}/mise-en-route#${token}
  The page asks for this token: ${token}
`)
  }
}

function addressOf(relance: Relance, config: Config): string {
  return config.publicUrl?.origin ?? relance.url
}

function todayInParis() {
  return day.parse(
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date()),
  )
}

function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let first: number | null = null
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now()
    if (first !== null) {
      if (now - first > sameSignalMs) process.exit(1)
      return
    }
    first = now
    log.info({ signal }, 'stopping')
    void stop().then(() => {
      log.info('stopped')
      process.exit(0)
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  watchLauncher(() => onSignal('SIGTERM'))
}

function stopOnFaults(log: Log, stop: () => Promise<void>): void {
  const onFault = async (fault: unknown) => {
    giveUp(log, fault)
    setTimeout(() => process.exit(1), lastWordsMs).unref()
    try {
      await stop()
    } finally {
      process.exit(1)
    }
  }
  process.on('uncaughtException', (fault) => void onFault(fault))
  process.on('unhandledRejection', (fault) => {
    // postgres.js asks for types on each new connection, and nobody waits for that answer: a line that is cut there is
    // told to whoever waits for the connection itself.
    if (isLost(fault))
      log.warn(describeFault(fault), 'a connection was lost while it was being set up')
    else void onFault(fault)
  })
}

function giveUp(log: Log, error: unknown): void {
  if (error instanceof CannotStart) {
    process.stderr.write(`\n  ${error.message}\n\n`)
    return
  }
  log.fatal(describeFault(error), 'Relance cannot go on')
}

/** For the person at the console; everything else is a line of JSON. */
function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
