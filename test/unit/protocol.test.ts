import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import {
  answerFrame,
  controlFrame,
  emptyAnswerFrame,
  presenceFrame,
  questionFrame,
  readFrame,
  updateFrame,
} from '#server/sync/protocol.ts'

const bytes = Uint8Array.of(1, 2, 3)

/** Numbers as varUints, buffers with their length before them. */
function frameOf(...parts: readonly (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}

test('[T4] what the server writes is what it reads', () => {
  expect(readFrame(questionFrame(bytes))).toEqual({ kind: 'question', vector: bytes })
  expect(readFrame(updateFrame(bytes))).toEqual({ kind: 'update', bytes, isAnswer: false })
  expect(readFrame(answerFrame(bytes))).toEqual({ kind: 'update', bytes, isAnswer: true })
  expect(readFrame(emptyAnswerFrame)).toEqual({
    kind: 'update',
    bytes: Uint8Array.of(0, 0),
    isAnswer: true,
  })
  const entries = [
    { clientId: 7, clock: 3, state: '{"card":null}' },
    { clientId: 8, clock: 1, state: 'null' },
  ]
  expect(readFrame(presenceFrame(entries))).toEqual({ kind: 'presence', entries })
  expect(readFrame(frameOf(3))).toEqual({ kind: 'query-presence' })
})

test('[T4] [T6] a control message is JSON behind its type', () => {
  const frame = controlFrame({ type: 'role', role: 'observer' })
  const json = '{"type":"role","role":"observer"}'
  expect([...frame]).toEqual([100, json.length, ...Buffer.from(json)])
})

test.each([
  ['nothing', new Uint8Array()],
  ['an unknown type', frameOf(2, bytes)],
  ['a control message, which only the server sends', frameOf(100, bytes)],
  ['an unknown kind of sync message', frameOf(0, 3, bytes)],
  ['a sync message without its bytes', frameOf(0, 2)],
  ['bytes that end too early', frameOf(0, 2, bytes).subarray(0, 4)],
  ['a length that no memory holds', Uint8Array.of(0, 2, 255, 255, 255, 255, 255, 255, 255, 7)],
  ['a number without end', new Uint8Array(40).fill(255)],
  ['a second message behind the first', Uint8Array.of(...frameOf(0, 2, bytes), 0)],
  ['presence that promises more entries than it holds', frameOf(1, frameOf(5, 7, 1))],
  ['presence of more clients than there can be', frameOf(1, frameOf(2_001))],
])('[G4] %s is unreadable, and throws nothing', (_, frame) => {
  expect(readFrame(frame)).toEqual({ kind: 'unreadable' })
})
