// Why a file cannot be read at all: a stable code that both languages have words for, and one sentence.

export const fileFaults = {
  'file-empty': 'The file is empty.',
  'file-too-large': 'The file is larger than 25 MB. Split the list or remove what is not the list.',
  'file-old-excel': 'This is the old Excel format (.xls). Save it as .xlsx and send it again.',
  'file-protected': 'The file is protected by a password. Save it without one and send it again.',
  'file-not-a-list': 'This is not a list: send an .xlsx, .ods or .csv file.',
  'file-web-page':
    'This is a web page with a spreadsheet’s name. Open it in Excel, save it as .xlsx and send it again.',
  'file-damaged': 'The file is damaged or was cut short. Export it again.',
  'file-unpacks-too-large': 'The file unpacks to more than a list can be. Nothing was read.',
  'file-too-many-rows': 'The sheet has more than 60,000 rows. Split the list.',
  'file-too-many-columns':
    'The sheet has more than 150 columns. Remove those that are not the list.',
  'file-cell-too-large': 'A cell holds more than 32,767 characters. Nothing was read.',
  'file-no-header': 'No row of this file looks like the header of a list of youths.',
  'extract-no-number': 'This extract has no column « N° dossier »: files cannot be told apart.',
  'file-no-rows': 'There is no row under the header.',
  'file-no-such-sheet': 'The file has no sheet of this name.',
  'file-too-slow': 'Reading the file took too long. Nothing was read.',
} as const
export type FileFault = keyof typeof fileFaults

/** Thrown while reading a file; it crosses the worker's wall as its code. */
export class UnreadableFile extends Error {
  readonly code: FileFault

  constructor(code: FileFault, options?: ErrorOptions) {
    super(fileFaults[code], options)
    this.name = 'UnreadableFile'
    this.code = code
  }
}
