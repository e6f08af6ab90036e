// The real program as a child process; whoever starts it sees to its end.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

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

export interface Launched {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<Ended>
}

/** Arguments of Node that start the program. */
export const programArguments = ['server/start.mjs', '--no-build']

/** Runs a program in the project's folder with this environment alone (and PATH, and a free PORT). */
export function launch(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Launched {
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
  return { child, output, ended: whenEnded(child, output) }
}

/** Waits until it listens. Rejects with what it printed when it ends before. */
export async function listening({ child, output, ended }: Launched): Promise<ServerProcess> {
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

function whenEnded(child: ChildProcess, output: () => string): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output: output() }))
  })
}
