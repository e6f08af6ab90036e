// What a row of a list asks of people: the same on the server, which counts and pages by it, and on the screen.
import type { z } from 'zod'
import type { importRow, NotCardedReason } from './imports.ts'

export type ImportRow = z.infer<typeof importRow>

/** Errors that somebody can correct, here or in the file. */
export const repairable: ReadonlySet<NotCardedReason | null> = new Set([
  'consent-unclear',
  'missing-identity',
  'bad-date',
  'unreadable-phone-only',
])

/** A row that makes no card for a fault that somebody can correct. */
export function isFixable({ reason }: Pick<ImportRow, 'reason'>): boolean {
  return repairable.has(reason)
}

/** Somebody may be the same youth, and nobody has decided yet. */
export function isOpen({ alike, decision }: Pick<ImportRow, 'alike' | 'decision'>): boolean {
  return decision === null && alike.some((one) => !one.certain || one.where === 'elsewhere')
}

/** Something of the row is doubtful or wrong, or a card that exists has lost its agreement by it. */
export function isToLookAt(row: ImportRow): boolean {
  return (
    isFixable(row) || isWithdrawal(row) || (row.outcome !== 'notCarded' && row.notes.length > 0)
  )
}

/** The youth stands on a card, and no longer accepts to be contacted. */
export function isWithdrawal({ notes }: Pick<ImportRow, 'notes'>): boolean {
  return notes.some(({ code }) => code === 'agreement-withdrawn')
}

/** Repeated in the file, or decided by a person. */
export function isSettled({ reason, decision }: ImportRow): boolean {
  return reason === 'duplicate-in-file' || decision !== null
}

/** Wants to go back to school and not to be called. */
export function isForCio({ notes }: Pick<ImportRow, 'notes'>): boolean {
  return notes.some(({ code }) => code === 'orient-cio')
}
