// Where the HTTP server lets people in, and how they are seen out.
import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { CannotStart, type Config } from '#server/config.ts'

export interface Door {
  /** Listens; the address as this host reaches it. A port that cannot be had is a `CannotStart`. */
  open(config: Pick<Config, 'host' | 'port'>): Promise<string>
  /** Lets nobody new in. */
  shut(): void
  /** Resolves when everybody is out; whoever is not after a moment is cut. */
  empty(): Promise<void>
}

/** Requests under way, and browsers that do not answer the close of their socket, get this long. */
const finishWithinMs = 5000

export function createDoor(http: Server): Door {
  // The server itself forgets the sockets that became WebSockets.
  const inside = new Set<Duplex>()
  http.on('connection', (socket) => {
    inside.add(socket)
    socket.once('close', () => inside.delete(socket))
  })
  http.on('upgrade', refuseStranger)
  let closed = Promise.resolve()

  return {
    open: ({ host, port }) =>
      new Promise((resolve, reject) => {
        http.once('error', (error) => reject(explain(error, `${host}:${port}`)))
        http.listen(port, host, () => {
          const address = http.address()
          const bound = address !== null && typeof address === 'object' ? address.port : port
          const reached = host === '0.0.0.0' || host === '::' ? 'localhost' : host
          resolve(`http://${reached.includes(':') ? `[${reached}]` : reached}:${bound}`)
        })
      }),

    shut() {
      if (!http.listening) return
      closed = new Promise((resolve) => {
        http.close(() => resolve())
      })
      http.closeIdleConnections()
    },

    async empty() {
      http.closeIdleConnections()
      const cut = setTimeout(() => {
        for (const socket of inside) socket.destroy()
      }, finishWithinMs)
      await closed
      clearTimeout(cut)
    },
  }
}

/** An upgrade that no part of the server takes would otherwise stand open for ever. */
function refuseStranger(
  { url = '/', headers }: { url?: string; headers: Headers },
  socket: Duplex,
) {
  const isVite = headers['sec-websocket-protocol']?.startsWith('vite-') === true
  if (url.startsWith('/sync/') || isVite) return
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

type Headers = { readonly 'sec-websocket-protocol'?: string | undefined }

function explain(error: Error, address: string): Error {
  const sentence = 'code' in error ? cannotListen[String(error.code)]?.(address) : undefined
  return sentence === undefined ? error : new CannotStart(sentence, { cause: error })
}

const cannotListen: Readonly<Record<string, (address: string) => string>> = {
  EADDRINUSE: (address) => `${address} is in use: stop what uses it, or set PORT to another one.`,
  EACCES: (address) => `This account may not listen on ${address}: set PORT to one above 1023.`,
  EADDRNOTAVAIL: (address) => `${address} is not an address of this machine: set HOST.`,
}
