// Lists as large as one likes: every row another youth, in the form of the SIEI lists.
import { xlsxOf, xlsxRow } from './zip.ts'

export const largeHeader = [
  'INE',
  'Nom',
  'Prénom',
  'Sexe',
  'Date de naissance',
  'Adresse',
  'Code postal',
  'Commune',
  'Tél. domicile',
  'Tél. portable',
  'Courriel',
  'Nom resp. légal 1',
  'Tél. resp. légal 1',
  "Établissement d'origine",
  'Libellé MEF',
  'Date de sortie',
  'Motif de sortie',
  'Dernier diplôme',
  'Statut suivi',
  'PSAD',
  'Date de mise à jour',
] as const

const firstNames = ['Aminata', 'Léo', 'Inès', 'Yanis', 'Maëlys', 'Enzo', 'Fatou', 'Noah', 'Jade']
const syllables = ['BA', 'DI', 'KO', 'LE', 'MA', 'NO', 'RA', 'SI', 'TOU', 'VE']

const two = (value: number) => String(value).padStart(2, '0')

/** Row number `n`: no two are one youth, nor alike. */
export function largeRow(n: number): string[] {
  const name = String(n)
    .split('')
    .map((digit) => syllables[Number(digit)])
    .join('')
  return [
    `${String(100_000_000 + n)}GB`,
    name,
    firstNames[n % firstNames.length] ?? 'Léo',
    n % 2 === 0 ? 'F' : 'M',
    `${two(1 + (n % 28))}/${two(1 + (n % 12))}/${String(1998 + (n % 5))}`,
    `${(n % 200) + 1} RUE DES GENETS`,
    `130${two(1 + (n % 14))}`,
    'MARSEILLE',
    n % 3 === 0 ? `01 99 00 ${two(n % 100)} ${two((n >> 3) % 100)}` : '',
    `063998${String(n % 10_000).padStart(4, '0')}`,
    '',
    '',
    '',
    'LP LES CALANQUES',
    'CAP CUISINE 1ERE ANNEE',
    '15/11/2019',
    'Démission',
    'DNB',
    'Sans solution',
    'MARSEILLE NORD',
    '10/03/2020',
  ]
}

const numbers = (rows: number, from: number) => Array.from({ length: rows }, (_, i) => from + i)

export function largeCsv(rows: number, { from = 0 } = {}): Buffer {
  const lines = [largeHeader, ...numbers(rows, from).map(largeRow)]
  return Buffer.from(`\uFEFF${lines.map((cells) => `${cells.join(';')}\r\n`).join('')}`)
}

export function largeXlsx(rows: number, { from = 0 } = {}): Buffer {
  const lines = [largeHeader, ...numbers(rows, from).map(largeRow)]
  return xlsxOf(lines.map((cells, index) => xlsxRow(index + 1, cells)).join(''))
}
