import * as Y from 'yjs'
import { expect, test } from 'vitest'
import {
  isContinued,
  replay,
  same,
  writesOf,
  type UnsentAct,
  type Write,
} from '#client/sync/act.ts'
import { createOutbox } from '#client/sync/outbox.ts'
import { createSentFrames } from '#client/sync/sent-frames.ts'
import { createOwnMoves } from '#client/board/own-moves.ts'
import { must } from '#shared/assert.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { readCard } from '#shared/documents/board.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { fillBoard, lanesOfFixture } from '#test/support/board-fixture.ts'

const lane = lanesOfFixture[0]?.id ?? null
const to = (stage: Place['stage'], rank = 'a1'): Place => ({ stage, lane, officer: null, rank })

function act(id: string, clock: number, cards: readonly string[] = []): UnsentAct {
  return {
    id,
    act: 'move',
    cards,
    from: clock - 1,
    to: clock,
    update: new Uint8Array(),
    writes: [],
    at: '2026-11-23T10:00:00Z',
  }
}

/** Takes something away, and writes nothing. */
const deletion = (id: string): UnsentAct => ({ ...act(id, 5), from: 5 })

function placeIn(doc: Y.Doc, card: CardId): Place | null {
  const map = boardTypes(doc).cards.get(card)
  return map ? readCard(card, map).at : null
}

/** What one move writes, as the outbox notes it. */
function writesOfMove(doc: Y.Doc, card: CardId, place: Place): Write[] {
  let writes: Write[] = []
  const note = (transaction: Y.Transaction) => (writes = writesOf(transaction))
  doc.on('afterTransaction', note)
  moveCard(doc, card, place)
  doc.off('afterTransaction', note)
  return writes
}

test('[W3] an act waits until the clock that the database has kept covers it', () => {
  const kept: string[][] = []
  const stored: string[] = []
  const outbox = createOutbox(
    {
      put: async (one) => void stored.push(one.id),
      remove: async (ids) => void kept.push([...ids]),
    },
    () => {},
  )
  outbox.add(act('one', 5, ['card_a']))
  outbox.add(act('two', 6, ['card_a', 'card_b']))
  outbox.settle(4)
  expect(outbox.acts().map((one) => one.id)).toEqual(['one', 'two'])
  outbox.settle(5)
  expect(outbox.acts().map((one) => one.id)).toEqual(['two'])
  expect([outbox.pending('card_a'), outbox.pending('card_b')]).toEqual([true, true])
  outbox.settle(6)
  expect([outbox.pending('card_a'), outbox.pending('card_b')]).toEqual([false, false])
  expect([stored, kept]).toEqual([
    ['one', 'two'],
    [['one'], ['two']],
  ])
})

test('[G2.1] what only takes away moves no clock: it waits until the frame that carries it is kept, and goes with the answer after a cut', () => {
  const outbox = createOutbox(null, () => {})
  const frames = createSentFrames()
  const send = (one: UnsentAct) => {
    outbox.add(one)
    frames.sent()
    frames.carry(one)
  }
  const left = () => outbox.acts().map((one) => one.id)
  frames.opened()
  frames.answered(outbox.acts())
  send(deletion('one'))
  send(deletion('two'))
  // The word on what came before says nothing of them.
  outbox.settle(5)
  outbox.drop(frames.kept(1))
  expect(left()).toEqual(['one', 'two'])
  outbox.drop(frames.kept(2))
  expect(left()).toEqual(['two'])
  // A cut: written meanwhile, and said again with the answer, which is the first frame of the next socket.
  outbox.add(deletion('three'))
  frames.opened()
  outbox.drop(frames.kept(0))
  expect(left()).toEqual(['two', 'three'])
  frames.answered(outbox.acts())
  outbox.drop(frames.kept(1))
  expect(left()).toEqual([])
})

test('a disk that keeps nothing is told, and the act still waits', async () => {
  const faults: unknown[] = []
  const full = new Error('no room')
  const outbox = createOutbox(
    { put: () => Promise.reject(full), remove: () => Promise.resolve() },
    (fault) => faults.push(fault),
  )
  outbox.add(act('one', 1))
  await Promise.resolve()
  expect([faults, outbox.acts().length]).toEqual([[full], 1])
})

test('an act is noted as what stood there and what was put, and is said again to a document made anew', () => {
  const doc = new Y.Doc()
  const card = must(fillBoard(doc, { cards: 1, seed: 2 })[0], 'one card')
  const before = placeIn(doc, card)
  const writes = writesOfMove(doc, card, to('registered'))
  expect(writes).toEqual([
    { root: 'cards', path: [card], key: 'at', old: before, value: to('registered') },
  ])
  const anew = new Y.Doc()
  fillBoard(anew, { cards: 1, seed: 2 })
  const again = { ...act('one', 1), writes }
  expect([replay(anew, again, 'test'), placeIn(anew, card)]).toEqual(['done', to('registered')])
  expect(replay(anew, again, 'test')).toBe('already')
})

test('[W2] an act whose base somebody changed meanwhile is not said again over it', () => {
  const doc = new Y.Doc()
  const card = must(fillBoard(doc, { cards: 1, seed: 2 })[0], 'one card')
  const writes = writesOfMove(doc, card, to('registered'))
  const anew = new Y.Doc()
  fillBoard(anew, { cards: 1, seed: 2 })
  moveCard(anew, card, to('not_reached'))
  expect(replay(anew, { ...act('one', 1), writes }, 'test')).toBe('overtaken')
  expect(placeIn(anew, card)).toEqual(to('not_reached'))
})

const write = (old: unknown, value: unknown, key = 'at'): Write => ({
  root: 'cards',
  path: ['card_000'],
  key,
  old,
  value,
})

test('[G12.6] an act that was kept unknown to its page, and gone on from by its author, is no lost one', () => {
  const first = { ...act('first', 1), writes: [write('a', 'b')] }
  const second = { ...act('second', 2), writes: [write('b', 'c')] }
  expect(isContinued(first, [second])).toBe(true)
  expect(isContinued(second, [second])).toBe(false)
  expect(isContinued(first, [{ ...second, writes: [write('x', 'c')] }])).toBe(false)
  expect(isContinued(first, [{ ...second, writes: [write('b', 'c', 'known')] }])).toBe(false)
  // Text has no words to go on from.
  expect(isContinued(act('text', 3), [second])).toBe(false)
})

test('[W4] undo takes back one’s own acts in order, redo puts them again, and neither goes over a colleague', () => {
  const doc = new Y.Doc()
  const card = must(fillBoard(doc, { cards: 1, seed: 2 })[0], 'one card')
  let mine = true
  let told = 0
  const own = createOwnMoves({
    placeOf: (one) => placeIn(doc, one),
    wroteLast: () => mine,
    changed: () => (told += 1),
    signs: () => true,
    move: (moves) => {
      for (const move of moves) moveCard(doc, move.card, move.to)
    },
  })
  const move = (place: Place) => {
    const from = placeIn(doc, card) ?? place
    moveCard(doc, card, place)
    own.note([{ card, from, to: place }])
  }
  const start = placeIn(doc, card)
  move(to('dispatched'))
  move(to('registered'))
  expect([own.undo().kind, placeIn(doc, card)]).toEqual(['done', to('dispatched')])
  expect([own.redo().kind, placeIn(doc, card)]).toEqual(['done', to('registered')])
  own.undo()
  own.undo()
  expect([placeIn(doc, card), own.undo().kind]).toEqual([start, 'nothing'])
  move(to('registered'))
  moveCard(doc, card, to('followed_up'))
  expect([own.undo().kind, placeIn(doc, card)]).toEqual(['overtaken', to('followed_up')])
  // Moved away and back by a colleague, the card stands where I left it, and it is not mine to take back.
  move(to('registered'))
  mine = false
  expect([own.undo().kind, placeIn(doc, card)]).toEqual(['overtaken', to('registered')])
  expect(own.next()).toEqual({ undo: null, redo: null })
  expect(told).toBeGreaterThan(0)
  // What is done for good stands before what is older: it is named, and only then the older one is taken back.
  mine = true
  move(to('dispatched'))
  own.note({ lasting: 'fact', cards: [card] })
  expect([own.undo().kind, placeIn(doc, card)]).toEqual(['lasting', to('dispatched')])
  expect(own.undo().kind).toBe('done')
})

test('two values are the same whatever the order of their keys, and absent is null', () => {
  expect(same({ a: 1, b: null }, { b: null, a: 1 })).toBe(true)
  expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(true)
  expect(same(null, undefined)).toBe(true)
  expect(same({ a: 1 }, { a: 2 })).toBe(false)
  expect(same([1, 2], [1])).toBe(false)
})
