import { fold } from '#shared/domain/names.ts'
import { readText } from './text.ts'

/**
 * Two scales of schooling are in use, and they run against each other: the old one from VI (nothing beyond school) up to I,
 * the one of 2019 from 1 up to 8. « Niveau 3 » is bac + 2 in the one and a CAP in the other.
 */
export type LevelScale = 'old' | 'new'

/** Old levels in the scale of 2019; the two lowest have no equal there and keep their names. */
const oldLevels: Readonly<Record<string, string>> = {
  vi: 'niveau VI',
  'v bis': 'niveau V bis',
  vbis: 'niveau V bis',
  v: 'niveau 3',
  iv: 'niveau 4',
  iii: 'niveau 5',
  ii: 'niveau 6',
  i: 'niveau 7 ou 8',
}
const oldByDigit = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi'] as const

/** Diplomas that say their level whatever stands beside them. The first that is found counts. */
const diplomas: readonly (readonly [RegExp, string])[] = [
  [/\bbac \d|\bbac plus \d/, ''],
  [/\b(bts|dut|deug)\b/, 'niveau 5'],
  [/\b(licence|but)\b/, 'niveau 6'],
  [/\b(master|doctorat)\b/, 'niveau 7 ou 8'],
  [/\b(bac|baccalaureat|bp)\b/, 'niveau 4'],
  [/\b(cap|bep)\b/, 'niveau 3'],
]
const byYears = ['', 'niveau 4', 'niveau 5', 'niveau 6', 'niveau 6'] as const

export interface ReadLevel {
  readonly level: string | null
  /** A digit, and nobody has said of which scale: it is kept as listed and read into nothing. */
  readonly scaleUnknown: boolean
}

/** A level of schooling in the scale of 2019; what is no level stays as it stands. */
export function readLevel(text: string, scale: LevelScale | null): ReadLevel {
  const line = readText(text, 60)
  if (line === null) return { level: null, scaleUnknown: false }
  const folded = fold(line)
  const named = levelOfDiploma(folded)
  if (named !== null) return { level: named, scaleUnknown: false }
  const [, roman] = /^(?:niveau |niv |nv )?(vi|v ?bis|iv|v|iii|ii|i)\b/.exec(folded) ?? []
  if (roman !== undefined) return { level: oldLevels[roman] ?? line, scaleUnknown: false }
  const [, digit] = /^(?:niveau|niv|nv)? ?([1-8])\b/.exec(folded) ?? []
  if (digit === undefined) return { level: line, scaleUnknown: false }
  if (scale === null) return { level: null, scaleUnknown: true }
  if (scale === 'new') return { level: `niveau ${digit}`, scaleUnknown: false }
  return { level: oldLevels[oldByDigit[Number(digit)] ?? ''] ?? line, scaleUnknown: false }
}

function levelOfDiploma(folded: string): string | null {
  const found = diplomas.find(([pattern]) => pattern.test(folded))
  if (!found) return null
  const [, level] = found
  if (level !== '') return level
  // bac + 2
  const years = Number(/\bbac (?:plus )?(\d)/.exec(folded)?.[1])
  return byYears[years] ?? 'niveau 7 ou 8'
}
