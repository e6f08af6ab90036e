// From what happened on a board to who is told of it. Pure. [capability 3, P3]
import type { NoticeKind } from '#shared/contracts/notices.ts'
import { cardFields } from '#shared/domain/card.ts'
import { cardId, type CardId, type LaneId, type UserId } from '#shared/domain/ids.ts'
import { readPlace } from '#shared/documents/read-place.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Change } from '#server/sync/projector.ts'

export interface Telling {
  readonly user: UserId
  readonly kind: NoticeKind
  readonly lane: LaneId | null
  readonly by: UserId
  readonly card: CardId
}

/** Cards that somebody was told of and that are not theirs to see to any more. */
export interface Withdrawal {
  readonly user: UserId
  readonly card: CardId
}

/** Who answers for what in the campaign. */
export interface Audience {
  readonly managersOf: (lane: LaneId) => readonly UserId[]
  readonly coordinators: readonly UserId[]
  readonly observers: readonly UserId[]
}

export interface Tellings {
  readonly tell: readonly Telling[]
  readonly withdraw: readonly Withdrawal[]
  /** Everything told of these cards goes: they are closed. */
  readonly gone: readonly CardId[]
}

interface Journey {
  readonly card: CardId
  from: Place
  to: Place
  by: UserId
}

/** Whether anything in `changes` could tell anybody of anything: most updates move nothing between people. */
export function movesBetweenPeople(changes: readonly Change[]): boolean {
  return (
    journeysIn(changes).some(changesHands) || changes.some((one) => isEnded(one) || isClosed(one))
  )
}

export function tellingsOf(changes: readonly Change[], audience: Audience): Tellings {
  const tell: Telling[] = []
  const withdraw: Withdrawal[] = []
  const handed = new Set(changes.flatMap((one) => (isHandedOver(one) ? [one.spot.record] : [])))
  const returned = new Set(changes.flatMap((one) => (isEnded(one) ? [one.spot.record] : [])))

  for (const { card, from, to, by } of journeysIn(changes).filter(changesHands)) {
    const say = (users: readonly UserId[], kind: NoticeKind) => {
      for (const user of new Set(users)) {
        if (user !== by) tell.push({ user, kind, lane: to.lane, by, card })
      }
    }
    const taken = to.officer !== from.officer && to.officer !== null ? to.officer : null
    if (from.officer !== null && from.officer !== to.officer) {
      withdraw.push({ user: from.officer, card })
    }
    if (taken !== null) say([taken], 'assigned')
    if (to.lane === from.lane) continue
    if (from.lane !== null) {
      withdraw.push(...audience.managersOf(from.lane).map((user) => ({ user, card })))
    }
    if (to.lane === null) {
      // Nobody is there any more whom observers were told of.
      withdraw.push(...audience.observers.map((user) => ({ user, card })))
      say(audience.coordinators, 'sent_back')
      continue
    }
    const kind = handed.has(card)
      ? 'handed_over'
      : returned.has(card)
        ? 'returned'
        : to.officer === null
          ? 'arrived'
          : 'copied'
    say(
      audience.managersOf(to.lane).filter((user) => user !== taken),
      kind,
    )
    if (from.lane === null) say(audience.observers, 'copied')
  }
  for (const one of changes.filter(isEnded)) {
    const old = cardFields.handover.safeParse(one.old).data
    const card = cardId.safeParse(one.spot.record)
    const stayed = journeysIn(changes).every(
      (journey) => journey.card !== one.spot.record || journey.to.lane === journey.from.lane,
    )
    if (!old || !card.success || !stayed || old.by === one.by) continue
    tell.push({ user: old.by, kind: 'accepted', lane: old.to, by: one.by, card: card.data })
  }
  const gone = changes.flatMap((one) => (isClosed(one) ? [cardId.parse(one.spot.record)] : []))
  return { tell, withdraw, gone }
}

/** Each card's way through an update, from where it stood before to where it stands after. */
function journeysIn(changes: readonly Change[]): Journey[] {
  const journeys = new Map<CardId, Journey>()
  for (const { spot, old, new: value, by } of changes) {
    if (spot.root !== 'cards' || spot.key !== 'at' || spot.record === null) continue
    const from = readPlace(old)
    const to = readPlace(value)
    if (!from || !to) continue
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server made the card under this id
    const card = spot.record as CardId
    const journey = journeys.get(card)
    if (journey) Object.assign(journey, { to, by })
    else journeys.set(card, { card, from, to, by })
  }
  return [...journeys.values()]
}

function changesHands({ from, to }: Journey): boolean {
  return from.lane !== to.lane || from.officer !== to.officer
}

function isHandedOver({ spot, new: value }: Change): boolean {
  return spot.root === 'cards' && spot.key === 'handover' && value !== null && value !== undefined
}

/** A hand-over that stood and does not any more. */
function isEnded({ spot, old, new: value }: Change): boolean {
  return (
    spot.root === 'cards' &&
    spot.key === 'handover' &&
    old !== null &&
    old !== undefined &&
    (value === null || value === undefined)
  )
}

function isClosed({ spot, new: value }: Change): boolean {
  return (
    spot.root === 'cards' &&
    spot.key === 'closed' &&
    spot.record !== null &&
    value !== null &&
    value !== undefined
  )
}
