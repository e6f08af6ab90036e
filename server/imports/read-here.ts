import type { FileChoices, FileReading } from './read-file.ts'
import { readingOf } from './preview.ts'
import { readList } from './read-list.ts'
import { readTable } from './read-table.ts'

/**
 * Reads a list in this very thread: what the reading thread does, and, without its wall, what a process may do with
 * bytes that it made itself. Throws `UnreadableFile`.
 */
export async function readHere(bytes: Uint8Array, choices: FileChoices): Promise<FileReading> {
  const { rows, ...table } = await readTable(bytes, choices)
  const list = readList({ ...table, rows }, choices)
  return { reading: readingOf(table, list, choices.levelScale), list }
}
