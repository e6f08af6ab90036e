// A map as Solid sees it key by key: who reads one key is told when that one changes, and hundreds of cards are not.
import { batch, createComputed, createSignal, type Accessor } from 'solid-js'

/** Owned by the caller's scope. `same`: two values that look alike on the screen. */
export function createKeyed<K, V>(parts: {
  source: Accessor<ReadonlyMap<K, V>>
  same?: (a: V | undefined, b: V | undefined) => boolean
}): (key: K) => V | undefined {
  const same = parts.same ?? ((a, b) => a === b)
  const triggers = new Map<K, { track: Accessor<undefined>; tell: () => void }>()
  let now: ReadonlyMap<K, V> = new Map()
  createComputed(() => {
    const before = now
    now = parts.source()
    batch(() => {
      for (const key of new Set([...before.keys(), ...now.keys()])) {
        if (!same(before.get(key), now.get(key))) triggers.get(key)?.tell()
      }
    })
  })
  return (key) => {
    let trigger = triggers.get(key)
    if (!trigger) {
      const [track, tell] = createSignal(undefined, { equals: false })
      trigger = { track, tell: () => tell() }
      triggers.set(key, trigger)
    }
    trigger.track()
    return now.get(key)
  }
}
