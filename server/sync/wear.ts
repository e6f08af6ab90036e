// How much of its past a document carries. [G12] Yjs keeps every client id that ever wrote and a trace of every value that
// was overwritten; each transaction, here and in every browser, pays for them. Only a rebuild drops them.
import * as Y from 'yjs'
import { countStructs } from './stored.ts'
import type { Grammar } from './grammar.ts'
import type { Limits } from './limits.ts'

export interface Wear {
  readonly structs: number
  /** Client ids that ever wrote. */
  readonly clients: number
  /** What a document with the same content, made today, would hold: one struct a value, more or less. */
  readonly fresh: number
}

export function wearOf(doc: Y.Doc, grammar: Grammar): Wear {
  return {
    structs: countStructs(doc),
    clients: doc.store.clients.size,
    fresh: countContent(doc, grammar),
  }
}

export type Verdict =
  | 'good'
  /** To be rebuilt when nobody is connected. */
  | 'worn'
  /** To be rebuilt now, whoever is connected. */
  | 'spent'

export function judgeWear({ structs, clients, fresh }: Wear, limits: Limits): Verdict {
  const dead = structs - fresh
  const isOver = (factor: number) =>
    clients > limits.wornClients * factor || dead > Math.max(limits.wornStructs, fresh) * factor
  if (isOver(limits.spentFactor)) return 'spent'
  return isOver(1) ? 'worn' : 'good'
}

function countContent(doc: Y.Doc, { roots }: Grammar): number {
  let count = 0
  for (const [name, root] of roots) {
    if (root.kind === 'text') {
      count += doc.getText(name).length
      continue
    }
    const map = doc.getMap(name)
    count += map.size
    if (root.kind !== 'records') continue
    for (const record of map.values()) if (record instanceof Y.Map) count += record.size
  }
  return count
}
