import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { campaignId, userId } from '#shared/domain/ids.ts'
import { createBases } from '#server/sync/bases.ts'
import { runBatch } from '#server/sync/batch.ts'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { aBoard } from '#test/support/attacked.ts'

const user = userId.parse('u_coord')
const coordinator = {
  user,
  campaign: campaignId.parse('camp01'),
  role: 'coordinator',
  lanes: [],
  template: 'mission_locale',
} as const

/** A board that is judged, and pages of it that hear what they are told only when they listen. */
function open() {
  const doc = aBoard()
  const bases = createBases()
  const updates: Uint8Array[] = []
  return {
    doc,
    pageOf(clientId: number) {
      const page = new Y.Doc()
      Y.applyUpdate(page, Y.encodeStateAsUpdate(doc))
      page.clientID = clientId
      const heard = updates.length
      return {
        listen: () => {
          for (const update of updates.slice(heard)) Y.applyUpdate(page, update)
        },
        known: () => knownIn(page),
        /** Writes, and has it judged. */
        write(value: string) {
          const from = Y.encodeStateVector(page)
          cardIn(page).set('known', value)
          const bytes = Y.encodeStateAsUpdate(page, from)
          const { outcomes, update } = runBatch([{ kind: 'write', user, clientId, bytes }], {
            doc,
            bases,
            grammar: boardGrammar,
            limits: defaultLimits,
            actors: new Map([[user, coordinator]]),
            cardPlace: null,
            now: new Date(),
          })
          if (update) updates.push(update)
          const [outcome] = outcomes
          if (outcome?.kind !== 'judged') return outcome?.kind
          if (outcome.kept.length > 0) return 'kept'
          return outcome.rejected.length > 0 ? 'rejected' : 'superseded'
        },
      }
    },
  }
}

const cardIn = (doc: Y.Doc) =>
  must(doc.getMap<Y.Map<unknown>>('cards').get('card_000'), 'the board has one card')
const knownIn = (doc: Y.Doc) => cardIn(doc).get('known')

test.each([
  { refused: 9, honest: 3 },
  { refused: 3, honest: 9 },
])(
  '[G6.2] [G6.3] a refused write of $refused makes nobody late: $honest, who saw the value before it, is kept, and goes on from there',
  ({ refused, honest }) => {
    const board = open()
    const [hostile, page] = [board.pageOf(refused), board.pageOf(honest)]
    expect(hostile.write('nonsense')).toBe('rejected')
    expect(knownIn(board.doc)).toBe('unknown')
    // Neither has heard of it.
    expect(page.write('known_active')).toBe('kept')
    expect(page.write('known_inactive')).toBe('kept')
    for (const one of [hostile, page]) {
      one.listen()
      expect(one.known()).toBe('known_inactive')
    }
    expect(knownIn(board.doc)).toBe('known_inactive')
  },
)

test('[G6.2] the author of a refused write is up to date, and is kept with the next; who saw only what that replaced is late', () => {
  const board = open()
  const [author, late] = [board.pageOf(9), board.pageOf(3)]
  expect(author.write('nonsense')).toBe('rejected')
  expect(author.write('known_active')).toBe('kept')
  expect(late.write('known_inactive')).toBe('superseded')
  for (const one of [author, late]) {
    one.listen()
    expect(one.known()).toBe('known_active')
  }
})
