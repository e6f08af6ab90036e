import type { NotCardedReason } from '#shared/contracts/imports.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'

const words: Readonly<Record<NotCardedReason, string>> = {
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

/**
 * Rows that made no card, as a French Excel opens them: `;`, CRLF, UTF-8 with its mark. The headers are those that an
 * import recognises, so that the file can be corrected and sent again.
 */
export function rejectedCsv(rows: readonly ImportRow[]): string {
  const lines = rows.flatMap((row) => (row.reason === null ? [] : [toCells(row, row.reason)]))
  const header = [
    'Ligne',
    'Motif',
    'Nom',
    'Prénom',
    'Date de naissance',
    'Téléphone',
    'Code postal',
    'Même jeune que la ligne',
    'À orienter vers',
  ]
  return `\uFEFF${[header, ...lines].map((cells) => `${cells.map(csvCell).join(';')}\r\n`).join('')}`
}

function toCells(row: ImportRow, reason: NotCardedReason): string[] {
  // What could not be read is given back as it stood, to be corrected.
  const asListed = row.notes.find(
    ({ field, code }) => field === 'birthDate' && code === 'bad-date',
  )?.value
  return [
    String(row.line),
    words[reason],
    row.lastName ?? '',
    row.firstName ?? '',
    row.birthDate ? row.birthDate.split('-').toReversed().join('/') : (asListed ?? ''),
    row.phone ?? '',
    row.postCode ?? '',
    row.sameAsLine === null ? '' : String(row.sameAsLine),
    row.notes.some(({ code }) => code === 'orient-cio') ? 'CIO' : '',
  ]
}

/** A cell that a spreadsheet can neither split nor run: a leading = + - @ or tab gets an apostrophe. */
export function csvCell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[;"\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame
}
