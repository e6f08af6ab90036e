// The rows of a list that made no card, as a file: to be corrected and sent again, or handed to the CIO.
import { isForCio, type ImportRow } from '#shared/contracts/import-rows.ts'
import { importField, type ImportField, type NotCardedReason } from '#shared/contracts/imports.ts'
import { recogniseHeader } from './headers.ts'
import type { Line } from './lines.ts'
import type { ImportColumn } from './mapping.ts'
import type { Choices } from './store.ts'

const reasons: Readonly<Record<NotCardedReason, string>> = {
  'no-consent': 'Pas d’accord pour un contact',
  'consent-unclear': 'Accord à préciser',
  under16: 'Moins de 16 ans à la réception',
  'missing-identity': 'Identité incomplète',
  'bad-date': 'Date de naissance impossible',
  'unreadable-phone-only': 'Téléphone illisible, aucun autre moyen de contact',
  'duplicate-in-file': 'Déjà plus haut dans le fichier',
  'set-aside': 'Laissée de côté par la coordination',
  opposed: 'Ne souhaite plus être contacté',
}

/** A name for each field that the import reads as this field, for columns whose own name it would not know again. */
export const ownHeaders: Readonly<Record<ImportField, string>> = {
  lastName: 'Nom',
  usageName: "Nom d'usage",
  firstName: 'Prénom',
  sex: 'Sexe',
  birthDate: 'Date de naissance',
  birthPlace: 'Lieu de naissance',
  address: 'Adresse',
  postCode: 'Code postal',
  commune: 'Commune',
  phone: 'Téléphone',
  guardianPhone: 'Tél. responsable',
  guardianName: 'Responsable légal',
  email: 'Email',
  schoolUai: 'UAI',
  schoolName: 'Établissement',
  schoolCommune: 'Commune établissement',
  programme: 'Dernière classe',
  mefCode: 'Code MEF',
  exitDate: 'Date de sortie',
  exitReason: 'Motif de sortie',
  level: 'Niveau',
  diploma: 'Diplôme',
  ine: 'INE',
  imiloFile: 'N° dossier',
  situation: 'Situation',
  wish: 'Souhait',
  consent: 'Accord',
  slots: 'Disponibilités',
  comment: 'Commentaire',
  qpv: 'QPV',
  known: 'Connu ML',
  territory: 'PSAD',
  callDate: "Date de l'appel",
  advisor: 'Conseiller',
  site: 'Site',
}

/** How the list was read, and what was typed over it. */
export interface Listed {
  readonly columns: readonly ImportColumn[]
  readonly choices: Choices
}

/**
 * Rows that made no card, as a French Excel opens them: `;`, CRLF, UTF-8 with its mark. Every column that is imported is
 * there under a name that an import recognises, with what was typed over its cells, so that the file can be corrected and
 * sent again. Rows that are forgotten already keep their line and their reason.
 */
export function rejectedCsv(lines: readonly Line[], listed: Listed): string {
  const { columns, cellsOf } = tableOf(lines, listed)
  const rows = lines.flatMap((line) => {
    const { row } = line
    if (row.reason === null) return []
    const same = row.sameAsLine === null ? '' : String(row.sameAsLine)
    const towards = isForCio(row) ? 'CIO' : ''
    return [[String(row.line), reasons[row.reason], ...cellsOf(line), same, towards]]
  })
  const head = ['Ligne', 'Motif du rejet', ...columns, 'Même jeune que la ligne', 'À orienter vers']
  return toCsv([head, ...rows])
}

/** The youths whom the CIO is to orient, for the CIO: without comments, and without anybody else. */
export function cioCsv(lines: readonly Line[], listed: Listed): string {
  const { columns, cellsOf } = tableOf(lines, listed, new Set(['comment']))
  const rows = lines.filter(({ row, cells }) => isForCio(row) && cells !== null).map(cellsOf)
  return toCsv([columns, ...rows])
}

/** The columns that are imported, by name, and what a line says in each. */
function tableOf(
  lines: readonly Line[],
  { columns, choices }: Listed,
  without: ReadonlySet<ImportField> = new Set(),
) {
  const imported = columns.flatMap(({ field, header }) =>
    field === null ? [] : [{ field, header }],
  )
  const typedOnly = importField.options.filter(
    (field) =>
      imported.every((one) => one.field !== field) &&
      lines.some(({ row }) => choices.fixes?.[row.line]?.[field] !== undefined),
  )
  const all = [...imported, ...typedOnly.map((field) => ({ field, header: '' }))]
  const kept = all.flatMap((column, at) => (without.has(column.field) ? [] : [{ ...column, at }]))
  return {
    columns: kept.map(({ field, header }) => {
      const known = recogniseHeader(header)
      return known?.sure && known.field === field ? header : ownHeaders[field]
    }),
    cellsOf: (line: Line) => {
      const said = new Map<ImportField, number>()
      return kept.map(({ field, at }) => {
        const before = said.get(field) ?? 0
        said.set(field, before + 1)
        return cellOf(
          line,
          { field, listed: line.cells?.[at] ?? '', isFirst: before === 0 },
          choices,
        )
      })
    },
  }
}

interface Place {
  readonly field: ImportField
  readonly listed: string
  /** Of the columns that fill the field, the first takes what was typed. */
  readonly isFirst: boolean
}

function cellOf({ row, cells }: Line, { field, listed, isFirst }: Place, choices: Choices): string {
  // A list that was read before cells were kept has what its row shows.
  if (cells === null) return isFirst ? shownIn(row, field) : ''
  const typed = choices.fixes?.[row.line]?.[field]
  if (field !== 'phone' && field !== 'guardianPhone') {
    if (typed === undefined) return listed
    return isFirst ? typed : ''
  }
  const numbers = Object.entries(choices.numbers?.[row.line] ?? {})
  const corrected = numbers.reduce(
    (text, [raw, number]) => (raw === '' ? text : text.replaceAll(raw, number)),
    listed,
  )
  const more = isFirst ? [typed, field === 'phone' ? choices.numbers?.[row.line]?.[''] : ''] : []
  return [corrected, ...more].filter(Boolean).join(' / ')
}

function shownIn(row: ImportRow, field: ImportField): string {
  if (field === 'birthDate') return row.birthDate?.split('-').toReversed().join('/') ?? ''
  const shown = (['lastName', 'firstName', 'phone', 'postCode'] as const).find(
    (one) => one === field,
  )
  return (shown && row[shown]) ?? ''
}

function toCsv(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => `${cells.map(csvCell).join(';')}\r\n`).join('')}`
}

/** A cell that a spreadsheet can neither split nor run: a leading = + - @ or tab gets an apostrophe. */
export function csvCell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[;"\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame
}
