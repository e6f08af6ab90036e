import iconv from 'iconv-lite'

export type Encoding = 'utf-8' | 'windows-1252' | 'macintosh' | 'utf-16le'

/**
 * The text of a CSV file. Without a choice: the byte order mark, then strict UTF-8, then Windows-1252; detectors by
 * frequency are weaker than the strict test. Never `TextDecoder('windows-1252')`: Node 20 loses ’ – œ € in it.
 */
export function decodeText(
  bytes: Uint8Array,
  chosen: Encoding | null,
): { readonly text: string; readonly encoding: Encoding } {
  const encoding =
    chosen ?? markOf(bytes) ?? (strictUtf8(bytes) === null ? 'windows-1252' : 'utf-8')
  return { encoding, text: withoutMark(iconv.decode(Buffer.from(bytes), encoding)) }
}

function markOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return null
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null // not UTF-8: that is the answer
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
