/** One to four changes of bytes: a bit turned over, a byte replaced, left out or doubled, the end cut off. */
export function mutate(bytes: Uint8Array, random: { below(count: number): number }): Uint8Array {
  const below = (count: number) => random.below(count)
  let changed = [...bytes]
  for (let i = below(4); i >= 0 && changed.length > 1; i -= 1) {
    const at = below(changed.length)
    const byte = changed[at] ?? 0
    const kind = below(5)
    if (kind === 0) changed[at] = byte ^ (1 << below(8))
    else if (kind === 1) changed[at] = below(256)
    else if (kind === 2) changed.splice(at, 1)
    else if (kind === 3) changed.splice(at, 0, byte)
    else changed = changed.slice(0, Math.max(1, at))
  }
  return Uint8Array.from(changed)
}
