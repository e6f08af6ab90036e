// A server that others have written, as a process of its own, with our board in it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { must } from '#shared/assert.ts'
import { wait } from '../figures.ts'
import type { Target } from '../target.ts'
import { WireClient, type WireAddress } from '../wire-client.ts'

export type RivalName = 'y-websocket-server' | 'hocuspocus'

export interface RivalParts {
  /** The board, as one update. */
  readonly state: Uint8Array
  readonly boards: number
  /** A database of the rival's own. */
  readonly databaseUrl: string
  readonly databasePid: number | null
}

/** Installs a rival in its folder when it is not there; the reason in one sentence when that cannot be done. */
export function installRival(name: RivalName): string | null {
  const cwd = folderOf(name)
  if (existsSync(`${cwd}/node_modules/yjs`)) return null
  const { status } = spawnSync('npm', ['install'], { cwd, stdio: 'ignore' })
  return status === 0
    ? null
    : `${name} is left out: its packages could not be installed (npm install in test/bench/rivals/${name}).`
}

/** Starts a rival and fills its boards through the protocol, as a first client would. */
export async function startRival(name: RivalName, parts: RivalParts): Promise<Target> {
  const port = await freePort()
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: folderOf(name),
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: parts.databaseUrl,
    },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const run = `run-${process.pid}-${port}`
  const addressOf = (board: number): WireAddress => {
    const document = `${run}-${board}`
    const url = `ws://127.0.0.1:${port}`
    return name === 'hocuspocus'
      ? { url: `${url}/`, headers: {}, hocuspocusDocument: document }
      : { url: `${url}/${document}`, headers: {} }
  }
  try {
    await listening(port)
    for (let board = 0; board < parts.boards; board++) await fill(addressOf(board), parts.state)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    name,
    pid: must(child.pid, 'a process that listens has an id'),
    databasePid: name === 'hocuspocus' ? parts.databasePid : null,
    // Nobody gives ids to clients there: each draws one at random, as Yjs does.
    seat: async (_index, writes, board = 0) => ({
      address: addressOf(board),
      clientId: writes ? 1e9 + Math.floor(Math.random() * 3e9) : null,
    }),
    stop,
  }
}

async function fill(address: WireAddress, state: Uint8Array): Promise<void> {
  const first = new WireClient(address)
  await first.synced
  first.sendUpdate(state)
  for (let bytes = 0; bytes < state.length * 0.95;) {
    await wait(200)
    const next = new WireClient(address)
    await next.synced
    bytes = next.stateBytes
    await next.close()
  }
  // The store of the whole document that follows belongs to the filling.
  await wait(2500)
  await first.close()
}

function folderOf(name: RivalName): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

async function listening(port: number): Promise<void> {
  const deadline = performance.now() + 20_000
  while (performance.now() < deadline) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (isOpen) return
    await wait(50)
  }
  throw new Error('A rival does not listen.')
}
