import { z } from 'zod'
import { attempt, attemptVoid } from '#shared/domain/attempt.ts'
import { cardFields, known, referralStatus, source, wish } from '#shared/domain/card.ts'
import { day } from '#shared/domain/day.ts'
import { attemptId, cardId, laneId, userId } from '#shared/domain/ids.ts'
import { stage } from '#shared/domain/stages.ts'
import { verdict } from '#shared/domain/verdict.ts'

/** One row of the projection, as lists and outside clients read it. No contact details. */
export const cardRow = z.object({
  id: cardId,
  lastName: z.string(),
  firstName: z.string(),
  age: z.number().int().nullable(),
  commune: z.string().nullable(),
  qpv: z.boolean().nullable(),
  known,
  stage,
  lane: laneId.nullable(),
  officer: userId.nullable(),
  dueOn: day.nullable(),
  /** Attempts that are not void. */
  attempts: z.number().int(),
  /** The latest referral to a partner; which partner, the card's facts say. */
  referral: z.object({ on: day, status: referralStatus }).nullable(),
  closed: z.boolean(),
})
export type CardRow = z.infer<typeof cardRow>

export const cardsQuery = z.object({
  q: z.string().trim().max(100).optional(),
  stage: stage.optional(),
  /** A lane's id, or `none` for "À répartir". */
  lane: z.union([laneId, z.literal('none')]).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
})
export const cardsAnswer = z.object({
  cards: z.array(cardRow),
  total: z.number().int(),
  next: z.string().nullable(),
})

/** One card: its row, its coded facts as the board holds them, and its attempts, oldest first. No contact details. */
export const cardAnswer = z.object({
  card: cardRow.extend({
    facts: z.object(cardFields).partial(),
    attemptLines: z.array(
      z.object({
        id: attemptId,
        channel: attempt.shape.channel,
        outcome: attempt.shape.outcome,
        at: z.iso.datetime(),
        by: z.object({ id: userId, name: z.string() }),
        /** Why the coordinator voided it; null: it counts. */
        voided: attemptVoid.shape.reason.nullable(),
      }),
    ),
  }),
})

export const createCardRequest = z.object({
  lastName: z.string().trim().min(1).max(100),
  firstName: z.string().trim().min(1).max(100),
  birthDate: day.nullable().default(null),
  sex: z.enum(['f', 'm']).nullable().default(null),
  phones: z.array(z.string().max(60)).max(5).default([]),
  email: z.string().max(200).nullable().default(null),
  postCode: z.string().max(10).nullable().default(null),
  commune: z.string().max(100).nullable().default(null),
  qpv: z.boolean().nullable().default(null),
  wish: wish.nullable().default(null),
  source: source.default('spontaneous'),
  receivedOn: day.optional(),
  /** [A5] The youth asked not to be contacted and has come back: without this word no card is made. */
  despiteOpposition: z.boolean().default(false),
})
export type CreateCardRequest = z.infer<typeof createCardRequest>

/** One line of a card's history, oldest first. */
export const historyLine = z.object({
  at: z.iso.datetime(),
  by: z.object({ id: userId, name: z.string() }).nullable(),
  field: z.string(),
  old: z.unknown(),
  new: z.unknown(),
  verdict,
})
export const historyAnswer = z.object({ history: z.array(historyLine) })
