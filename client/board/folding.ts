// Lanes a person has folded, remembered on this computer; ids only.
import { createSignal } from 'solid-js'

const storageKey = 'relance.folded'

const [folded, setFolded] = createSignal<ReadonlySet<string>>(read())

/** `lane` is empty for "À répartir". */
export function isFolded(lane: string): boolean {
  return folded().has(lane)
}

export function toggleFold(lane: string): void {
  const next = new Set(folded())
  if (!next.delete(lane)) next.add(lane)
  setFolded(next)
  localStorage.setItem(storageKey, JSON.stringify([...next]))
}

function read(): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [])
  } catch {
    // Written by hand, or by an older version: nothing is folded then.
    return new Set()
  }
}
