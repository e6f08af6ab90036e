import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { dossierTypes, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { Place } from '#shared/domain/place.ts'
import { attemptId, cardId, campaignId, laneId, userId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { createBases } from '#server/sync/bases.ts'
import { runBatch } from '#server/sync/batch.ts'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { createConnection } from '#server/sync/connection.ts'
import { dossierGrammar } from '#server/sync/dossier-grammar.ts'
import type { Grammar } from '#server/sync/grammar.ts'
import { defineRoots } from '#server/sync/grammars.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { answerFrame, presenceFrame, questionFrame, updateFrame } from '#server/sync/protocol.ts'
import { seeded } from '#test/support/board-fixture.ts'
import { connectionParts, createFakeSocket } from '#test/support/fake-socket.ts'
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

const where: Place = { stage: 'dispatched', lane: north, officer: null, rank: 'a0' }

/** A kind of document: how it begins, and what the real client would say next. */
interface Kind {
  readonly name: string
  readonly grammar: Grammar
  begin(doc: Y.Doc): void
  speak(replica: Y.Doc, random: Random, n: number): void
}

function emptyOf({ grammar }: Kind, id: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = id
  defineRoots(doc, grammar)
  return doc
}

/** A document in memory with its log, judged as a room does, and somebody else who has it open. */
function openDocument(kind: Kind) {
  const { grammar } = kind
  const doc = emptyOf(kind, 1)
  const beside = emptyOf(kind, 97)
  const bases = createBases()
  const log: Uint8Array[] = []
  const run = (work: Parameters<typeof runBatch>[0][number]) => {
    const { outcomes, update } = runBatch([work], {
      doc,
      bases,
      now,
      grammar,
      limits: defaultLimits,
      cardPlace: where,
      actors: new Map([[user, coordinator]]),
    })
    if (update) {
      log.push(update)
      Y.applyUpdate(beside, update)
    }
    return { outcome: must(outcomes[0], 'one outcome for one work'), update }
  }
  run({ kind: 'command', user, edit: () => kind.begin(doc) })
  const write = (bytes: Uint8Array) => run({ kind: 'write', user, clientId, bytes })
  return { doc, beside, log, write }
}

type Random = ReturnType<typeof seeded>
const below = (random: Random, count: number) => Math.floor(random() * count)

const aBoard: Kind = {
  name: 'a board',
  grammar: boardGrammar,
  begin(doc) {
    doc.getMap('lanes').set(north, { name: 'North', position: 0 })
    for (const id of cards) {
      const card = new Y.Map<unknown>()
      doc.getMap('cards').set(id, card)
      card.set('known', 'unknown')
      card.set('at', { stage: 'received', lane: null, officer: null, rank: 'a0' })
    }
  },
  speak(replica, random, n) {
    const card = must(cards[below(random, cards.length)], 'a card')
    const kind = below(random, 3)
    if (kind === 0) {
      moveCard(replica, card, { ...where, rank: `a${n}` })
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
  },
}

const aDossier: Kind = {
  name: 'a dossier',
  grammar: dossierGrammar('card_000'),
  begin(doc) {
    const { person, numbers, notes } = dossierTypes(doc)
    person.set('email', 'somebody@example.org')
    numbers.set('number_0', aNumber('06 00 00 00 00'))
    notes.insert(0, 'Called twice, nobody there.')
  },
  speak(replica, random, n) {
    const { person, numbers, notes } = dossierTypes(replica)
    const kind = below(random, 4)
    if (kind === 0) person.set('comment', `comment ${n}`)
    else if (kind === 1) numbers.set(`number_${below(random, 3)}`, aNumber(`07 ${n}`))
    else if (kind === 2) notes.insert(below(random, notes.length + 1), `word ${n} `)
    else notes.delete(0, Math.min(notes.length, 1 + below(random, 5)))
  },
}

function aNumber(raw: string): PhoneNumber {
  return { raw, e164: null, owner: 'youth', status: 'untried' }
}

function saidBy(replica: Y.Doc, speak: () => void): Uint8Array {
  const said: Uint8Array[] = []
  const hear = (bytes: Uint8Array) => said.push(bytes)
  replica.on('update', hear)
  speak()
  replica.off('update', hear)
  return said.length > 0 ? Y.mergeUpdates(said) : emptyUpdate
}

/** No struct, no deletion. */
const emptyUpdate = Uint8Array.of(0, 0)

const stateOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
const contentOf = (doc: Y.Doc, { grammar }: Kind) =>
  [...grammar.roots].map(([name, { kind }]): unknown =>
    kind === 'text' ? doc.getText(name).toJSON() : doc.getMap(name).toJSON(),
  )

test.each([aBoard, aDossier])(
  `17 [G4.1] [G7.1] changed bytes of $name crash nothing, are kept whole or not at all, the log always replays, and who has it open is as if told everything at once (seed ${seed}, ${runs} runs)`,
  (kind) => {
    const random = seeded(seed)
    let room = openDocument(kind)
    let violations = 0
    let kept = 0
    for (let run = 0; run < runs; run += 1) {
      // A new document now and then: what one mutation has put there does not hide the next.
      if (run % 50 === 0) room = openDocument(kind)
      const { doc, beside, log, write } = room
      // As the real client does it: the leased id only once everything has arrived.
      const client = emptyOf(kind, 98)
      Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
      client.clientID = clientId
      const real = saidBy(client, () => kind.speak(client, random, run))
      const forged = mutate(real, { below: (count) => below(random, count) })
      const before = stateOf(doc)
      const { outcome, update } = write(forged)
      const isRefused = outcome.kind === 'violation'
      if (isRefused) violations += 1
      else kept += 1
      const replay = emptyOf(kind, 99)
      for (const row of log) Y.applyUpdate(replay, row)
      const after = stateOf(doc)
      expect({
        seed,
        run,
        isUntouched: update === null && after === before,
        pending: [doc, beside].map(({ store }) => [store.pendingStructs, store.pendingDs]),
        clientId: doc.clientID,
        roots: [...doc.share.keys()],
        replayed: stateOf(replay),
        beside: stateOf(beside),
        contents: [contentOf(replay, kind), contentOf(beside, kind)],
      }).toEqual({
        seed,
        run,
        // What is not refused may still change nothing: its beginning was known, or it is nothing at all.
        isUntouched: isRefused || (update === null && after === before),
        pending: [
          [null, null],
          [null, null],
        ],
        clientId: 1,
        roots: [...kind.grammar.roots.keys()],
        replayed: after,
        beside: after,
        contents: [contentOf(doc, kind), contentOf(doc, kind)],
      })
    }
    // A run that refuses, or takes, everything proves nothing.
    expect(violations).toBeGreaterThan(runs / 10)
    expect(kept).toBeGreaterThan(runs / 50)
  },
)

test(`17 32 [T4] changed frames are one message, or none and closed: nothing is thrown, and nothing is taken behind it (seed ${seed}, ${runs * 5} runs)`, () => {
  const random = seeded(seed)
  const client = emptyOf(aBoard, clientId)
  aBoard.begin(client)
  const real = [
    questionFrame(Y.encodeStateVector(client)),
    updateFrame(Y.encodeStateAsUpdate(client)),
    answerFrame(Y.encodeStateAsUpdate(client)),
    presenceFrame([{ clientId, clock: 3, state: '{"idle":true}' }]),
    Uint8Array.of(3),
  ]
  const seen = new Set<string>()
  for (let run = 0; run < runs * 5; run += 1) {
    const socket = createFakeSocket()
    const taken: string[] = []
    const connection = createConnection(
      socket,
      { user: { id: user, name: 'Name' }, session: 'session', lease: null },
      connectionParts({
        answer(one) {
          taken.push('question')
          one.answered()
        },
        write: () => taken.push('update'),
        present: () => taken.push('presence'),
        introduce: () => taken.push('query'),
      }),
    )
    const frame = mutate(must(real[run % real.length], 'a frame'), {
      below: (count) => below(random, count),
    })
    connection.receive(frame)
    const isClosed = socket.closed !== null
    connection.receive(must(real[1], 'a frame'))
    // The second is taken exactly where the first was one.
    expect({ seed, run, closed: socket.closed, count: taken.length }).toEqual({
      seed,
      run,
      closed: isClosed ? 4400 : null,
      count: isClosed ? 0 : 2,
    })
    seen.add(isClosed ? 'closed' : must(taken[0], 'what it was'))
  }
  expect([...seen].toSorted()).toEqual(['closed', 'presence', 'query', 'question', 'update'])
})
