// A line between two programs that can be cut, held or refused: for clients and servers, and servers and PostgreSQL.
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

type Direction = 'up' | 'down'

/** One connection through the proxy, as the watcher of its bytes knows it. */
export interface Line {
  /** Everything that has come up it so far, as Latin-1 text. */
  readonly said: string
}

export interface Proxy {
  readonly port: number
  /** Looks at each chunk before it is passed on; `hold` keeps it and everything behind it until `letGo`. */
  watch(watcher: ((direction: Direction, text: string, line: Line) => 'pass' | 'hold') | null): void
  /** Ends every connection without a goodbye. */
  cut(): void
  /** Ends every connection with a reset, as the kernel does for a program that was killed. */
  reset(): void
  /** Passes nothing any more, in either direction; connections stay open and new ones are accepted. */
  hold(): void
  letGo(): void
  /** Ends what is open and whoever comes. */
  refuse(): void
  accept(): void
  /** Connections from now on go to another port. */
  aim(port: number): void
  close(): Promise<void>
}

interface Pipe {
  readonly from: Socket
  readonly to: Socket
  readonly direction: Direction
  readonly line: { said: string }
  /** Chunks that are held; null while everything passes. */
  held: Buffer[] | null
}

const rememberedCharacters = 100_000

export async function startProxy(targetPort: number): Promise<Proxy> {
  let target = targetPort
  let isRefusing = false
  let isHolding = false
  let watcher: Parameters<Proxy['watch']>[0] = null
  const pipes = new Set<Pipe>()

  const server = createServer((client) => {
    if (isRefusing) {
      client.destroy()
      return
    }
    const upstream = connect(target, '127.0.0.1')
    const line = { said: '' }
    const both: Pipe[] = [
      { from: client, to: upstream, direction: 'up', line, held: isHolding ? [] : null },
      { from: upstream, to: client, direction: 'down', line, held: isHolding ? [] : null },
    ]
    for (const pipe of both) {
      pipes.add(pipe)
      pipe.from.setNoDelay(true)
      pipe.from.on('data', (chunk) => pass(pipe, chunk))
      // The close that follows an error ends the other side.
      pipe.from.on('error', () => {})
      pipe.from.on('close', () => {
        pipe.to.destroy()
        pipes.delete(pipe)
      })
    }
  })

  function pass(pipe: Pipe, chunk: Buffer): void {
    const text = watcher ? chunk.toString('latin1') : ''
    if (pipe.direction === 'up')
      pipe.line.said = (pipe.line.said + text).slice(-rememberedCharacters)
    if (watcher?.(pipe.direction, text, pipe.line) === 'hold') pipe.held ??= []
    if (pipe.held) pipe.held.push(chunk)
    else pipe.to.write(chunk)
  }

  function cut(): void {
    for (const { from } of pipes) from.destroy()
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a listening TCP server has an address of this shape
  const { port } = server.address() as AddressInfo
  return {
    port,
    watch(next) {
      watcher = next
    },
    cut,
    hold() {
      isHolding = true
      for (const pipe of pipes) pipe.held ??= []
    },
    letGo() {
      isHolding = false
      watcher = null
      for (const pipe of pipes) {
        const { held } = pipe
        pipe.held = null
        for (const chunk of held ?? []) pipe.to.write(chunk)
      }
    },
    reset() {
      for (const { from } of pipes) from.resetAndDestroy()
    },
    refuse() {
      isRefusing = true
      cut()
    },
    accept() {
      isRefusing = false
    },
    aim(next) {
      target = next
    },
    async close() {
      cut()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

/** The same address behind the proxy. */
export function through(proxy: Proxy, url: string): string {
  const changed = new URL(url)
  changed.host = `127.0.0.1:${proxy.port}`
  return changed.href
}
