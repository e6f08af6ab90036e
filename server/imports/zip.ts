import { inflateRawSync } from 'node:zlib'
import { UnreadableFile } from './faults.ts'
import { maxUnpackedBytes, maxZipEntries } from './limits.ts'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

/**
 * Refuses a zip that unpacks to more than a list can be, before a reader of workbooks touches it. Sizes in the
 * directory can lie, so each entry is unpacked here once, into a bounded buffer that is thrown away.
 * Returns the names of the entries.
 */
export function checkZip(bytes: Buffer): readonly string[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endMark) {
    throw new UnreadableFile('file-damaged')
  }
  const count = bytes.readUInt16LE(end + 10)
  if (count > maxZipEntries) throw new UnreadableFile('file-unpacks-too-large')
  const names: string[] = []
  let left = maxUnpackedBytes
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) {
      throw new UnreadableFile('file-damaged')
    }
    const nameLength = bytes.readUInt16LE(at + 28)
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength))
    if (bytes.readUInt32LE(at + 24) > left) throw new UnreadableFile('file-unpacks-too-large')
    left -= unpackedSize(bytes, at, left)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return names
}

/** Bytes that the entry really unpacks to; stops beyond `limit`. */
function unpackedSize(bytes: Buffer, entry: number, limit: number): number {
  const method = bytes.readUInt16LE(entry + 10)
  const packed = bytes.readUInt32LE(entry + 20)
  const local = bytes.readUInt32LE(entry + 42)
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localMark) {
    throw new UnreadableFile('file-damaged')
  }
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (start + packed > bytes.length) throw new UnreadableFile('file-damaged')
  if (method === 0) return packed
  if (method !== 8) throw new UnreadableFile('file-damaged')
  try {
    const data = bytes.subarray(start, start + packed)
    return inflateRawSync(data, { maxOutputLength: Math.max(1, limit) }).length
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw new UnreadableFile(tooLarge ? 'file-unpacks-too-large' : 'file-damaged', { cause: error })
  }
}
