// The real program as a child process, to be killed.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

export interface ServerProcess {
  /** Where it listens. */
  readonly url: string
  readonly pid: number
  /** Everything it has printed, on both outputs. */
  readonly output: () => string
  /** Resolves when it has ended, however it did. */
  readonly ended: Promise<Ended>
  /** Sends the signal and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<Ended>
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/**
 * Starts the program with this environment alone (and PATH), on a free port unless PORT says otherwise, and waits until
 * it listens. Rejects with what it printed when it ends before.
 */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<ServerProcess> {
  return listening(launch(env, args))
}

/** The same through a shell, as npm does it: signals go to the shell, and it has ended when the server has, too. */
export async function startThroughShell(
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const command = `"${process.execPath}" --import tsx server/main.ts --no-build; true`
  return listening(run('/bin/sh', ['-c', command], { ...env, npm_lifecycle_event: 'start' }))
}

async function listening({ child, output, ended }: Launched): Promise<ServerProcess> {
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /"url":"([^"]+)"[^\n]*"msg":"listening"/.exec(output())
      if (found?.[1]) resolve(found[1])
    }
    child.stdout?.on('data', look)
    void ended.then(() => reject(new Error(`The server ended before it listened:\n${output()}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    output,
    ended,
    async kill(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

/** Runs the program until it ends by itself: for starts that must be refused. */
export function runProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Ended> {
  return launch(env, args).ended
}

type Launched = ReturnType<typeof launch>

/** The same without waiting for anything. */
export function launch(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const command = ['--import', 'tsx', 'server/main.ts', '--no-build', ...args]
  return run(process.execPath, command, env)
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(program, args, {
    cwd: projectFolder,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const output = () => printed
  const ended = whenEnded(child, output)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, output, ended }
}

function whenEnded(child: ChildProcess, output: () => string): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output: output() }))
  })
}
