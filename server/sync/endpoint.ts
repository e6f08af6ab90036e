// The upgrade: who it is, what they ask for, whether they may. The only file that imports ws.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import { z } from 'zod'
import { logAccess } from '#server/database/access-log.ts'
import type { Auth, SignedIn } from '#server/auth/auth.ts'
import type { Config } from '#server/config.ts'
import type { Sql } from '#server/database/sql.ts'
import { gathered } from '#server/database/gathered.ts'
import type { Log } from '#server/log.ts'
import { documentOfPath, readAccesses, type Access, type AccessAsked } from './access.ts'
import { createConnection, type Connection, type Identity, type Socket } from './connection.ts'
import { bindLease, endLease, type BoundLease } from './leases.ts'
import { isOwnOrigin } from './own-origin.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

export interface SyncParts {
  readonly sql: Sql
  readonly rooms: Rooms
  readonly auth: Auth
  readonly config: Pick<Config, 'publicUrl'>
  readonly log: Log
}

/** Serves `/sync/…` on an HTTP server. Returns how to stop taking new sockets. */
export function attachSync(http: Server, parts: SyncParts): () => void {
  const { rooms, log } = parts
  const sockets = new WebSocketServer({
    noServer: true,
    // Each is a price paid for every frame of every socket, for nothing here.
    perMessageDeflate: false,
    clientTracking: false,
    skipUTF8Validation: true,
    // What is above the limit of a frame is told so by a code that stops the client; only what is far above is not read.
    maxPayload: 4 * rooms.limits.frameBytes,
  })

  // After a restart, or when a meeting starts, everybody comes at once.
  const accessTo = gathered((asked: readonly AccessAsked[]) => readAccesses(parts.sql, asked))

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The bytes, not the parsed address: an address such as `//` cannot be parsed, and would end the process here.
    if (!request.url?.startsWith('/sync/')) return
    const drop = () => socket.destroy()
    socket.on('error', drop)
    const { origin, host } = request.headers
    // Browsers send cookies along from any site, and a WebSocket knows no same-origin rule.
    if (origin !== undefined && !isOwnOrigin(origin, host, parts.config)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    void answer({ request, socket, head, drop }).catch((error: unknown) => {
      log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'an upgrade failed')
      socket.destroy()
    })
  }

  async function answer({ request, socket, head, drop }: Upgrade): Promise<void> {
    const admission = await admit(request).catch((error: unknown): Refusal => {
      const name = error instanceof Error ? error.name : 'unknown'
      log.error({ name }, 'a socket could not be admitted')
      return { refused: closeCode.storage, reason: 'try again' }
    })
    socket.off('error', drop)
    if (socket.destroyed) {
      if ('room' in admission) release(admission, true)
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if ('room' in admission) connect(opened, socket, admission)
      else refuse(opened, admission)
    })
  }

  /** Browsers cannot see why a handshake failed: it is completed, and the close code says it. */
  function refuse(socket: WebSocket, { refused, reason }: Refusal): void {
    rooms.metrics.closes.inc({ code: String(refused) })
    socket.on('error', () => socket.terminate())
    socket.close(refused, reason)
  }

  async function admit(request: IncomingMessage): Promise<Admission | Refusal> {
    const { pathname, searchParams: asked } = addressOf(request)
    const document = documentOfPath(pathname)
    const signedIn = await parts.auth.read(request.headers.cookie)
    if (!signedIn) return { refused: closeCode.signedOut, reason: 'signed out' }
    if (!document) return { refused: closeCode.gone, reason: 'no such document' }
    const query = connectQuery.safeParse(Object.fromEntries(asked))
    if (!query.success) return { refused: closeCode.badFrame, reason: 'unreadable query' }
    const access = await accessTo({ document, user: signedIn.user.id })
    if (access.kind === 'gone') return { refused: closeCode.gone, reason: 'no such document' }
    if (access.kind === 'no-right') return { refused: closeCode.noRight, reason: 'no right' }
    const { cid, epoch, fence, seen } = query.data
    if (epoch !== undefined && epoch !== access.epoch) return rebuilt
    if (seen && seen.seq > access.headSeq) {
      const point = { document, epoch: access.epoch, seq: seen.seq }
      if (await rooms.claimedBack(point, seen.word)) return rebuilt
    }
    if (hasTooMany(signedIn.user.id)) return tooMany
    const room = await rooms.open(document)
    if (!room) return { refused: closeCode.gone, reason: 'no such document' }
    // Opening may have made it anew.
    if (epoch !== undefined && epoch !== room.epoch) return rebuilt
    if (cid === undefined) return { room, signedIn, access, lease: null }
    const lease = await bindLease(parts.sql, {
      document,
      clientId: cid,
      fence: fence ?? null,
      user: signedIn.user.id,
      session: signedIn.session,
      process: rooms.process,
    })
    if (!lease) return { refused: closeCode.resetNeeded, reason: 'the id is not yours' }
    if (lease.tookOver) rooms.leaseTaken(document)
    return { room, signedIn, access, lease }
  }

  function hasTooMany(user: UserId): boolean {
    return rooms.socketsOf(user) >= rooms.limits.socketsPerUser
  }

  function connect(
    socket: WebSocket,
    line: Duplex,
    { room, signedIn, access, lease }: Admission,
  ): void {
    const { user, session } = signedIn
    const identity: Identity = { user: { id: user.id, name: user.name }, session, lease }
    const connection = createConnection(socketOn(socket, line), identity, {
      receiver: room,
      limits: rooms.limits,
      questions: rooms.questionsOf(user.id),
      onHeld: (why) => rooms.metrics.held.inc({ why }),
    })
    if (lease && !takeOver(room, lease)) {
      refuse(socket, { refused: closeCode.resetNeeded, reason: 'the id was taken up elsewhere' })
      return
    }
    // Nor does a crowd that came at once count itself before.
    if (hasTooMany(user.id)) {
      refuse(socket, tooMany)
      release({ room, lease }, true)
      return
    }
    rooms.metrics.connections.inc()
    socket.on('message', (data, isBinary) => {
      // Text is no frame of ours: it is read as one that makes no sense.
      if (data instanceof Buffer) connection.receive(isBinary ? data : new Uint8Array())
    })
    socket.on('pong', () => {
      connection.heardAt = performance.now()
    })
    // An error is always followed by the close.
    socket.on('error', () => {})
    socket.on('close', (code) => {
      connection.ended()
      room.leave(connection)
      rooms.metrics.connections.dec()
      const isClean = code === 1000 || code === 1001 || code === 1005
      release({ room, lease }, isClean && isSettled(connection))
    })
    room.join(connection, access.actor.role)
    logOpening(room.document, access, signedIn)
  }

  /** [P7] Each opening of a dossier leaves its mark. */
  function logOpening(document: DocumentId, access: Granted, { user }: SignedIn): void {
    if (!document.startsWith('dossier/')) return
    const who = { user: user.id, campaign: access.campaign }
    const subjects = [document.slice('dossier/'.length)]
    logAccess(parts.sql, who, { action: 'dossier.open', subjects }).catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'unknown'
      log.error({ document, name }, 'an opening was not logged')
    })
  }

  function release({ room, lease }: Pick<Admission, 'room' | 'lease'>, isDone: boolean): void {
    if (!lease) return
    endLease(parts.sql, { document: room.document, ...lease }, isDone).catch((error: unknown) => {
      // It ends by itself when its time is over.
      const name = error instanceof Error ? error.name : 'unknown'
      log.warn({ name }, 'a lease was not given back')
    })
  }

  http.on('upgrade', onUpgrade)
  return () => {
    http.off('upgrade', onUpgrade)
  }
}

/** `ws` sends what it is given at once, so that a frame of ours on the same line stands where it was sent. */
function socketOn(socket: WebSocket, line: Duplex): Socket {
  return {
    send: (bytes) => socket.send(bytes),
    write(wire) {
      if (socket.readyState === socket.OPEN) line.write(wire)
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    ping: () => socket.ping(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    get bufferedAmount() {
      return socket.bufferedAmount
    },
  }
}

interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  /** Listens for errors of the bare socket until it is handed over. */
  readonly drop: () => void
}

function addressOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://host')
}

type Granted = Access & { kind: 'granted' }

interface Admission {
  readonly room: Room
  readonly signedIn: SignedIn
  readonly access: Granted
  readonly lease: BoundLease | null
}

interface Refusal {
  readonly refused: CloseCode
  readonly reason: string
}

const rebuilt: Refusal = { refused: closeCode.newEpoch, reason: 'the document was rebuilt' }
const tooMany: Refusal = { refused: closeCode.overload, reason: 'too many sockets' }

const whole = z.coerce.number().int().positive()
const connectQuery = z.object({
  cid: whole.optional(),
  epoch: whole.optional(),
  fence: whole.optional(),
  /** The last `headSeq` that the client was told, and its witness: `<headSeq>.<witness>`. [G12] */
  seen: z
    .string()
    .regex(/^\d{1,15}\.[\w-]{1,64}$/)
    .transform((text) => {
      const [seq, word = ''] = text.split('.')
      return { seq: Number(seq), word }
    })
    .optional(),
})

/** [G4] Sends an older socket with the same client id away; false when the one that is here is the newer. */
function takeOver(room: Room, lease: BoundLease): boolean {
  for (const one of room.connections) {
    if (one.lease?.clientId !== lease.clientId) continue
    if (one.lease.boundAt > lease.boundAt) return false
    room.expel(one, closeCode.resetNeeded, 'the id was taken up by a newer socket')
    // Its line may be dead, and no close ever arrive.
    room.leave(one)
  }
  return true
}

function isSettled({ received, settled }: Connection): boolean {
  return received === settled
}
