import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { attemptId, cardId, campaignId, laneId, userId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { createBases } from '#server/sync/bases.ts'
import { runBatch } from '#server/sync/batch.ts'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { defineRoots } from '#server/sync/grammars.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { seeded } from '#test/support/board-fixture.ts'
import { mutate } from '#test/support/mutate.ts'

// SEED=… repeats a run, RUNS=… makes it longer: each run takes real updates of a client, changes bytes, and sends them on.
const seed = Number(process.env['SEED'] ?? 20261123)
const runs = Number(process.env['RUNS'] ?? 600)

const user = userId.parse('u_coord')
const north = laneId.parse('lane_north')
const cards = ['card_000', 'card_001', 'card_002'].map((id) => cardId.parse(id))
const clientId = 7
const now = new Date('2026-11-23T12:00:00Z')
const coordinator = {
  user,
  campaign: campaignId.parse('camp01'),
  role: 'coordinator',
  lanes: [],
  template: 'mission_locale',
} as const

function emptyBoard(id: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = id
  defineRoots(doc, boardGrammar)
  return doc
}

/** A board in memory with its log, judged as a room does. */
function createBoard() {
  const doc = emptyBoard(1)
  const bases = createBases()
  const log: Uint8Array[] = []
  const run = (work: Parameters<typeof runBatch>[0][number]) => {
    const { outcomes, update } = runBatch([work], {
      doc,
      bases,
      now,
      grammar: boardGrammar,
      limits: defaultLimits,
      cardPlace: null,
      actors: new Map([[user, coordinator]]),
    })
    if (update) log.push(update)
    return { outcome: must(outcomes[0], 'one outcome for one work'), update }
  }
  run({
    kind: 'command',
    user,
    edit: () => {
      doc.getMap('lanes').set(north, { name: 'North', position: 0 })
      for (const id of cards) {
        const card = new Y.Map<unknown>()
        doc.getMap('cards').set(id, card)
        card.set('known', 'unknown')
        card.set('at', { stage: 'received', lane: null, officer: null, rank: 'a0' })
      }
    },
  })
  return { doc, log, write: (bytes: Uint8Array) => run({ kind: 'write', user, clientId, bytes }) }
}

type Random = ReturnType<typeof seeded>
const below = (random: Random, count: number) => Math.floor(random() * count)

/** What the real client would say next. */
function speak(replica: Y.Doc, random: Random, n: number): Uint8Array {
  const said: Uint8Array[] = []
  const hear = (bytes: Uint8Array) => said.push(bytes)
  replica.on('update', hear)
  const card = must(cards[below(random, cards.length)], 'a card')
  const kind = below(random, 3)
  if (kind === 0) {
    moveCard(replica, card, { stage: 'dispatched', lane: north, officer: null, rank: `a${n}` })
  } else if (kind === 1) {
    editCard(replica, card, { known: random() < 0.5 ? 'known_active' : 'known_inactive' })
  } else {
    addAttempt(replica, attemptId.parse(`attempt_${n}`), {
      card,
      channel: 'phone',
      outcome: 'busy',
      at: '2026-11-20T10:00:00Z',
      by: user,
    })
  }
  replica.off('update', hear)
  return Y.mergeUpdates(said)
}

const stateOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
const contentOf = (doc: Y.Doc) =>
  [...boardGrammar.roots.keys()].map((name): unknown => doc.getMap(name).toJSON())

test(`[G4] [G7] changed bytes crash nothing, are kept whole or not at all, and the log always replays (seed ${seed}, ${runs} runs)`, () => {
  const random = seeded(seed)
  let board = createBoard()
  let violations = 0
  let kept = 0
  for (let run = 0; run < runs; run += 1) {
    // A new board now and then: what one mutation has put there does not hide the next.
    if (run % 50 === 0) board = createBoard()
    const { doc, log, write } = board
    // As the real client does it: the leased id only once everything has arrived.
    const client = emptyBoard(98)
    Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
    client.clientID = clientId
    const real = speak(client, random, run)
    const forged = mutate(real, { below: (count) => below(random, count) })
    const before = stateOf(doc)
    const { outcome, update } = write(forged)
    const isRefused = outcome.kind === 'violation'
    if (isRefused) violations += 1
    else kept += 1
    const replay = emptyBoard(99)
    for (const row of log) Y.applyUpdate(replay, row)
    const after = stateOf(doc)
    expect({
      seed,
      run,
      isUntouched: update === null && after === before,
      pending: [doc.store.pendingStructs, doc.store.pendingDs],
      clientId: doc.clientID,
      roots: [...doc.share.keys()],
      replayed: stateOf(replay),
      content: contentOf(replay),
    }).toEqual({
      seed,
      run,
      // What is not refused may still change nothing: its beginning was known, or it is nothing at all.
      isUntouched: isRefused || (update === null && after === before),
      pending: [null, null],
      clientId: 1,
      roots: [...boardGrammar.roots.keys()],
      replayed: after,
      content: contentOf(doc),
    })
  }
  // A run that refuses, or takes, everything proves nothing.
  expect(violations).toBeGreaterThan(runs / 10)
  expect(kept).toBeGreaterThan(runs / 50)
})
