import { parseCsv, separators, type Separator } from './csv.ts'
import { decodeText, type Encoding } from './encoding.ts'
import { UnreadableFile } from './faults.ts'
import { findHeader, headerWithin } from './header-row.ts'
import { maxFileBytes } from './limits.ts'
import type { Workbook } from './sheet.ts'
import type { Table } from './table.ts'
import { checkZip } from './zip.ts'

/** How to read the file, where a person has chosen. */
export interface ReadingChoices {
  readonly encoding?: Encoding | undefined
  readonly separator?: Separator | undefined
  readonly sheet?: string | undefined
}

/** The table of a file, whatever its name says: the bytes decide. Throws `UnreadableFile`. */
export async function readTable(bytes: Uint8Array, choices: ReadingChoices): Promise<Table> {
  if (bytes.length === 0) throw new UnreadableFile('file-empty')
  if (bytes.length > maxFileBytes) throw new UnreadableFile('file-too-large')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(buffer, [0xd0, 0xcf, 0x11, 0xe0])) throw oleFault(buffer)
  if (startsWith(buffer, [0x50, 0x4b])) return readZipped(buffer, choices)
  return readText(buffer, choices)
}

async function readZipped(bytes: Buffer, choices: ReadingChoices): Promise<Table> {
  const names = checkZip(bytes)
  const format = names.includes('xl/workbook.xml')
    ? ('xlsx' as const)
    : names.includes('content.xml')
      ? ('ods' as const)
      : null
  if (!format) throw new UnreadableFile('file-not-a-list')
  // Loaded when it is needed: a CSV, the usual list, does without.
  const { openWorkbook } = await import('./sheet.ts')
  const workbook = await openWorkbook(bytes, format)
  const named = workbook.sheets.indexOf(choices.sheet ?? '')
  if (choices.sheet !== undefined && named < 0) throw new UnreadableFile('file-no-such-sheet')
  const at = named < 0 ? await sheetOfYouths(workbook) : named
  const sheet = workbook.sheets[at]
  if (sheet === undefined) throw new UnreadableFile('file-damaged')
  return {
    format,
    encoding: null,
    separator: null,
    sheet,
    sheets: workbook.sheets,
    rows: await workbook.rows(at),
  }
}

/** Without a choice: the first sheet that has the header of a list of youths. */
async function sheetOfYouths(workbook: Workbook): Promise<number> {
  for (const at of workbook.sheets.keys()) {
    if (findHeader(await workbook.rows(at, headerWithin))) return at
  }
  return 0
}

function readText(bytes: Buffer, choices: ReadingChoices): Table {
  const { text, encoding } = decodeText(bytes, choices.encoding ?? null)
  if (text.trim() === '') throw new UnreadableFile('file-empty')
  if (/^\s*(<!doctype|<html|<head|<table|<\?xml)/i.test(text.slice(0, 1000))) {
    throw new UnreadableFile('file-web-page')
  }
  if (looksBinary(text)) throw new UnreadableFile('file-not-a-list')
  const { separator, rows } = parseText(text, choices.separator ?? null)
  return { format: 'csv', encoding, separator, sheet: null, sheets: [], rows }
}

/** Where nobody has chosen, the separator that gives a list of youths, the likeliest first. */
function parseText(text: string, chosen: Separator | null): ReturnType<typeof parseCsv> {
  const likely = parseCsv(text, chosen)
  if (chosen !== null || findHeader(likely.rows)) return likely
  const top = text.slice(0, topCharacters)
  const other = separators.find(
    (one) => one !== likely.separator && findHeader(parseCsv(top, one).rows),
  )
  return other === undefined ? likely : parseCsv(text, other)
}

/** Enough for the title, the header and a few rows, and too little to be too much. */
const topCharacters = 4000

/** Control characters that no list holds; a text file of another kind is told apart by its missing header. */
function looksBinary(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const strange = text.slice(0, 10_000).match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)
  return (strange?.length ?? 0) > Math.min(10, text.length / 100)
}

/** The old container holds old workbooks and, encrypted, new ones. */
function oleFault(bytes: Buffer): UnreadableFile {
  const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return new UnreadableFile(encrypted ? 'file-protected' : 'file-old-excel')
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
