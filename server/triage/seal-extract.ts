import type { Day } from '#shared/domain/day.ts'
import { readTable } from '#server/imports/read-table.ts'
import { readExtract } from './read-extract.ts'
import { seal } from './seal.ts'

export interface ReadTask {
  readonly bytes: Uint8Array
  readonly today: Day
  readonly key: Uint8Array
}

export interface SealedExtract {
  readonly sealed: Uint8Array
  readonly files: number
  readonly leftOut: number
}

/** Reads the bytes of an i-milo extract and seals its files. Throws `UnreadableFile`. */
export async function sealExtract({ bytes, today, key }: ReadTask): Promise<SealedExtract> {
  const { files, leftOut } = readExtract(await readTable(bytes, {}), today)
  return { sealed: seal(files, key), files: files.length, leftOut }
}
