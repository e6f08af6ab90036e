import type { ImportField } from '#shared/contracts/imports.ts'
import type { Source } from '#shared/domain/card.ts'

/** What every list of youths should say: who, since when, how to reach them, where they live. */
const always: readonly ImportField[] = ['lastName', 'firstName', 'birthDate', 'phone', 'postCode']

/** Without its agreement an operator's list would bring everybody; a pupil's number tells SIEI youths apart. */
const bySource: Readonly<Partial<Record<Source, readonly ImportField[]>>> = {
  operator_list: ['consent'],
  siei_list: ['ine'],
}

/** A town says where, too. */
const instead: Readonly<Partial<Record<ImportField, ImportField>>> = { postCode: 'commune' }

/** Fields that a list of this source should have, and no column that says something fills. */
export function missingFields(
  source: Source,
  columns: readonly { readonly field: ImportField | null; readonly examples: readonly string[] }[],
): ImportField[] {
  const filled = new Set(
    columns.flatMap(({ field, examples }) => (examples.length > 0 ? [field] : [])),
  )
  return [...always, ...(bySource[source] ?? [])].filter((field) => {
    const other = instead[field]
    return !filled.has(field) && !(other !== undefined && filled.has(other))
  })
}
