import { t } from '#client/i18n/i18n.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'

/** What is to be looked at, in words; a code without words names the field. */
export function noteText(note: Pick<ImportRow['notes'][number], 'field' | 'code'>): string {
  const words: Readonly<Record<string, string>> = t().imports.check.notes
  return words[note.code] ?? `${t().imports.fields[note.field]} ${t().imports.check.noteOther}`
}
