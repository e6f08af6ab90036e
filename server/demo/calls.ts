import { outcomes, type Outcome } from '#shared/domain/attempt.ts'
import type { NumberId } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/day.ts'
import { afterWorkingDays, toLocalMinute, workingDayFrom, type Moment } from './calendar.ts'
import type { Held, Step } from './step.ts'
import { afterContact, refused } from './outcomes.ts'
import { outreach } from './referrals.ts'

// From the day an officer holds a card to the day the youth is reached, or is called not reached.

type Fate = 'reached' | 'unreachable' | 'wrong_details' | 'forgotten' | 'hasty'

export function callsOf(held: Held): Step[] {
  const { random } = held
  const fate = random.weighted<Fate>([
    ['reached', 66],
    ['unreachable', 16],
    ['wrong_details', 5],
    // Nobody got to it in its fifteen days: late until somebody does.
    ['forgotten', 9],
    // Moved on without the facts that the stage demands: "à compléter" until they are there.
    ['hasty', 4],
  ])
  switch (fate) {
    case 'reached':
      return reachedAfterTries(held)
    case 'unreachable':
      return neverAnswered(held)
    case 'wrong_details':
      return wrongDetails(held)
    case 'forgotten':
      return [
        ...(random.chance(0.4) ? [unanswered(held, firstTry(held))] : []),
        ...reachedAfterTries(later(held, random.int(18, 42))),
      ]
    case 'hasty':
      return [
        { ...step(held, firstTry(held)), place: place(held, 'first_contact') },
        ...reachedAfterTries(later(held, random.int(18, 30))),
      ]
  }
}

/** Taken up again only so many days after the list came. */
function later(held: Held, days: number): Held {
  return { ...held, since: workingDayFrom(addDays(held.card.receivedOn, days)) }
}

function reachedAfterTries(held: Held): Step[] {
  const { random } = held
  const count = random.weighted([
    [1, 46],
    [2, 34],
    [3, 20],
  ])
  const tries = momentsOf(held, count)
  const steps: Step[] = []
  for (const [i, moment] of tries.entries()) {
    const next = tries[i + 1]
    if (next) steps.push(beforeTheLast(held, moment, next))
    else steps.push(...lastTry(held, moment, steps.some(asksForCall)))
  }
  return steps
}

function beforeTheLast(held: Held, moment: Moment, next: Moment): Step {
  const { random } = held
  if (!random.chance(0.3)) return unanswered(held, moment)
  return {
    ...step(held, moment),
    attempt: attempt(held, 'callback_requested'),
    values: { callback: { at: toLocalMinute(next) } },
  }
}

function asksForCall({ values }: Step): boolean {
  return (values?.callback ?? null) !== null
}

/** `wasAsked`: a callback was set, and is now done. */
function lastTry(held: Held, moment: Moment, wasAsked: boolean): Step[] {
  const { random } = held
  const outcome = random.weighted<Outcome>([
    ['appointment_made', 46],
    ['first_interview_done', 24],
    ['already_supported', held.known === 'known_active' ? 20 : 1],
    ['in_employment', 5],
    ['in_training', 3],
    ['in_apprenticeship', 4],
    ['in_school', 3],
    ['in_civic_service', 1],
    ['wants_school', 3],
    ['searching_alone', 3],
    ['refused', 5],
    ['do_not_contact', 1],
    ['moved_away', 2],
  ])
  const made: Step = {
    ...step(held, moment),
    attempt: attempt(held, outcome),
    values: {
      ...(wasAsked ? { callback: null } : {}),
      ...(held.card.hasWish || random.chance(0.3)
        ? {}
        : {
            wish: random.pick(['employment', 'training', 'apprenticeship', 'undecided'] as const),
          }),
    },
    ...(random.chance(held.crew.template === 'platform' ? 0.01 : 0.08)
      ? { note: random.pick(notes) }
      : {}),
  }
  const refusal = refused(held, outcome, moment)
  if (refusal) return [{ ...made, ...refusal, values: { ...made.values, ...refusal.values } }]
  return [{ ...made, place: place(held, 'first_contact') }, ...afterContact(held, outcome, moment)]
}

/** The policy tried out, a text or a letter in between, then "non joint" and often the outreach team. */
function neverAnswered(held: Held): Step[] {
  const { random } = held
  const tries = momentsOf(
    held,
    random.weighted([
      [3, 70],
      [4, 30],
    ]),
  )
  const steps = tries.map((moment) => unanswered(held, moment))
  const last = tries.at(-1)
  if (!last) return steps
  if (random.chance(0.45)) {
    const written = { ...last, minute: last.minute + 1 }
    const channel = random.pick(['sms', 'email', 'letter'] as const)
    steps.push({
      ...step(held, written),
      attempt: { channel, outcome: 'message_left', number: null },
    })
  }
  const given = { on: afterWorkingDays(last.on, random.int(1, 3)), minute: 1080 }
  return [...steps, ...notReached(held, given, 'policy_exhausted')]
}

function wrongDetails(held: Held): Step[] {
  const { random } = held
  const [first, second] = momentsOf(held, 2)
  if (!first || !second) return []
  const wrong = random.pick(['wrong_number', 'out_of_service'] as const)
  const given = { on: afterWorkingDays(second.on, random.int(2, 5)), minute: 1085 }
  return [
    { ...step(held, first), attempt: attempt(held, wrong) },
    {
      ...step(held, second),
      attempt: { channel: 'school', outcome: 'unreachable', number: null },
    },
    ...notReached(held, given, 'wrong_details'),
  ]
}

function notReached(
  held: Held,
  moment: Moment,
  reason: 'policy_exhausted' | 'wrong_details',
): Step[] {
  const given: Step = {
    ...step(held, moment),
    place: place(held, 'not_reached'),
    // Now and then the reason is left for later.
    values: held.random.chance(0.96) ? { notReached: { reason } } : {},
  }
  return [given, ...outreach(held, moment)]
}

function unanswered(held: Held, moment: Moment): Step {
  const outcome = held.random.weighted<Outcome>([
    ['no_answer', 52],
    ['message_left', 30],
    ['busy', 6],
    ['third_party', 12],
  ])
  return { ...step(held, moment), attempt: attempt(held, outcome) }
}

/** When an officer tries: other days and other day-parts each time. [A2] */
function momentsOf(held: Held, count: number): Moment[] {
  const { random } = held
  const parts = random.shuffle([
    [545, 715],
    [845, 1015],
    [1020, 1075],
  ] as const)
  const first = firstTry(held)
  const moments: Moment[] = []
  let on = first.on
  for (let i = 0; i < count; i++) {
    const [from, to] = parts[i % parts.length] ?? [545, 715]
    moments.push({ on, minute: random.int(from, to) })
    on = afterWorkingDays(on, random.int(1, 3))
  }
  return moments
}

function firstTry({ random, since, crew }: Held): Moment {
  const days = crew.template === 'platform' ? random.int(1, 8) : random.int(1, 5)
  return { on: afterWorkingDays(since, days), minute: random.int(545, 715) }
}

function attempt({ card, random }: Held, outcome: Outcome): NonNullable<Step['attempt']> {
  const number: NumberId | undefined = card.numbers[0]
  const second = card.numbers[1]
  const used = second !== undefined && random.chance(0.2) ? second : number
  // Now and then it is the youth who calls.
  const inbound = outcomes[outcome] === 'reached' && random.chance(0.06)
  return { channel: inbound ? 'inbound_call' : 'phone', outcome, number: used ?? null }
}

function step(held: Held, { on, minute }: Moment): Step {
  return { by: held.officer, on, minute }
}

function place(held: Held, stage: 'first_contact' | 'not_reached'): NonNullable<Step['place']> {
  return { stage, lane: held.lane, officer: held.officer }
}

const notes = [
  'Préfère être appelé après 17 h.',
  'A un CV à jour, cherche un employeur pour un contrat d’apprentissage.',
  'Garde une petite sœur le mercredi.',
  'Demande un rendez-vous à distance.',
  'Intéressée par les métiers de la petite enfance.',
  'A peur d’une école comme la dernière ; à rassurer.',
]
