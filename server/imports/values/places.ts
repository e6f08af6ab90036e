import { fold } from '#shared/domain/names.ts'
import { oneLine, readText } from './text.ts'

/** A French postcode; numbers have lost a leading zero. `bad` is something that is no postcode. */
export function readPostCode(text: string): {
  readonly postCode: string | null
  readonly bad: boolean
} {
  if (readText(text) === null) return { postCode: null, bad: false }
  const digits = oneLine(text).replace(/^f-?/i, '').replace(/\s/g, '').replace(/\.0$/, '')
  if (/^\d{5}$/.test(digits)) return { postCode: digits, bad: false }
  if (/^[1-9]\d{3}$/.test(digits)) return { postCode: `0${digits}`, bad: false }
  return { postCode: null, bad: true }
}

const cities = { paris: '750', lyon: '690', marseille: '130' } as const
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
  if (led?.[1] && led[2]) return { commune: nice(led[2]), postCode: led[1] }
  const parts = /^(paris|lyon|marseille) (\d{1,2})(?:er?|eme)?(?: arr\w*)?$/.exec(fold(line))
  const city = parts?.[1]
  if ((city === 'paris' || city === 'lyon' || city === 'marseille') && parts) {
    return { commune: nice(city), postCode: `${cities[city]}${parts[2]?.padStart(2, '0')}` }
  }
  return { commune: nice(line.replace(/ cedex( \d+)?$/i, '')), postCode: null }
}

/** SAINT-DENIS → Saint-Denis, AIX-EN-PROVENCE → Aix-en-Provence; what already has small letters stays. */
function nice(name: string): string {
  if (name !== name.toUpperCase() && name !== name.toLowerCase()) return name
  return name
    .toLocaleLowerCase('fr')
    .split(/([\s'’-])/)
    .map((word, index) =>
      index > 0 && small.has(word) ? word : word.charAt(0).toLocaleUpperCase('fr') + word.slice(1),
    )
    .join('')
}
