import { t } from '#client/i18n/i18n.ts'
import { digitsOf } from './rows.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'

type Note = Pick<ImportRow['notes'][number], 'field' | 'code'> & { readonly value?: string | null }

/** What is to be looked at, in words; a code without words names the field. */
export function noteText(note: Note): string {
  const digits = note.code === 'phone-unreadable' ? digitsOf(note.value ?? '') : null
  if (digits !== null) return t().imports.check.digits(digits)
  const words: Readonly<Record<string, string>> = t().imports.check.notes
  return words[note.code] ?? `${t().imports.fields[note.field]} ${t().imports.check.noteOther}`
}
