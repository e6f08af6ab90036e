import type * as Y from 'yjs'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { rankBetween } from '#shared/documents/rank.ts'
import type { Day } from '#shared/domain/day.ts'
import {
  attemptId,
  boardOf,
  type CampaignId,
  type CardId,
  type UserId,
} from '#shared/domain/ids.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { toInstant, type Moment } from './calendar.ts'
import type { Random } from './random.ts'
import type { Step } from './step.ts'

/** A card's steps, in order of time. */
export interface Life {
  readonly card: CardId
  readonly steps: readonly Step[]
}

/** Hands of a day, in the order in which a card passes through them. */
type Turn = (user: UserId) => number

export interface Play {
  readonly writer: DocumentWriter
  readonly campaign: CampaignId
  readonly random: Random
  /** Steps of that day and later are not played. */
  readonly today: Day
  readonly turn: Turn
}

/** Commands under way at once: enough for the room to keep several of them in one commit. */
const inFlight = 64

/** What one person did in one day: one command on the board. */
interface Shift {
  readonly user: UserId
  readonly end: Moment
  readonly acts: readonly { readonly card: CardId; readonly step: Step }[]
}

/** Plays lives on the board as commands of the people who lived them. Returns how many steps were played. */
export async function playLives(lives: readonly Life[], play: Play): Promise<number> {
  const { writer, campaign, random } = play
  const board = boardOf(campaign)
  const ranks = new Map<string, string>()
  let played = 0
  const running = new Set<Promise<unknown>>()
  try {
    for (const shift of shiftsOf(lives, play)) {
      const command = writer.execute(board, {
        user: shift.user,
        at: toInstant(shift.end),
        edit: (doc) => {
          for (const { card, step } of shift.acts) act(doc, card, step)
        },
      })
      played += shift.acts.length
      const settled = command.finally(() => running.delete(settled))
      running.add(settled)
      // A room keeps its queue in order, so that a card's next hand finds what the one before has done.
      if (running.size >= inFlight) await Promise.race(running)
    }
    await Promise.all(running)
  } finally {
    await Promise.allSettled(running)
  }
  return played

  function act(doc: Y.Doc, card: CardId, step: Step): void {
    if (step.attempt) {
      const { channel, outcome, number } = step.attempt
      addAttempt(doc, attemptId.parse(random.id()), {
        card,
        channel,
        outcome,
        at: toInstant(step).toISOString(),
        by: step.by,
        ...(number === null ? {} : { number }),
      })
    }
    if (step.place) {
      const cell = `${step.place.stage} ${step.place.lane ?? ''}`
      const rank = rankBetween(ranks.get(cell) ?? null, null)
      ranks.set(cell, rank)
      moveCard(doc, card, { ...step.place, rank })
    }
    if (step.values) editCard(doc, card, step.values)
  }
}

/** The steps before today, by day, hand and person. */
function shiftsOf(lives: readonly Life[], { today, turn }: Play): Shift[] {
  const shifts = new Map<string, { user: UserId; end: Moment; acts: Shift['acts'][number][] }>()
  for (const { card, steps } of lives) {
    for (const step of steps) {
      if (step.on >= today) continue
      const key = `${step.on} ${turn(step.by)} ${step.by}`
      const shift = shifts.get(key) ?? { user: step.by, end: step, acts: [] }
      if (step.minute > shift.end.minute) shift.end = step
      shift.acts.push({ card, step })
      shifts.set(key, shift)
    }
  }
  return [...shifts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, shift]) => shift)
}
