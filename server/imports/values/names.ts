import { fold } from '#shared/domain/names.ts'
import { oneLine } from './text.ts'

const notNames = new Set([
  '',
  'nc',
  'neant',
  'inconnu',
  'inconnue',
  'x',
  'xx',
  'xxx',
  'non communique',
  'non renseigne',
])

/** A family name as listed; a name typed in lower case gets its capitals. */
export function readLastName(text: string): string | null {
  const name = readName(text)
  return name !== null && isLower(name) ? capitalise(name) : name
}

/** A first name; all capitals and all lower case become Maëlys. */
export function readFirstName(text: string): string | null {
  const name = readName(text)
  return name !== null && (isLower(name) || isUpper(name)) ? capitalise(name) : name
}

function readName(text: string): string | null {
  const name = oneLine(text).slice(0, 100)
  return notNames.has(fold(name)) ? null : name
}

/** How a name is compared: no accents, no spaces, no case (BEN ALI = Benali). */
export function nameKey(name: string): string {
  return fold(name).replaceAll(' ', '')
}

const isLower = (text: string) => text === text.toLowerCase()
const isUpper = (text: string) => text === text.toUpperCase() && text.length > 1

function capitalise(text: string): string {
  return text
    .toLocaleLowerCase('fr')
    .replace(
      /(^|[\s'’-])(\p{L})/gu,
      (_, before: string, letter: string) => before + capitalOf(letter),
    )
}

/** A letter that has no capital of its own (ﬀ, ß) stays: its two would not be read as they were again. */
function capitalOf(letter: string): string {
  const capital = letter.toLocaleUpperCase('fr')
  return capital.length === letter.length ? capital : letter
}
