// Somebody at work: edits, line or no line, comes back wherever a process answers, and remembers what was acknowledged.
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { must } from '#shared/assert.ts'
import { attemptId, type CardId, type DocumentId, type UserId } from '#shared/domain/ids.ts'
import { createBoardClient, requestLease, type BoardClient } from '#test/support/board-client.ts'
import { places, world } from '#test/support/board-world.ts'
import type { Random } from './random.ts'

export interface Edit {
  /** Stands in the value that was written, and nowhere else. */
  readonly token: string
  readonly kind: 'attempt' | 'register' | 'text'
  /** What it was written at: who writes there twice between two frames writes over themselves. */
  readonly spot: string
  readonly epoch: number
  readonly clientId: number
  /** Clock of the client id behind it. */
  readonly clock: number
}

export interface Worker {
  readonly name: string
  readonly document: DocumentId
  /** Edits in order; those that were thrown away with their document before they were acknowledged are not here. */
  readonly acknowledged: readonly Edit[]
  readonly made: number
  readonly thrownAway: number
  readonly closes: ReadonlyMap<number, number>
  /** Its document, once everything of it is acknowledged and everything of others has arrived. */
  settle(untilMs: number): Promise<Y.Doc>
  stop(): Promise<void>
}

interface WorkerParts {
  readonly name: string
  readonly user: UserId
  readonly cookie: string
  readonly document: DocumentId
  readonly cards: readonly CardId[]
  readonly urls: readonly string[]
  readonly random: Random
}

/** Characters of the notes, with room for what several write at once. */
const notesEnd = 18_000
/** A silent line is given up after this long. */
const patienceMs = 4_000

export function startWorker(parts: WorkerParts): Worker {
  const { name, user, document, cards, random } = parts
  const isDossier = document.startsWith('dossier/')
  const closes = new Map<number, number>()
  const acknowledged: Edit[] = []
  let open: Edit[] = []
  let made = 0
  let thrownAway = 0
  let client: BoardClient | null = null
  const resting = new AbortController()
  const stopping = new AbortController()
  // Read at each connection: whichever process comes first.
  const where = {
    cookie: parts.cookie,
    document,
    get url() {
      return random.pick(parts.urls)
    },
  }

  const done = run()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await connect()
        await work()
      } catch {
        // No answer, or an end in the middle: the next turn tries again.
      }
      collect()
      const code = client?.closed ?? null
      if (code !== null) closes.set(code, (closes.get(code) ?? 0) + 1)
      if (code !== null && code >= 4400 && code < 4500) startAfresh()
      client?.drop()
      await wait(50 + random.below(400))
    }
    await client?.disconnect()
  }

  async function connect(): Promise<void> {
    if (!client) {
      const lease = await inTime(requestLease(where))
      client = createBoardClient(where, lease)
    }
    await inTime(client.reconnect())
  }

  /** Until the line breaks, or is let go of on purpose. */
  async function work(): Promise<void> {
    const here = must(client, 'it is connected')
    const until = Date.now() + 2_000 + random.below(20_000)
    let lastAckAt = Date.now()
    while (
      !stopping.signal.aborted &&
      here.closed === null &&
      (Date.now() < until || resting.signal.aborted)
    ) {
      if (!resting.signal.aborted && here.doc.clientID === here.lease?.clientId) edit(here)
      await wait(20 + random.below(150))
      if (collect() || open.length === 0) lastAckAt = Date.now()
      // A line that says nothing any more; a real page is told so by the missing heartbeat.
      if (Date.now() - lastAckAt > 15_000) return
    }
    if (here.closed !== null || stopping.signal.aborted) return
    // A page that goes on without a line for a while.
    here.drop()
    for (let i = random.below(8); i > 0 && !resting.signal.aborted; i -= 1) edit(here)
    await wait(random.below(1_500))
  }

  function edit({ doc, lease }: BoardClient): void {
    // Notes have an end: what comes behind it is refused, and rightly so.
    if (isDossier && (dossierTypes(doc).notes.length > notesEnd || random.chance(80))) return
    made += 1
    const token = `${name}x${made}`
    const card = random.pick(cards)
    const kind = isDossier ? 'text' : random.pick(kinds)
    let spot = token
    if (kind === 'text') {
      const { notes } = dossierTypes(doc)
      if (random.chance(50)) notes.insert(0, `${token} `)
      else notes.insert(notes.length, ` ${token}`)
    } else if (kind === 'attempt') {
      const at = new Date().toISOString()
      const id = attemptId.parse(`attempt-${token}`)
      addAttempt(doc, id, { card, channel: 'phone', outcome: 'busy', at, by: user })
    } else if (random.chance(60)) {
      const stage = random.pick(['dispatched', 'first_contact', 'registered'] as const)
      const lane = random.chance(85) ? world.north : world.south
      moveCard(doc, card, { ...places.free, lane, stage, rank: `a${token}` })
      spot = `${card} at`
    } else {
      editCard(doc, card, { tags: [token] })
      spot = `${card} tags`
    }
    const { clientId, epoch } = must(lease, 'it writes')
    const clock = Y.getState(doc.store, clientId)
    open.push({ token, kind: kind === 'move' ? 'register' : kind, spot, epoch, clientId, clock })
  }

  /** Takes note of what is acknowledged; true when something was. */
  function collect(): boolean {
    const kept = client?.acknowledged ?? 0
    const settled = open.filter((one) => one.clock <= kept)
    acknowledged.push(...settled)
    open = open.filter((one) => one.clock > kept)
    return settled.length > 0
  }

  /** A reset: the document is thrown away, and what it held besides what is kept. */
  function startAfresh(): void {
    thrownAway += open.length
    open = []
    client = null
  }

  return {
    name,
    document,
    acknowledged,
    closes,
    get made() {
      return made
    },
    get thrownAway() {
      return thrownAway
    },
    async settle(untilMs) {
      resting.abort()
      while (Date.now() < untilMs) {
        const here = client
        if (here && here.closed === null && here.doc.clientID === here.lease?.clientId) {
          try {
            await inTime(here.saved())
            await inTime(here.sync())
            collect()
            return here.doc
          } catch {
            // Closed meanwhile; it is coming back.
          }
        }
        await wait(200)
      }
      throw new Error(`${name} did not come to rest: ${open.length} edits are not acknowledged`)
    },
    async stop() {
      stopping.abort()
      client?.drop()
      await done
    },
  }
}

const kinds = ['move', 'move', 'attempt'] as const

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    wait(patienceMs).then(() => {
      throw new Error('no answer')
    }),
  ])
}
