import type * as Y from 'yjs'
import type { Staff } from '#shared/domain/dispatch.ts'
import { lanesOf } from './board.ts'
import { boardTypes, settingsEntries } from './board-shape.ts'
import { readOnce } from './read-once.ts'

const readPool = readOnce(settingsEntries.pool)

/** Who works where, as the board's own mirror of the tables says it. */
export function staffOf(doc: Y.Doc): Staff {
  return {
    lanes: [...lanesOf(doc)]
      .toSorted((a, b) => a.lane.position - b.lane.position || (a.id < b.id ? -1 : 1))
      .map(({ id, lane: { postCodes, archived, officers } }) => ({
        id,
        postCodes,
        archived,
        officers,
      })),
    pool: readPool(boardTypes(doc).settings.get('pool')) ?? [],
  }
}
