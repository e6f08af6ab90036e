// How the values of a row are shown to be corrected, and said to the server.
import { t } from '#client/i18n/i18n.ts'
import { wish } from '#shared/domain/card.ts'
import { birthText, phoneText } from './rows.ts'
import type { ImportField, RowDetail } from '#shared/contracts/imports.ts'

interface Choice {
  /** As the preview writes the value. */
  readonly code: string
  /** A text that the import reads as this value, in the language of the lists. */
  readonly said: string
  /** For whoever chooses. */
  readonly text: string
}

/** The answers of a field that has but a few; null for one that is typed. */
export function choicesOf(field: ImportField): readonly Choice[] | null {
  return answers[field]?.() ?? null
}

const answers: Readonly<Partial<Record<ImportField, () => readonly Choice[]>>> = {
  consent: yesNo,
  qpv: yesNo,
  known: yesNo,
  sex: () => [
    { code: 'f', said: 'F', text: t().importRow.sexes.f },
    { code: 'm', said: 'M', text: t().importRow.sexes.m },
  ],
  wish: () =>
    wish.options.map((code) => ({
      code,
      said: saidWishes[code],
      text: t().importRow.wishes[code],
    })),
}

function yesNo(): readonly Choice[] {
  return [
    { code: 'yes', said: 'Oui', text: t().importRow.yes },
    { code: 'no', said: 'Non', text: t().importRow.no },
  ]
}

const saidWishes = {
  school: 'Rescolarisation',
  training: 'Formation',
  apprenticeship: 'Apprentissage',
  employment: 'Emploi',
  civic_service: 'Service civique',
  undecided: 'Ne sait pas',
} as const

/** What stands in the field: what was typed, else what is kept, else what the file says and nobody could read. */
export function shownText({ typed, read, listed }: RowDetail['fields'][number]): string {
  return typed ?? birthText(read ?? listed.join(' · '))
}

export function shownNumber({ typed, read, raw }: RowDetail['numbers'][number]): string {
  if (typed !== null) return typed
  const numbers = read.flatMap((number) => (number === null ? [] : [phoneText(number)]))
  return numbers.join(', ') || raw
}
