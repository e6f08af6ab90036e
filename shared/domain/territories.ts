// Which lane a list means when it names a PSAD: "PSAD MARSEILLE-NORD", "PSAD AIX". Pure.
import { fold } from './names.ts'
import type { LaneId } from './ids.ts'

export interface Named {
  readonly id: LaneId
  /** Its own name, and how lists write it too; none: lists name no lanes here. */
  readonly names?: readonly string[]
}

/** Words that every PSAD's name may have, or that only join others. */
const empty: ReadonlySet<string> = new Set(
  'psad plateforme territoire secteur de du des d la le les l et en'.split(' '),
)

/**
 * The lane whose name, or another writing of it, has the same words, whatever their order, accents and hyphens; else the
 * only one that has all of these words ("PSAD AIX" is Pays d'Aix). null where none or several are meant: a proposal is
 * better missing than wrong.
 */
export function laneNamed(territory: string | null, lanes: readonly Named[]): LaneId | null {
  const sought = wordsOf(territory ?? '')
  if (sought.length === 0) return null
  const names = lanes.flatMap(({ id, names: own = [] }) =>
    own.map((name) => ({ id, words: wordsOf(name) })),
  )
  const having = names.filter(({ words }) => sought.every((word) => words.includes(word)))
  const same = having.filter(({ words }) => words.length === sought.length)
  return onlyOf(same) ?? (same.length === 0 ? onlyOf(having) : null)
}

function onlyOf(found: readonly { readonly id: LaneId }[]): LaneId | null {
  const [only, ...others] = new Set(found.map(({ id }) => id))
  return only !== undefined && others.length === 0 ? only : null
}

function wordsOf(name: string): string[] {
  return [...new Set(fold(name).split(' '))].filter((word) => word !== '' && !empty.has(word))
}
