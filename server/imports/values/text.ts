import { fold } from '#shared/domain/names.ts'

/** Words that people type to say that they have nothing to say. */
const placeholders = new Set([
  '',
  '0',
  '00 00 0000',
  '00 00 00',
  'nc',
  'n c',
  'nr',
  'n r',
  'na',
  'n a',
  'neant',
  'inconnu',
  'inconnue',
  'non connu',
  'non communique',
  'non communiquee',
  'non renseigne',
  'non renseignee',
  'non renseignes',
  'non renseignees',
  'non precise',
  'non precisee',
  'non saisi',
  'non disponible',
  'a renseigner',
  'sans objet',
  'x',
  'xx',
  'xxx',
  'vide',
  'null',
  'sans adresse',
  'sans adresse connue',
  'adresse inconnue',
  'pas d adresse',
  'pas de mail',
  'sans mail',
  'pas d email',
  'aucune adresse',
])

/** One line without odd spaces, or null for an empty cell or a word that means empty (NC, Néant, -, 0, 00/00/0000). */
export function readText(text: string, max = 200): string | null {
  const line = oneLine(text)
  return placeholders.has(fold(line)) ? null : cut(line, max)
}

/** Text whose line breaks mean something, such as a comment. */
export function readLines(text: string, max: number): string | null {
  const lines = text
    .split(/\r?\n/)
    .map(oneLine)
    .filter((line) => line !== '')
  return placeholders.has(fold(lines.join(' '))) ? null : cut(lines.join('\n'), max)
}

export function oneLine(text: string): string {
  // \s knows the no-break spaces that spreadsheets hold; zero-width ones it does not.
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function cut(text: string, max: number): string {
  // Never half of a character that takes two units.
  return text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, '')
}
