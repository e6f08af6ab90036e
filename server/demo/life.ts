import type { CardValues } from '#shared/domain/card.ts'
import { afterWorkingDays, workingDayFrom } from './calendar.ts'
import { callsOf } from './calls.ts'
import type { Random } from './random.ts'
import type { Crew, LaneTeam, ReceivedCard, Step } from './step.ts'

/**
 * A card's whole life, in order of time, as if there were no today: whoever plays it stops where today begins, and so
 * the age of a list gives its cards their stage.
 */
export function lifeOf(card: ReceivedCard, crew: Crew, random: Random): Step[] {
  const known = random.weighted<CardValues['known']>([
    ['unknown', crew.template === 'platform' ? 78 : 66],
    ['known_inactive', 20],
    ['known_active', crew.template === 'platform' ? 2 : 14],
  ])
  const triagedOn = afterWorkingDays(card.receivedOn, random.int(0, 1))
  const triage: Step = {
    by: crew.coordinator,
    on: triagedOn,
    minute: random.int(540, 570),
    values: { known },
  }
  if (card.leftToDispatch) return random.chance(0.55) ? [triage] : []

  const team = teamFor(card, crew, random)
  const officer = random.weighted(team.officers.map((one) => [one.id, one.quota] as const))
  // A known youth goes straight to the adviser who knows them; on the platform there is one pool and no second hand.
  const direct = known !== 'unknown' || crew.template === 'platform'
  const dispatch: Step = {
    by: crew.coordinator,
    on: triagedOn,
    minute: random.int(571, 600),
    // In a lane, "Reçu" waits for its RS; with an adviser it is "Transmis".
    place: direct
      ? { stage: 'dispatched', lane: team.lane, officer }
      : { stage: 'received', lane: team.lane, officer: null },
  }
  if (direct) {
    const held = { card, crew, random, lane: team.lane, officer, known, since: triagedOn }
    return [triage, dispatch, ...callsOf(held)]
  }
  const assignedOn = afterWorkingDays(triagedOn, random.weighted(daysAtTheManager))
  const assign: Step = {
    by: team.manager,
    on: workingDayFrom(assignedOn),
    minute: random.int(630, 700),
    place: { stage: 'dispatched', lane: team.lane, officer },
  }
  const held = { card, crew, random, lane: team.lane, officer, known, since: assignedOn }
  return [triage, dispatch, assign, ...callsOf(held)]
}

/** Working days that a card waits for its RS, and how often. */
const daysAtTheManager = [
  [0, 25],
  [1, 20],
  [2, 20],
  [3, 20],
  [5, 15],
] as const

function teamFor(card: ReceivedCard, crew: Crew, random: Random): LaneTeam {
  const { postCode } = card
  const own = crew.lanes.find((team) => postCode !== null && team.postCodes.includes(postCode))
  return own ?? random.pick(crew.lanes)
}
