// Values of a row, in words.
import { t } from '#client/i18n/i18n.ts'
import { birthText, phoneText } from './rows.ts'
import type { ImportField } from '#shared/contracts/imports.ts'

const readers: Readonly<Partial<Record<ImportField, (value: string) => string>>> = {
  birthDate: birthText,
  exitDate: birthText,
  phone: phoneText,
  guardianPhone: phoneText,
  consent: yesNo,
  qpv: yesNo,
  known: yesNo,
  sex: (value) => (value === 'f' ? t().importRow.sexes.f : t().importRow.sexes.m),
  wish(value) {
    const wishes: Readonly<Record<string, string>> = t().importRow.wishes
    return wishes[value] ?? value
  },
}

/** A value as a person reads it: codes in words, days and phones as the lists write them. */
export function valueText(field: ImportField, value: string | null): string {
  if (value === null || value === '') return t().importRow.empty
  return readers[field]?.(value) ?? value
}

function yesNo(value: string): string {
  return value === 'yes' ? t().importRow.yes : t().importRow.no
}
