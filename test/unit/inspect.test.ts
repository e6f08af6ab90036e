import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { dossierGrammar } from '#server/sync/dossier-grammar.ts'
import { createBases } from '#server/sync/bases.ts'
import { runBatch } from '#server/sync/batch.ts'
import { decodeWhole } from '#server/sync/decode.ts'
import { defineRoots } from '#server/sync/grammars.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { Violation } from '#server/sync/violation.ts'
import { userId } from '#shared/domain/ids.ts'
import { campaignId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Grammar } from '#server/sync/grammar.ts'
import { seeded } from '#test/support/board-fixture.ts'
import { aBoard, attacked, readAttacks } from '#test/support/attacked.ts'

const user = userId.parse('u_coord')
const coordinator = {
  user,
  campaign: campaignId.parse('camp01'),
  role: 'coordinator',
  lanes: [],
  template: 'mission_locale',
} as const

function judge(
  doc: Y.Doc,
  bytes: Uint8Array,
  { clientId = 7, grammar = boardGrammar }: { clientId?: number | null; grammar?: Grammar } = {},
) {
  return runBatch([{ kind: 'write', user, clientId, bytes }], {
    doc,
    grammar,
    bases: createBases(),
    limits: defaultLimits,
    actors: new Map([[user, coordinator]]),
    cardPlace: null,
    now: new Date('2026-11-23T12:00:00Z'),
  })
}

describe('17 19 20 27 [G4.1] [G4.2] [G4.3] an update outside the grammar', () => {
  const attacks = [...readAttacks('board'), ...readAttacks('dossier')]
  test.each(attacks)('is applied to nothing: $name, on the $on', ({ on, code, hex }) => {
    const { doc, grammar } = attacked(on)
    const before = Buffer.from(Y.encodeStateAsUpdate(doc))
    const { outcomes, update } = judge(doc, Buffer.from(hex, 'hex'), { grammar })
    expect(outcomes).toEqual([{ kind: 'violation', code }])
    expect(update).toBeNull()
    expect(Buffer.from(Y.encodeStateAsUpdate(doc)).equals(before)).toBe(true)
    expect(doc.store.pendingStructs).toBeNull()
    expect(doc.store.pendingDs).toBeNull()
    expect([...doc.share.keys()]).toEqual([...grammar.roots.keys()])
  })
})

function clientOf(doc: Y.Doc, clientId = 7): { doc: Y.Doc; said: Uint8Array[] } {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  copy.clientID = clientId
  const said: Uint8Array[] = []
  copy.on('update', (bytes: Uint8Array) => said.push(bytes))
  return { doc: copy, said }
}

const cardIn = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('cards').get('card_000')

test('[G4] an update that is known already is acknowledged and changes nothing', () => {
  const doc = aBoard()
  const client = clientOf(doc)
  cardIn(client.doc)?.set('known', 'known_active')
  const [bytes = new Uint8Array()] = client.said
  expect(judge(doc, bytes).update).not.toBeNull()
  const again = judge(doc, bytes)
  expect(again.update).toBeNull()
  expect(again.outcomes[0]).toMatchObject({ kind: 'judged', range: null, kept: [], rejected: [] })
})

test('[G4] a connection without a client id only reads', () => {
  const doc = aBoard()
  const client = clientOf(doc)
  cardIn(client.doc)?.set('known', 'known_active')
  const [bytes = new Uint8Array()] = client.said
  expect(judge(doc, bytes, { clientId: null }).outcomes).toEqual([
    { kind: 'violation', code: 'read-only' },
  ])
})

test('[G6] of two writes on one base the first in the queue stays, whatever the client ids', () => {
  for (const [first, second] of [
    [7, 8],
    [8, 7],
  ] as const) {
    const doc = aBoard()
    const a = clientOf(doc, first)
    const b = clientOf(doc, second)
    cardIn(a.doc)?.set('known', 'known_active')
    cardIn(b.doc)?.set('known', 'known_inactive')
    const works = [a, b].map(
      ({ doc: { clientID: clientId }, said: [bytes = new Uint8Array()] }) => {
        return { kind: 'write' as const, user, clientId, bytes }
      },
    )
    const { outcomes, update } = runBatch(works, {
      doc,
      grammar: boardGrammar,
      bases: createBases(),
      limits: defaultLimits,
      actors: new Map([[user, coordinator]]),
      cardPlace: null,
      now: new Date(),
    })
    expect(outcomes[0]).toMatchObject({ superseded: [] })
    expect(outcomes[1]).toMatchObject({
      kept: [],
      superseded: [{ new: 'known_inactive', old: 'known_active' }],
    })
    for (const { doc: replica } of [a, b]) {
      Y.applyUpdate(replica, update ?? new Uint8Array())
      expect(cardIn(replica)?.get('known')).toBe('known_active')
    }
    expect(cardIn(doc)?.get('known')).toBe('known_active')
    expect(doc.clientID).toBe(1)
  }
})

test('[G4] an update whose beginning is known goes on where that stands, not where it says', () => {
  const grammar = dossierGrammar('card_000')
  const doc = new Y.Doc()
  doc.clientID = 1
  defineRoots(doc, grammar)
  doc.getText('notes').insert(0, 'abc')
  const client = clientOf(doc)
  client.doc.getMap('person').set('comment', 'kept')
  // The same clock again, as two letters of the notes: Yjs would put the second behind the comment.
  const forger = clientOf(doc)
  forger.doc.getText('notes').insert(1, 'xy')
  const [kept, forged] = [client, forger].map(({ said: [bytes = new Uint8Array()] }) => bytes)
  const scene = {
    doc,
    grammar,
    bases: createBases(),
    limits: defaultLimits,
    now: new Date(),
    actors: new Map([[user, coordinator]]),
    cardPlace: null,
  }
  const outcomes = [kept, forged].map((bytes = new Uint8Array()) => {
    return runBatch([{ kind: 'write', user, clientId: 7, bytes }], scene).outcomes[0]
  })
  expect(outcomes).toMatchObject([{ kind: 'judged' }, { kind: 'violation', code: 'malformed' }])
  expect(doc.getMap('person').get('comment')).toBe('kept')
})

const collected = (count: number) => Array.from({ length: count }, () => [0, 1]).flat()
const deleted = (count: number) => Array.from({ length: count }, (_, i) => [2 * i, 1]).flat()

test('[G10.1] nothing is read behind a limit: what is above it is not even decoded', () => {
  const limits = { structs: 10, deleteRanges: 10 }
  // Each goes on with bytes that make no sense: who reads them finds that first.
  const nonsense = [255, 255, 255, 255, 255, 255, 255, 255, 255, 255]
  const codeOf = (bytes: readonly number[]) => {
    try {
      decodeWhole(Uint8Array.from(bytes), limits)
      return null
    } catch (error) {
      return error instanceof Violation ? error.code : error
    }
  }
  expect(codeOf([1, 99, 7, 0, ...collected(9), ...nonsense])).toBe('malformed')
  expect(codeOf([1, 99, 7, 0, ...collected(11), ...nonsense])).toBe('too-many-structs')
  expect(codeOf([0, 1, 7, 99, ...deleted(9), ...nonsense])).toBe('malformed')
  expect(codeOf([0, 1, 7, 99, ...deleted(11), ...nonsense])).toBe('too-many-structs')
  // Blocks without a struct in them.
  const blocks = Array.from({ length: 11 }, (_, i) => [0, i, 0]).flat()
  expect(codeOf([99, ...blocks, ...nonsense])).toBe('too-many-structs')
})

test('[G4.1] what people type and write far apart, and is said all at once, is no attack', () => {
  const { doc, grammar } = attacked('dossier')
  const random = seeded(20_261_124)
  const people = [7, 8].map((clientId) => clientOf(doc, clientId))
  const vector = Y.encodeStateVector(doc)
  // Two thousand separate places each, in a text that both change without hearing of each other.
  for (let n = 0; n < 2_000; n += 1) {
    for (const { doc: replica } of people) {
      const notes = replica.getText('notes')
      const at = Math.floor(random() * notes.length)
      if (n % 4 === 0 && notes.length > at) notes.delete(at, 1)
      else notes.insert(at, 'é')
    }
  }
  for (const { doc: replica } of people) {
    const clientId = replica.clientID
    const bytes = Y.encodeStateAsUpdate(replica, vector)
    const { outcomes } = judge(doc, bytes, { clientId, grammar })
    expect(outcomes).toMatchObject([{ kind: 'judged', rejected: [] }])
  }
})

test('[G4.1] who wrote at one key in turn with colleagues, and says it all at once, is no attacker', () => {
  const { doc } = attacked('old board')
  const author = clientOf(doc)
  const vector = Y.encodeStateVector(doc)
  const colleague = clientOf(doc, 8)
  for (let n = 0; n < 40; n += 1) {
    cardIn(colleague.doc)?.set('known', n % 2 === 0 ? 'known_active' : 'unknown')
    Y.applyUpdate(author.doc, Y.encodeStateAsUpdate(colleague.doc))
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague.doc))
    cardIn(author.doc)?.set('known', 'known_inactive')
  }
  const { outcomes } = judge(doc, Y.encodeStateAsUpdate(author.doc, vector))
  expect(outcomes).toMatchObject([{ kind: 'judged' }])
})

test('[G4.1] behind an update outside the grammar nothing more of its sender is read; others are', () => {
  const doc = aBoard()
  const [hostile, honest] = [{}, {}]
  const one = clientOf(doc, 7)
  const other = clientOf(doc, 8)
  cardIn(one.doc)?.set('known', 'known_active')
  cardIn(other.doc)?.set('at', { stage: 'received', lane: null, officer: null, rank: 'a5' })
  const write = (sender: object, clientId: number, bytes: Uint8Array = new Uint8Array()) => {
    return { kind: 'write' as const, user, sender, clientId, bytes }
  }
  const works = [
    write(hostile, 7, Uint8Array.of(9, 9)),
    write(hostile, 7, one.said[0]),
    write(honest, 8, other.said[0]),
  ]
  const parts = {
    doc,
    grammar: boardGrammar,
    bases: createBases(),
    limits: defaultLimits,
    actors: new Map([[user, coordinator]]),
    cardPlace: null,
    now: new Date(),
  }
  expect(runBatch(works, parts).outcomes.map((outcome) => outcome.kind)).toEqual([
    'violation',
    'unread',
    'judged',
  ])
  expect(cardIn(doc)?.get('known')).toBe('unknown')
  // Nor while the batch that found it is on its way.
  const [, again] = works
  const { outcomes } = runBatch([must(again, 'a write')], { ...parts, offenders: [hostile] })
  expect(outcomes).toEqual([{ kind: 'unread' }])
})
