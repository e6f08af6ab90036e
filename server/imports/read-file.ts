// What crosses the wall of the reading thread, and how the bytes of a list become its rows.
import type { FileFault } from './faults.ts'
import type { Reading } from './preview.ts'
import type { ListChoices, ListedRow, ReadList } from './read-list.ts'
import type { ReadingChoices } from './read-table.ts'

export interface FileReading {
  readonly reading: Reading
  readonly list: ReadList
}
export type FileChoices = ReadingChoices & ListChoices
/** Throws `UnreadableFile`. Behind the wall of a thread (`createReader`), or here for lists of our own making. */
export type ReadFile = (bytes: Uint8Array, choices: FileChoices) => Promise<FileReading>

export type ToThread =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly choices: FileChoices }
  /** The rows that came last have been taken: the next may come. */
  | { readonly kind: 'next' }

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fault'; readonly code: FileFault }
  | {
      readonly kind: 'head'
      readonly reading: Reading
      readonly list: Omit<ReadList, 'rows'>
      readonly rows: number
    }
  /** Some rows: many at once would hold the receiving thread up, and everybody's edits with it. */
  | { readonly kind: 'rows'; readonly rows: readonly ListedRow[] }
