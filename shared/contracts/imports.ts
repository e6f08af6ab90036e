import { z } from 'zod'
import { day } from '#shared/domain/day.ts'
import { campaignId, cardId, importId } from '#shared/domain/ids.ts'
import { source } from '#shared/domain/card.ts'

/** Fields a column can be read into; null in a mapping means "Ne pas importer". */
export const importField = z.enum([
  'lastName',
  'usageName',
  'firstName',
  'sex',
  'birthDate',
  'birthPlace',
  'address',
  'postCode',
  'commune',
  'phone',
  'guardianPhone',
  'guardianName',
  'email',
  'schoolUai',
  'schoolName',
  'schoolCommune',
  'programme',
  'mefCode',
  'exitDate',
  'exitReason',
  'level',
  'diploma',
  'ine',
  'imiloFile',
  'situation',
  'wish',
  'consent',
  'slots',
  'comment',
  'qpv',
  'known',
  'territory',
  // What the operator knows: when it called, who looks after the youth, where.
  'callDate',
  'advisor',
  'site',
])
export type ImportField = z.infer<typeof importField>

/** Why a row makes no card, in the words of the product. */
export const notCardedReason = z.enum([
  'no-consent',
  // The list asks, and the cell is empty or says what nobody can read: to be corrected, never taken for a no.
  'consent-unclear',
  'under16',
  'missing-identity',
  'bad-date',
  'unreadable-phone-only',
  'duplicate-in-file',
  // A coordinator has decided so, row by row.
  'set-aside',
  // [A5] Asked not to be contacted any more. Counted, and never named: such rows are not among `rows`.
  'opposed',
])
export type NotCardedReason = z.infer<typeof notCardedReason>

/** How levels of schooling are counted: VI to I, or 1 to 8 since 2019. */
export const levelScale = z.enum(['old', 'new'])

export const importColumn = z.object({
  /** Position in the file, from 0. */
  index: z.number().int(),
  header: z.string(),
  /** Up to three values, as they stand in the file. */
  examples: z.array(z.string()),
  field: importField.nullable(),
  /** `recognised` by its name, `doubtful` to be confirmed, `chosen` by hand, `ignored`, `empty`. */
  state: z.enum(['recognised', 'doubtful', 'chosen', 'ignored', 'empty']),
  /** Cells whose leading zero, lost in a spreadsheet, was put back. */
  zeros: z.number().int().default(0),
  /** Cells that are kept otherwise than they are written: a date, a name, a town. What is written is kept beside. */
  rewritten: z.number().int().default(0),
})

/** Which of the rows without a card to download: all of them, or the youths whom the CIO is to orient, for the CIO. */
export const rejectedQuery = z.object({ for: z.enum(['correction', 'cio']).default('correction') })

/** What an update writes over, or leaves alone because somebody has written there since the last list. */
const importChange = z.object({
  field: importField,
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The value that stands there is a colleague's and stays; `after` is what the list says. */
  kept: z.boolean(),
})

/** `merge` with who is alike, `keep` as a card of its own, or make no card of the row. */
export const rowDecision = z.enum(['merge', 'keep', 'set-aside'])
export type RowDecision = z.infer<typeof rowDecision>

/**
 * Somebody who is, or may be, the youth of a row: higher up in the file, on a card of the campaign, or on a card of another
 * campaign that whoever asks coordinates too [P1].
 */
const alike = z.object({
  where: z.enum(['file', 'card', 'elsewhere']),
  line: z.number().int().nullable(),
  card: cardId.nullable(),
  campaign: z.object({ id: campaignId, name: z.string() }).nullable(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  birthDate: z.string().nullable(),
  phone: z.string().nullable(),
  postCode: z.string().nullable(),
  /** Without a decision, what is certain is merged and what is not is kept. */
  certain: z.boolean(),
  reasons: z.array(
    z.enum([
      'names',
      'near-names',
      'swapped-names',
      'first-name',
      'birth',
      'near-birth',
      'contact',
      'ine',
    ]),
  ),
})

export const importRow = z.object({
  /** Line in the sheet as a spreadsheet numbers it, from 1. */
  line: z.number().int(),
  outcome: z.enum(['create', 'update', 'unchanged', 'notCarded']),
  reason: notCardedReason.nullable(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  birthDate: z.string().nullable(),
  phone: z.string().nullable(),
  /** Every number of the row, as it stands in the file and as it was read; `phone` is the first of the youth's own. */
  phones: z
    .array(
      z.object({
        raw: z.string(),
        e164: z.string().nullable(),
        owner: z.enum(['youth', 'guardian']),
      }),
    )
    .default([]),
  postCode: z.string().nullable(),
  /** What to look at, field by field: code such as `phone-unreadable`, `post-code-incomplete`. */
  notes: z.array(z.object({ field: importField, code: z.string(), value: z.string().nullable() })),
  /** Line of the same file that this row repeats, or card that it brings again. */
  sameAsLine: z.number().int().nullable(),
  card: cardId.nullable(),
  /** For an update: old and new values, field by field. */
  changes: z.array(importChange).default([]),
  /** Who is or may be the same youth, the surest first. */
  alike: z.array(alike).default([]),
  decision: rowDecision.nullable().default(null),
})

/** Which rows of a list to show; `look` are those that somebody should see before the import. */
export const rowFilter = z.enum(['look', 'notCarded', 'duplicates', 'update', 'create', 'all'])
export type RowFilter = z.infer<typeof rowFilter>

/** A page of the rows that a filter keeps, by line. */
export const rowsQuery = z.object({
  filter: rowFilter.default('all'),
  /** Rows to pass over. */
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export type RowsQuery = z.infer<typeof rowsQuery>
export const rowsAnswer = z.object({ rows: z.array(importRow), total: z.number().int() })
export type RowsAnswer = z.infer<typeof rowsAnswer>

/** One row, field by field: what the file says, what a person typed over it, and what is kept. */
export const rowDetail = z.object({
  row: importRow,
  fields: z.array(
    z.object({
      field: importField,
      /** A text for each column that fills the field and says something. */
      listed: z.array(z.string()),
      typed: z.string().nullable(),
      read: z.string().nullable(),
    }),
  ),
  /** Phones stand one by one; `raw` is empty for what a person added. */
  numbers: z.array(
    z.object({
      field: importField.extract(['phone', 'guardianPhone']),
      raw: z.string(),
      typed: z.string().nullable(),
      /** What is kept of it, E.164; null cannot be read. */
      read: z.array(z.string().nullable()),
    }),
  ),
})
export type RowDetail = z.infer<typeof rowDetail>

export const importState = z.enum(['preview', 'applying', 'applied', 'undoing', 'undone', 'failed'])

/** A card that an undo leaves as somebody has made it. */
const touchedCard = z.object({
  card: cardId,
  line: z.number().int(),
  lastName: z.string(),
  firstName: z.string(),
})

export const importAnswer = z.object({
  id: importId,
  state: importState,
  fileName: z.string(),
  source: source,
  receivedOn: day,
  reading: z.object({
    format: z.enum(['csv', 'xlsx', 'ods']),
    encoding: z.string().nullable(),
    separator: z.string().nullable(),
    sheet: z.string().nullable(),
    sheets: z.array(z.string()),
    /** Line of the header, from 1. */
    headerRow: z.number().int(),
    /** Null: nobody has said it. */
    levelScale: levelScale.nullable().default(null),
    /** Levels written as a digit, which say nothing without their scale. */
    levelsUnclear: z.number().int().default(0),
  }),
  summary: z.object({
    rows: z.number().int(),
    create: z.number().int(),
    update: z.number().int(),
    unchanged: z.number().int(),
    notCarded: z.number().int(),
  }),
  notCarded: z.partialRecord(notCardedReason, z.number().int()),
  columns: z.array(importColumn),
  /** Fields that a list of this source should have, and no column fills. */
  missing: z.array(importField),
  /** The first thousand rows, by line; `GET …/rows` pages through all of them. */
  rows: z.array(importRow),
  /** Rows that each filter keeps, for who asks. */
  counts: z.record(rowFilter, z.number().int()),
  /**
   * Youths who do not want to be called and want to go back to school: the CIO's to orient. Once the list is applied, those
   * of them who can still be downloaded.
   */
  toCio: z.number().int(),
  /** Of a preview: how many new cards live under each post code; null, none is known. */
  postCodes: z.array(z.object({ postCode: z.string().nullable(), count: z.number().int() })),
  /** Youths on the board who no longer accept to be contacted, by this list. */
  withdrawn: z.number().int(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Somebody has begun to take it back, and it went wrong in the middle: taking it back again goes on. */
  undoStopped: z.boolean().default(false),
  /** Of a list that was taken back: what went, and what is left on the board because somebody has worked with it. */
  takenBack: z
    .object({
      closed: z.number().int(),
      restored: z.number().int(),
      left: z.array(touchedCard),
      kept: z.array(touchedCard),
    })
    .nullable(),
})
export type ImportAnswer = z.infer<typeof importAnswer>

/** Corrections to a preview; every part is optional. */
export const importPatch = z.object({
  source: source.optional(),
  receivedOn: day.optional(),
  encoding: z.enum(['utf-8', 'windows-1252', 'macintosh', 'utf-16le']).optional(),
  separator: z.enum([';', ',', '\t']).optional(),
  sheet: z.string().max(100).optional(),
  headerRow: z.number().int().min(1).max(50).optional(),
  levelScale: levelScale.optional(),
  /** Column position → field, or null for "Ne pas importer". */
  mapping: z.record(z.string().regex(/^\d{1,3}$/), importField.nullable()).optional(),
  /** Line → field → the text that replaces the cell's; null takes it back. Of phones, those that can be read stay. */
  fixes: z
    .record(
      z.string().regex(/^\d{1,6}$/),
      z.partialRecord(importField, z.string().max(1000).nullable()),
    )
    .optional(),
  /**
   * Line → a number as it stands in the file → what it is; empty for none. The row's other numbers stay. Under an empty
   * name, a number that the file does not have.
   */
  numbers: z
    .record(
      z.string().regex(/^\d{1,6}$/),
      z.record(z.string().max(60), z.string().max(200).nullable()),
    )
    .optional(),
  /** Line → what becomes of it; null takes a decision back. */
  decisions: z.record(z.string().regex(/^\d{1,6}$/), rowDecision.nullable()).optional(),
})
export type ImportPatch = z.infer<typeof importPatch>

/** One import in a list of them: what came of it, without its rows. */
const importSummary = importAnswer
  .omit({
    reading: true,
    columns: true,
    rows: true,
    missing: true,
    undoStopped: true,
    postCodes: true,
    counts: true,
    toCio: true,
    withdrawn: true,
    takenBack: true,
  })
  .extend({
    /** When and by whom the list was sent, applied, and taken back or given up. */
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    appliedAt: z.iso.datetime().nullable(),
    appliedBy: z.string().nullable(),
    undoneAt: z.iso.datetime().nullable(),
    undoneBy: z.string().nullable(),
    /** SHA-256 of the file, in hexadecimal: the same file can be told again when the file itself is gone. */
    fileHash: z.string(),
  })
export const importsAnswer = z.object({ imports: z.array(importSummary) })
export type ImportSummary = z.infer<typeof importSummary>

/**
 * What the undoing of an import did: cards that nobody had touched are off the board, the others are left and named. A long
 * one is answered before it has ended, in state `undoing`: the list itself says then how far it is, and what came of it.
 */
export const undoAnswer = z.object({
  id: importId,
  state: importState,
  closed: z.number().int(),
  left: z.array(touchedCard),
  /** Cards of earlier lists that stand again as they did before this one. */
  restored: z.number().int(),
  /** Cards of earlier lists on which something that this one brought stays, because somebody has worked with it since. */
  kept: z.array(touchedCard),
  /** How many of these. */
  updatesKept: z.number().int(),
})
export type UndoAnswer = z.infer<typeof undoAnswer>
