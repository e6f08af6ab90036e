// Somebody signed in who means harm: attacks kept as bytes, mutated frames, what is not a frame, and other people's ids.
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { presenceFrame, updateFrame } from '#server/sync/protocol.ts'
import { must } from '#shared/assert.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import type { CardId, DocumentId } from '#shared/domain/ids.ts'
import { readAttacks } from '#test/support/attacked.ts'
import { createBoardClient, requestLease, type BoardClient } from '#test/support/board-client.ts'
import { places } from '#test/support/board-world.ts'
import { mutate } from '#test/support/mutate.ts'
import type { Random } from './random.ts'

export interface Attacker {
  readonly attacks: number
  readonly closes: ReadonlyMap<number, number>
  stop(): Promise<void>
}

interface AttackerParts {
  readonly cookie: string
  readonly document: DocumentId
  readonly cards: readonly CardId[]
  readonly urls: readonly string[]
  readonly random: Random
}

const vectors = [...readAttacks('board'), ...readAttacks('dossier')]

export function startAttacker(parts: AttackerParts): Attacker {
  const { cookie, document, cards, random } = parts
  const closes = new Map<number, number>()
  let attacks = 0
  const stopping = new AbortController()
  const done = run()

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      let client: BoardClient | null = null
      try {
        const where = { url: random.pick(parts.urls), cookie, document }
        const lease = await requestLease(where)
        // Now and then under the id of whoever comes next.
        const stolen = random.chance(10) ? { ...lease, clientId: lease.clientId + 1 } : lease
        client = createBoardClient(where, stolen)
        await Promise.race([client.reconnect(), wait(4_000)])
        for (
          let i = 1 + random.below(6);
          i > 0 && client.closed === null && !stopping.signal.aborted;
          i -= 1
        ) {
          attack(client)
          await wait(10 + random.below(100))
        }
      } catch {
        // Refused, or nobody there: once more.
      }
      const code = client?.closed ?? null
      if (code !== null) closes.set(code, (closes.get(code) ?? 0) + 1)
      client?.drop()
      await wait(200 + random.below(800))
    }
  }

  function attack(client: BoardClient): void {
    attacks += 1
    const kind = random.below(8)
    if (kind === 0) client.sendUpdate(Buffer.from(random.pick(vectors).hex, 'hex'))
    else if (kind === 1) client.sendFrame(Uint8Array.of(random.below(256), random.below(256)))
    else if (kind === 2) client.sendFrame(new Uint8Array(2_500_000))
    else if (kind === 3) client.sendFrame(presenceOfOthers())
    else if (kind === 4) {
      const two = Buffer.from(updateFrame(Uint8Array.of(0, 0)))
      client.sendFrame(Buffer.concat([two, two]))
    } else if (kind === 5) {
      for (let i = 0; i < 300; i += 1) client.sendFrame(Uint8Array.of(0, 0, 1, 0))
    } else client.sendUpdate(mutate(speak(client), random))
  }

  /** A real update of its own, made aside: its own document never learns of it. */
  function speak({ doc, lease }: BoardClient): Uint8Array {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    copy.clientID = must(lease, 'it has one').clientId
    const before = Y.encodeStateVector(copy)
    moveCard(copy, random.pick(cards), { ...places.free, rank: `evil${attacks}` })
    return Y.encodeStateAsUpdate(copy, before)
  }

  return {
    get attacks() {
      return attacks
    },
    closes,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

function presenceOfOthers(): Uint8Array {
  const state = JSON.stringify({ user: { id: 'nobody', name: 'Mallory' } })
  return presenceFrame(
    Array.from({ length: 1_500 }, (_, i) => ({ clientId: i, clock: 2 ** 32 - 1, state })),
  )
}
