import { fold } from '#shared/domain/names.ts'
import { oneLine, readText } from './text.ts'

/**
 * A French postcode; numbers have lost a leading zero, and a town may stand beside it. `bad` is something that is no
 * postcode.
 */
export function readPostCode(text: string): {
  readonly postCode: string | null
  readonly bad: boolean
} {
  if (readText(text) === null) return { postCode: null, bad: false }
  const line = oneLine(text)
  const digits = line.replace(/^f-?/i, '').replace(/\s/g, '').replace(/\.0$/, '')
  const whole = /^[1-9]\d{3}$/.test(digits) ? `0${digits}` : digits
  const [among, ...others] = line.match(/(?<!\d)\d{5}(?!\d)/g) ?? []
  const found = /^\d{5}$/.test(whole) ? whole : others.length === 0 ? among : undefined
  const postCode = found !== undefined && isPostCode(found) ? found : null
  return { postCode, bad: postCode === null }
}

/** No department is called 00. */
function isPostCode(digits: string): boolean {
  return !digits.startsWith('00')
}

/** First digits of the postcodes of the cities that have arrondissements, and how many these are. */
const cities = {
  paris: { start: '750', arrondissements: 20 },
  lyon: { start: '690', arrondissements: 9 },
  marseille: { start: '130', arrondissements: 16 },
} as const
const small = new Set([
  'de',
  'la',
  'le',
  'les',
  'du',
  'des',
  'en',
  'sur',
  'sous',
  'et',
  'aux',
  'lès',
  'lez',
  'au',
  'd',
  'l',
])

/** A commune as people read it; "PARIS 18", "Marseille 05" and "PARIS 18E ARRONDISSEMENT" also say the postcode. */
export function readCommune(text: string): {
  readonly commune: string | null
  readonly postCode: string | null
} {
  const line = readText(text, 100)
  if (line === null) return { commune: null, postCode: null }
  const led = /^(\d{5})\s+(.+)$/.exec(line)
  const postCode = led?.[1] !== undefined && isPostCode(led[1]) ? led[1] : null
  // « Marseille (13) » names the department.
  const name = (led?.[2] ?? line).replace(/\s*\(\d{2,3}\)$/, '')
  const parts = /^(paris|lyon|marseille) (\d{1,2})(er?|eme)?( arr\w*)?$/.exec(fold(name))
  const city = parts?.[1]
  if (city === 'paris' || city === 'lyon' || city === 'marseille') {
    const { start, arrondissements } = cities[city]
    const number = Number(parts?.[2])
    const isDepartment = parts?.[2] === start.slice(0, 2) && !parts[3] && !parts[4]
    const isThere = number >= 1 && number <= arrondissements && !isDepartment
    const own = isThere ? `${start}${String(number).padStart(2, '0')}` : null
    return { commune: nice(city), postCode: postCode ?? own }
  }
  const town = name.replace(/\s*\bcedex( \d+)?$/i, '').trim()
  return { commune: town === '' ? null : nice(town), postCode }
}

/** SAINT-DENIS → Saint-Denis, AIX-EN-PROVENCE → Aix-en-Provence; what already has small letters stays. */
function nice(name: string): string {
  if (name !== name.toUpperCase() && name !== name.toLowerCase()) return name
  return name
    .toLocaleLowerCase('fr')
    .split(/([\s'’-])/)
    .map((word, index) => (index > 0 && small.has(word) ? word : withCapital(word)))
    .join('')
}

/** A letter whose capital is two letters has none here: read again, the word would be another. */
function withCapital(word: string): string {
  const first = word.charAt(0)
  const capital = first.toLocaleUpperCase('fr')
  return (capital.length === 1 ? capital : first) + word.slice(1)
}
