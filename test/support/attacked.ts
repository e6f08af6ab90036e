// The documents that the attacks of `test/fixtures/attacks` were made against, by client id 7. Their bytes name clocks of
// these: whoever changes them makes the attacks anew.
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'
import { z } from 'zod'
import { must } from '#shared/assert.ts'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { dossierGrammar } from '#server/sync/dossier-grammar.ts'
import type { Grammar } from '#server/sync/grammar.ts'
import { defineRoots } from '#server/sync/grammars.ts'

const attack = z.object({
  name: z.string(),
  /** Which of the documents below. */
  on: z.enum(['board', 'old board', 'dossier']).default('board'),
  code: z.string(),
  hex: z.string(),
})
export type Attack = z.infer<typeof attack>

export function readAttacks(kind: 'board' | 'dossier'): Attack[] {
  const path = new URL(`../fixtures/attacks/${kind}.json`, import.meta.url)
  return z.array(attack).parse(JSON.parse(readFileSync(path, 'utf8')))
}

interface Attacked {
  readonly doc: Y.Doc
  readonly grammar: Grammar
}

export function attacked(on: Attack['on']): Attacked {
  if (on === 'dossier') return { doc: aDossier(), grammar: dossierGrammar('card_000') }
  const doc = aBoard()
  if (on === 'old board') alternate(doc, (one, n) => cardIn(one).set('known', `v${n}`))
  return { doc, grammar: boardGrammar }
}

const cardIn = (doc: Y.Doc) =>
  must(doc.getMap<Y.Map<unknown>>('cards').get('card_000'), 'the board has one card')

/** One card, made by the server. */
export function aBoard(): Y.Doc {
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

/** Contact details and notes by the server, and many characters that two people have typed in turn. */
function aDossier(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  defineRoots(doc, dossierGrammar('card_000'))
  doc.transact(() => {
    doc.getMap('person').set('email', 'someone@example.org')
    doc.getText('notes').insert(0, 'hello')
  })
  alternate(doc, (one) => one.getText('notes').insert(one.getText('notes').length, 'x'))
  return doc
}

const times = 300

/** Clients 2 and 3 in turn, each behind what the other has just done. */
function alternate(doc: Y.Doc, act: (one: Y.Doc, n: number) => void): void {
  const people = [2, 3].map((clientId) => {
    const one = new Y.Doc()
    Y.applyUpdate(one, Y.encodeStateAsUpdate(doc))
    one.clientID = clientId
    return one
  })
  for (let n = 0; n < times; n += 1) {
    const one = must(people[n % 2], 'two people')
    const before = Y.encodeStateVector(one)
    act(one, n)
    const update = Y.encodeStateAsUpdate(one, before)
    for (const other of [...people, doc]) Y.applyUpdate(other, update)
  }
}
