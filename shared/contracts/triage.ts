import { z } from 'zod'
import { asideReason, known, wish } from '#shared/domain/card.ts'
import { day } from '#shared/domain/day.ts'
import { cardId, laneId, userId } from '#shared/domain/ids.ts'
import { matchCandidate, matchVerdict } from '#shared/domain/match.ts'

// Triage over HTTP: what waits, one youth with the files that may be theirs, and what a coordinator decides. [P2]

/** An act of triage, for its undo; one or many cards. */
export const triageActId = z.string().regex(/^[A-Za-z0-9_-]{12}$/)
const decisionKind = z.enum(['known', 'unknown', 'duplicate', 'aside'])
export type DecisionKind = z.infer<typeof decisionKind>

/** The extract as the screen may know it: never its files. */
const extractHead = z.object({
  fileName: z.string(),
  files: z.number().int(),
  /** Rows of the file without a number or without names. */
  leftOut: z.number().int(),
  loadedBy: z.string(),
  loadedAt: z.iso.datetime(),
  /** When it is deleted, whatever happens. */
  deletedOn: day,
})
export type ExtractHead = z.infer<typeof extractHead>

/** A card that waits, as far as matching knows it; the rest of the card stands on the board. */
const waitingRow = z.object({
  card: cardId,
  /** Line of the list that brought it; null: made by hand, or a card of the demonstration. */
  line: z.number().int().nullable(),
  /** null while it is being matched. */
  verdict: matchVerdict.nullable(),
  score: z.number().int().nullable(),
  /** Cards of this campaign that may be the same youth. */
  duplicates: z.number().int(),
})
export type WaitingRow = z.infer<typeof waitingRow>

const standingDecision = z.object({
  act: triageActId,
  card: cardId,
  kind: decisionKind,
  by: z.object({ id: userId, name: z.string() }),
  at: z.iso.datetime(),
  line: z.number().int().nullable(),
})
export type StandingDecision = z.infer<typeof standingDecision>

/** The matching has ended with an error; when it is tried again by itself. null: it has not. */
const matchFailure = z.object({ againAt: z.iso.datetime() }).nullable()

export const triageAnswer = z.object({
  extract: extractHead.nullable(),
  /** The matching of some rows is under way: ask again. */
  matching: z.boolean(),
  failed: matchFailure,
  waiting: z.array(waitingRow),
  /** Decisions of the last day and of the lists that still wait, oldest first. */
  decided: z.array(standingDecision),
})
export type TriageAnswer = z.infer<typeof triageAnswer>

export const extractAnswer = z.object({ extract: extractHead })

const phone = z.object({ text: z.string(), owner: z.enum(['youth', 'guardian']) })

/** Identity and contact details, side by side; what a side does not say is null or empty. */
const sideOfYouth = z.object({
  lastName: z.string(),
  usageName: z.string().nullable(),
  firstName: z.string(),
  birthDate: day.nullable(),
  phones: z.array(phone),
  email: z.string().nullable(),
  address: z.array(z.string()),
  postCode: z.string().nullable(),
  commune: z.string().nullable(),
})

export const triageCandidate = matchCandidate.extend({
  person: sideOfYouth,
  site: z.string().nullable(),
  /** As i-milo writes the conseiller référent. */
  advisor: z.string().nullable(),
  /** Who that is here: an officer, several of that name, or nobody any more. */
  referent: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('here'), officer: userId, lane: laneId.nullable() }),
    z.object({ kind: z.literal('several') }),
    z.object({ kind: z.literal('left') }),
    z.object({ kind: z.literal('none') }),
  ]),
  status: z.string().nullable(),
  lastInterview: day.nullable(),
  /** What the card becomes when it is attached to this file. */
  known,
})
export type TriageCandidate = z.infer<typeof triageCandidate>

const duplicateCard = matchCandidate.omit({ file: true }).extend({
  card: cardId,
  person: sideOfYouth,
  closed: z.boolean(),
})
export type DuplicateCard = z.infer<typeof duplicateCard>

/** A card of the campaign that may be the same youth, in codes. */
export const duplicateMatch = matchCandidate.omit({ file: true }).extend({ card: cardId })
export type DuplicateMatch = z.infer<typeof duplicateMatch>

export const triageCardAnswer = z.object({
  card: cardId,
  youth: sideOfYouth.extend({
    imiloFile: z.string().nullable(),
    ine: z.string().nullable(),
    programme: z.string().nullable(),
    situation: z.string().nullable(),
    wish: wish.nullable(),
    /** Sector or PSAD as the list names it. */
    territory: z.string().nullable(),
    knownByList: z.boolean().nullable(),
  }),
  /** The youth is being matched, again or for the first time. */
  matching: z.boolean(),
  /** Could not be matched: `candidates` says nothing. */
  failed: matchFailure,
  verdict: matchVerdict.nullable(),
  candidates: z.array(triageCandidate),
  duplicates: z.array(duplicateCard),
  /** Numbers of the files that somebody said are not this youth. */
  refused: z.array(z.string()),
})
export type TriageCardAnswer = z.infer<typeof triageCardAnswer>

/** Where a card goes; left out: where triage proposes. */
const destination = z.object({ lane: laneId, officer: userId.nullable() })
export type Destination = z.infer<typeof destination>

export const decisionRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    card: cardId,
    /** Number of a candidate; null: known without a file of the extract. */
    file: z.string().min(1).max(20).nullable(),
    to: destination.optional(),
  }),
  z.object({ kind: z.literal('unknown'), card: cardId, to: destination.optional() }),
  z.object({ kind: z.literal('duplicate'), card: cardId, of: cardId }),
  z.object({ kind: z.literal('aside'), card: cardId, reason: asideReason }),
])
export type DecisionRequest = z.infer<typeof decisionRequest>

export const decisionAnswer = z.object({ act: triageActId })

/** What the bulk confirmation would do, without an identity. */
export const certainAnswer = z.object({
  cards: z.array(
    z.object({
      card: cardId,
      file: z.string(),
      score: z.number().int(),
      /** null: a person has to choose, and the card is left out. */
      to: destination.nullable(),
      why: z.enum(['referent', 'referent-left', 'territory', 'post-code', 'only-lane', 'choose']),
    }),
  ),
})
export type CertainAnswer = z.infer<typeof certainAnswer>

export const confirmationRequest = z.object({
  cards: z
    .array(z.object({ card: cardId, file: z.string().min(1).max(20) }))
    .min(1)
    .max(5000),
})
export const confirmationAnswer = z.object({
  act: triageActId,
  confirmed: z.array(cardId),
  /** Not certain any more, decided meanwhile, or without a place to go. */
  left: z.array(z.object({ card: cardId, why: z.enum(['changed', 'taken', 'choose']) })),
})
export type ConfirmationAnswer = z.infer<typeof confirmationAnswer>

export const triageUndoAnswer = z.object({
  undone: z.array(cardId),
  /** Worked on since, and left as they are. */
  left: z.array(z.object({ card: cardId, by: z.string().nullable() })),
})
export type TriageUndoAnswer = z.infer<typeof triageUndoAnswer>

/** "Pas la même personne", of a file or of another card; or taking that back. */
export const refusalRequest = z.object({
  card: cardId,
  other: z.union([
    z.strictObject({ file: z.string().min(1).max(20) }),
    z.strictObject({ card: cardId }),
  ]),
  refused: z.boolean(),
})
export type RefusalRequest = z.infer<typeof refusalRequest>
