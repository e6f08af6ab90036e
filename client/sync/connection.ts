// One lease's life on the wire. The only file that imports y-websocket.
import * as encoding from 'lib0/encoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { messageType, type ControlMessage, type LeaseAnswer } from '#shared/contracts/sync.ts'
import type { DocumentId } from '#shared/domain/ids.ts'
import { isContinued, replay, writesOf, type UnsentAct, type Write } from './act.ts'
import { committedClock, readControl } from './control.ts'
import type { Notices } from './notices.ts'
import type { LeftBehind } from './outbox-store.ts'
import type { Outbox } from './outbox.ts'
import { createSentFrames, movesNoClock } from './sent-frames.ts'

/** The document in its present life; a reset replaces it as a whole. */
export interface LiveDocument {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** Client id this page writes with. */
  readonly clientId: number
}

export interface UnfinishedWork {
  /** Acts of this page's document before a reset, as far as they have come by now; said again in words. */
  readonly carried: () => readonly UnsentAct[]
  /** Acts of pages that are gone; the first lease may have been resumed. */
  readonly left: readonly LeftBehind[]
}

export interface ConnectionParts {
  readonly document: DocumentId
  readonly lease: LeaseAnswer
  readonly outbox: Outbox
  readonly notices: Notices
  readonly work: UnfinishedWork
  /** A document of this very lease that was worked in without the network: it is gone on with as it is. */
  readonly stranded?: LiveDocument | undefined
  readonly onReady: (live: LiveDocument) => void
  readonly onState: (state: 'live' | 'offline' | 'reconnecting') => void
  readonly onControl: (message: ControlMessage) => void
  /** The server ended it for good, with a code of 4400–4499. */
  readonly onClosed: (code: number) => void
}

export interface Connection {
  readonly doc: Y.Doc
  /** Tries again at once instead of waiting. */
  readonly wake: () => void
  /** Asks for a sign of life; without one the connection is given up and tried again. */
  readonly probe: () => void
  /** Ends the line; the document stays, for what is written in it until another takes its place. */
  readonly leave: () => void
  /** Ends the line and the document. */
  readonly close: () => void
}

export function openConnection(parts: ConnectionParts): Connection {
  const { lease, outbox, work, stranded } = parts
  // Until the first sync the document keeps an id nobody leases: Yjs would take the leased id's own past for a stranger's
  // and change it.
  const doc = stranded?.doc ?? new Y.Doc()
  const awareness = stranded?.awareness ?? new Awareness(doc)
  if (!stranded) awareness.setLocalState(null)
  const provider = new WebsocketProvider(socketAddress(), parts.document, doc, {
    connect: false,
    awareness,
    // Its channel has no user in its name, and falls back to localStorage.
    disableBc: true,
    maxBackoffTime: minBackOffMs + Math.random() * minBackOffMs,
    params: {
      cid: String(lease.clientId),
      epoch: String(lease.epoch),
      fence: String(lease.fence),
    },
  })
  // Whoever listens has Yjs encode every update anew: of a whole board that just arrived, for nobody.
  // oxlint-disable-next-line no-underscore-dangle -- y-websocket listens from its first line on
  const sendUpdate = provider._updateHandler
  if (!stranded) doc.off('update', sendUpdate)
  const frames = createSentFrames()
  let ready = stranded !== undefined
  let probing: ReturnType<typeof setTimeout> | undefined
  let lastMessageAt = 0

  const readSync = provider.messageHandlers[messageType.sync]
  provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
    lastMessageAt = Date.now()
    const committed = committedClock(decoder, lease.clientId)
    readSync?.(encoder, decoder, ...rest)
    if (committed === null) return
    frames.answered(outbox.acts())
    if (ready) outbox.settle(committed)
  }
  provider.messageHandlers[messageType.control] = (_encoder, decoder) => {
    lastMessageAt = Date.now()
    const message = readControl(decoder)
    if (message) hear(message)
  }

  function hear(message: ControlMessage): void {
    if (message.type === 'ack' && message.clientId === lease.clientId) {
      outbox.settle(message.clock)
      outbox.drop(frames.kept(message.frames))
    }
    if (message.type === 'hello' || message.type === 'heartbeat') {
      // Brought back with the next connection: a database that knows less has gone back in time.
      provider.params['seen'] = `${message.headSeq}.${message.witness}`
    }
    if (message.type === 'rejected' || message.type === 'superseded') parts.notices.emit(message)
    parts.onControl(message)
  }

  provider.on('sync', (synced: boolean) => {
    if (!synced) return
    if (!ready) begin()
    parts.onState('live')
  })
  provider.on('status', ({ status }) => {
    if (status === 'connected') frames.opened()
    if (status === 'connected' && ready) parts.onState('reconnecting')
    if (status === 'disconnected') parts.onState('offline')
  })
  provider.on('connection-error', () => parts.onState('offline'))
  provider.on('closed', ({ code }) => parts.onClosed(code))

  /** Everything has arrived once: take the leased id, send what was left behind, and let people work. */
  function begin(): void {
    ready = true
    doc.on('update', sendUpdate)
    doc.on('update', countFrame)
    const again = resend()
    doc.clientID = lease.clientId
    awareness.clientID = lease.clientId
    recordActs(doc, outbox)
    doc.on('update', noteCarried)
    awareness.setLocalState({})
    const said = again.map((act) => ({ act, came: sayAgain(act) }))
    const stand = said.filter(({ came }) => came !== 'overtaken').map(({ act }) => act)
    const lost = again.filter((act) => !stand.includes(act) && !isContinued(act, stand))
    if (lost.length > 0) parts.notices.emit({ type: 'unsent', acts: lost })
    const recovered = work.left.flatMap((one) => one.acts).length - lost.length
    if (recovered > 0) parts.notices.emit({ type: 'recovered', count: recovered })
    parts.onReady({ doc, awareness, clientId: lease.clientId })
  }

  /** Sends the original bytes where the lease was resumed; returns the acts that have to be said again. */
  function resend(): UnsentAct[] {
    const again: UnsentAct[] = [...work.carried()]
    for (const [index, group] of work.left.entries()) {
      const resumed = index === 0 && lease.resumed && group.lease.clientId === lease.clientId
      for (const act of group.acts) {
        const clock = Y.getState(doc.store, lease.clientId)
        if (resumed && movesNoClock(act) && act.to <= clock) {
          if (!takesAway(doc, act)) continue
          outbox.add(act)
          frames.carry(act)
          continue
        }
        if (resumed && act.to <= clock) continue
        if (resumed && act.from === clock) {
          outbox.add(act)
          Y.applyUpdate(doc, act.update, 'resent')
        } else {
          again.push(act)
        }
      }
    }
    return again
  }

  function sayAgain(act: UnsentAct): 'done' | 'already' | 'overtaken' {
    return replay(doc, act, { act: act.act, cards: act.cards })
  }

  /** As y-websocket sends it. */
  function countFrame(_bytes: Uint8Array, origin: unknown): void {
    if (origin !== provider && provider.wsconnected) frames.sent()
  }

  /** Behind what puts an act into the outbox. */
  function noteCarried(_bytes: Uint8Array, origin: unknown): void {
    const act = outbox.acts().at(-1)
    if (act && origin !== provider && provider.wsconnected) frames.carry(act)
  }

  function leave(): void {
    clearTimeout(probing)
    doc.off('update', countFrame)
    doc.off('update', noteCarried)
    provider.destroy()
  }

  provider.connect()
  if (stranded) {
    doc.on('update', countFrame)
    doc.on('update', noteCarried)
    parts.onReady(stranded)
  }
  return {
    doc,
    leave,
    wake: () => provider.connect(),
    probe: () => {
      clearTimeout(probing)
      // A line that is still being opened takes nothing yet, and shows soon enough whether it comes.
      if (!provider.wsconnected) return
      const askedAt = Date.now()
      provider.ws?.send(encodeQuestion(doc))
      probing = setTimeout(() => {
        if (lastMessageAt >= askedAt || !provider.wsconnected) return
        provider.disconnect()
        provider.connect()
      }, probeMs)
    },
    close: () => {
      leave()
      awareness.destroy()
      doc.destroy()
    },
  }
}

/** Applies what an act took away; false when it was gone already. */
function takesAway(doc: Y.Doc, act: UnsentAct): boolean {
  let isNew = false
  const notice = () => {
    isNew = true
  }
  doc.on('update', notice)
  Y.applyUpdate(doc, act.update, 'resent')
  doc.off('update', notice)
  return isNew
}

/** Longest wait between two tries: from this to twice this, by chance, so that not everybody returns at once. */
const minBackOffMs = 2_500
/** An answer on a line that works takes far less. */
const probeMs = 2_500

function socketAddress(): string {
  const { protocol, host } = globalThis.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`
}

/** y-protocols' "what am I missing?": any server answers it at once. */
function encodeQuestion(doc: Y.Doc): Uint8Array<ArrayBuffer> {
  const vector = Y.encodeStateVector(doc)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint8Array(encoder, vector)
  return new Uint8Array(encoding.toUint8Array(encoder))
}

/** Puts every local transaction into the outbox, with its words (read before garbage collection) and its bytes. */
export function recordActs(doc: Y.Doc, outbox: Outbox): void {
  const words = new WeakMap<Y.Transaction, Write[]>()
  doc.on('afterTransaction', (transaction) => {
    if (transaction.local) words.set(transaction, writesOf(transaction))
  })
  doc.on('update', (...event) => {
    const [update, origin, , transaction] = event
    if (!transaction.local) return
    outbox.add({
      id: crypto.randomUUID(),
      ...nameOf(origin),
      from: transaction.beforeState.get(doc.clientID) ?? 0,
      to: transaction.afterState.get(doc.clientID) ?? 0,
      update,
      writes: words.get(transaction) ?? [],
      at: new Date().toISOString(),
    })
  })
}

function nameOf(origin: unknown): { act: string; cards: readonly string[] } {
  const named = actOrigin.safeParse(origin)
  return named.success ? named.data : { act: 'edit', cards: [] }
}
const actOrigin = z.object({ act: z.string(), cards: z.array(z.string()) })
