// The real program as a child process of one test, to be killed; gone when the test has finished.
import { onTestFinished } from 'vitest'
import {
  launch,
  listening,
  programArguments,
  type Ended,
  type Launched,
  type ServerProcess,
} from './server-process.ts'

/**
 * Starts the program with this environment alone (and PATH), on a free port unless PORT says otherwise, and waits until
 * it listens. Rejects with what it printed when it ends before.
 */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<ServerProcess> {
  return listening(launchProgram(env, args))
}

/** The same through a shell, as npm does it: signals go to the shell, and it has ended when the server has, too. */
export async function startThroughShell(
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const command = `"${process.execPath}" ${programArguments.join(' ')}; true`
  return listening(launchHere('/bin/sh', ['-c', command], { ...env, npm_lifecycle_event: 'start' }))
}

/** Runs the program until it ends by itself: for starts that must be refused. */
export function runProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Ended> {
  return launchProgram(env, args).ended
}

/** The program without waiting for anything. */
export function launchProgram(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Launched {
  return launchHere(process.execPath, [...programArguments, ...args], env)
}

function launchHere(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Launched {
  const launched = launch(program, args, env)
  onTestFinished(async () => {
    launched.child.kill('SIGKILL')
    await launched.ended
  })
  return launched
}
