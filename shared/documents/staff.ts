import type * as Y from 'yjs'
import type { Staff } from '#shared/domain/dispatch.ts'
import { listNamesOf } from '#shared/domain/sectors.ts'
import { lanesOf } from './board.ts'
import { boardTypes, settingsEntries } from './board-shape.ts'
import { readOnce } from './read-once.ts'

const readCampaign = readOnce(settingsEntries.campaign)
const readPool = readOnce(settingsEntries.pool)

/** Who works where, as the board's own mirror of the tables says it. */
export function staffOf(doc: Y.Doc): Staff {
  const { settings } = boardTypes(doc)
  const template = readCampaign(settings.get('campaign'))?.template ?? 'mission_locale'
  return {
    lanes: [...lanesOf(doc)]
      .toSorted((a, b) => a.lane.position - b.lane.position || (a.id < b.id ? -1 : 1))
      .map(({ id, lane }) => ({
        id,
        names: listNamesOf(lane, template),
        postCodes: lane.postCodes,
        archived: lane.archived,
        officers: lane.officers,
      })),
    pool: readPool(settings.get('pool')) ?? [],
  }
}
