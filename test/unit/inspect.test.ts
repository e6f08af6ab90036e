import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { dossierGrammar } from '#server/sync/dossier-grammar.ts'
import { createBases } from '#server/sync/bases.ts'
import { runBatch } from '#server/sync/batch.ts'
import { defineRoots } from '#server/sync/grammars.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { userId } from '#shared/domain/ids.ts'
import { campaignId } from '#shared/domain/ids.ts'
import { z } from 'zod'

// Each attack as bytes, against the board below, from a connection that holds client id 7.
const attacks = z
  .array(z.object({ name: z.string(), code: z.string(), hex: z.string() }))
  .parse(
    JSON.parse(readFileSync(new URL('../fixtures/attacks/board.json', import.meta.url), 'utf8')),
  )

const user = userId.parse('u_coord')
const coordinator = {
  user,
  campaign: campaignId.parse('camp01'),
  role: 'coordinator',
  lanes: [],
  template: 'mission_locale',
} as const

/** One card, made by the server; client 7 has written `known`, client 8 an attempt's worth of nothing. */
function aBoard(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  defineRoots(doc, boardGrammar)
  doc.transact(() => {
    const card = new Y.Map<unknown>()
    doc.getMap('cards').set('card_000', card)
    card.set('known', 'unknown')
    card.set('at', { stage: 'received', lane: null, officer: null, rank: 'a0' })
    doc.getMap('lanes').set('lane_north', { name: 'North' })
  })
  return doc
}

function judge(doc: Y.Doc, bytes: Uint8Array, clientId: number | null = 7) {
  return runBatch([{ kind: 'write', user, clientId, bytes }], {
    doc,
    grammar: boardGrammar,
    bases: createBases(),
    limits: defaultLimits,
    actors: new Map([[user, coordinator]]),
    cardPlace: null,
    now: new Date('2026-11-23T12:00:00Z'),
  })
}

describe('[G4] an update outside the grammar', () => {
  test.each(attacks)('is applied to nothing: $name', ({ code, hex }) => {
    const doc = aBoard()
    const before = Buffer.from(Y.encodeStateAsUpdate(doc))
    const { outcomes, update } = judge(doc, Buffer.from(hex, 'hex'))
    expect(outcomes).toEqual([{ kind: 'violation', code }])
    expect(update).toBeNull()
    expect(Buffer.from(Y.encodeStateAsUpdate(doc)).equals(before)).toBe(true)
    expect(doc.store.pendingStructs).toBeNull()
    expect(doc.store.pendingDs).toBeNull()
    expect([...doc.share.keys()]).toEqual([...boardGrammar.roots.keys()])
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
  expect(judge(doc, bytes, null).outcomes).toEqual([{ kind: 'violation', code: 'read-only' }])
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
