export type PresenceColour = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const colours: readonly PresenceColour[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** The same colour for a person on every screen; the name or initials always go with it. */
export function presenceColour(userId: string): PresenceColour {
  let hash = 0
  for (const character of userId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return colours[hash % colours.length] ?? 1
}

/** "Inès Tavares" → "IT"; "Marie-Claude de la Tour" → "MT". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '')
  return (first + last).toUpperCase()
}
