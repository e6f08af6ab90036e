import type { CardField, CardValues } from './card.ts'
import { coordinatorFields, serverOnlyFields } from './card.ts'
import type { Place } from './place.ts'
import type { Actor, Role } from './roles.ts'

// The one table of rights. The server judges every change with it; the screen greys out with it.

/** What is acted upon. `at` is the card's place before the act, `to` the place it is asked to go. */
export interface Subject {
  readonly at?: Place
  readonly to?: Place
  readonly field?: CardField
  /** The card's hand-over before the act, where one waits for its answer. */
  readonly handover?: CardValues['handover']
}

export type Action =
  | 'board.open'
  | 'board.presence'
  | 'card.move'
  | 'card.edit'
  | 'card.create'
  | 'card.erase'
  | 'attempt.add'
  | 'attempt.void'
  | 'dossier.open'
  | 'import.run'
  | 'triage.run'
  /** Giving out to others what nobody in a lane has; without a place, in every lane. */
  | 'lane.share'
  | 'lanes.edit'
  | 'officers.edit'
  | 'people.edit'

export type Rule = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7'

/** Why not, as a rule of the product and a stable code that both languages have words for. */
export interface Refusal {
  readonly allowed: false
  readonly rule: Rule
  readonly code: RefusalCode
}
export type RefusalCode =
  | 'read-only'
  | 'not-your-lane'
  | 'not-your-card'
  | 'take-it-yourself'
  | 'coordinator-only'
  | 'server-only'
  | 'not-allowed'

export type Right = { readonly allowed: true } | Refusal
type Cell = (actor: Actor, subject: Subject) => Right

const granted: Right = { allowed: true }
const yes: Cell = () => granted
const no =
  (rule: Rule, code: RefusalCode): Cell =>
  () => ({ allowed: false, rule, code })
const when =
  (condition: (actor: Actor, subject: Subject) => boolean, rule: Rule, code: RefusalCode): Cell =>
  (actor, subject) =>
    condition(actor, subject) ? granted : { allowed: false, rule, code }

const observerNo = no('P5', 'read-only')
const adminNo = no('P1', 'not-allowed')
const partnerNo = no('P5', 'not-allowed')

// prettier-ignore
const table: Readonly<Record<Action, Readonly<Record<Role, Cell>>>> = {
  //                coordinator   manager                              officer                                    observer    partner    admin
  'board.open':     row(yes,      yes,                                 yes,                                       yes,        partnerNo, adminNo),
  'board.presence': row(yes,      yes,                                 yes,                                       yes,        partnerNo, adminNo),
  'card.move':      row(yes,      managerMove,                         officerMove,                               observerNo, partnerNo, adminNo),
  'card.edit':      row(yes,      when(inOwnLane, 'P3', 'not-your-lane'), when(onOwnCard, 'P4', 'not-your-card'), observerNo, partnerNo, adminNo),
  'card.create':    row(yes,      no('P2', 'coordinator-only'),        when(inPool, 'P4', 'coordinator-only'),    observerNo, partnerNo, adminNo),
  'card.erase':     row(yes,      no('P2', 'coordinator-only'),        no('P2', 'coordinator-only'),              observerNo, partnerNo, yes),
  'attempt.add':    row(yes,      when(inOwnLane, 'P3', 'not-your-lane'), when(onOwnCard, 'P4', 'not-your-card'), observerNo, partnerNo, adminNo),
  'attempt.void':   row(yes,      no('P2', 'coordinator-only'),        no('P2', 'coordinator-only'),              observerNo, partnerNo, adminNo),
  'dossier.open':   row(yes,      when(inOwnLane, 'P7', 'not-your-lane'), when(onOwnCard, 'P7', 'not-your-card'), no('P5', 'not-allowed'), partnerNo, adminNo),
  'import.run':     row(yes,      no('P2', 'coordinator-only'),        no('P2', 'coordinator-only'),              observerNo, partnerNo, adminNo),
  'triage.run':     row(yes,      no('P2', 'coordinator-only'),        no('P2', 'coordinator-only'),              observerNo, partnerNo, adminNo),
  'lane.share':     row(yes,      when(inOwnLane, 'P3', 'not-your-lane'), when(inPool, 'P4', 'take-it-yourself'),  observerNo, partnerNo, adminNo),
  'lanes.edit':     row(yes,      no('P2', 'coordinator-only'),        no('P2', 'coordinator-only'),              observerNo, partnerNo, yes),
  'officers.edit':  row(yes,      when(inOwnLane, 'P3', 'not-your-lane'), no('P3', 'not-allowed'),                 observerNo, partnerNo, yes),
  'people.edit':    row(yes,      no('P2', 'coordinator-only'),        no('P2', 'coordinator-only'),              observerNo, partnerNo, yes),
}

/**
 * Whether `actor` may do `action` to `subject`. [P1–P7]
 * Pure: the same answer on the server, which decides, and on the screen, which says why before the drop.
 */
export function may(actor: Actor, action: Action, subject: Subject = {}): Right {
  // A place is a move's business, whatever the caller names the act.
  if (action === 'card.edit' && subject.field === 'at') return may(actor, 'card.move', subject)
  if (action === 'card.edit' && subject.field) {
    if (serverOnlyFields.has(subject.field))
      return { allowed: false, rule: 'P2', code: 'server-only' }
    if (coordinatorFields.has(subject.field) && actor.role !== 'coordinator') {
      return { allowed: false, rule: 'P6', code: 'coordinator-only' }
    }
    if (saysWhySentBack(actor, subject) || saysWhyHandedOver(actor, subject)) return granted
  }
  return table[action][actor.role](actor, subject)
}

function row(...cells: [Cell, Cell, Cell, Cell, Cell, Cell]): Record<Role, Cell> {
  const [coordinator, manager, officer, observer, partner, admin] = cells
  return { coordinator, manager, officer, observer, partner, admin }
}

/** [P3] A manager moves the cards of their lanes: inside, back to "À répartir", or over to another lane, whose manager then gives the card to an officer. */
function managerMove(actor: Actor, subject: Subject): Right {
  const refused: Refusal = { allowed: false, rule: 'P3', code: 'not-your-lane' }
  if (!inOwnLane(actor, subject) && !takesBack(actor, subject)) return refused
  const to = subject.to
  if (!to || to.lane === null || actor.lanes.includes(to.lane)) return granted
  return to.officer === null ? granted : refused
}

/** [P3] The reason is asked once the card is back in "À répartir" (S4), where it stands in nobody's lane any more. */
function saysWhySentBack(actor: Actor, subject: Subject): boolean {
  return actor.role === 'manager' && subject.field === 'sentBack' && subject.at?.lane === null
}

/** [P3] Until the other manager has answered, the one who handed the card over takes it back into the lane it came from. */
function takesBack(actor: Actor, { at, to, handover }: Subject): boolean {
  return isOwnHandover(actor, handover) && at?.lane === handover.to && to?.lane === handover.from
}

/** [P3] The reason of a hand-over is asked once the card is in the other lane (S4). */
function saysWhyHandedOver(actor: Actor, { at, field, handover }: Subject): boolean {
  return field === 'handover' && isOwnHandover(actor, handover) && at?.lane === handover.to
}

function isOwnHandover(
  actor: Actor,
  handover: Subject['handover'],
): handover is NonNullable<CardValues['handover']> {
  return (
    actor.role === 'manager' &&
    handover !== null &&
    handover !== undefined &&
    actor.lanes.includes(handover.from)
  )
}

/** [P3] The card stands in a lane of this manager. */
function inOwnLane(actor: Actor, subject: Subject): boolean {
  const lane = subject.at?.lane ?? null
  return lane !== null && actor.lanes.includes(lane)
}

function inPool(actor: Actor): boolean {
  return actor.template === 'platform'
}

/** [P4] Assigned to this officer, or free in their lane; on the platform, any card of the pool. */
function onOwnCard(actor: Actor, subject: Subject): boolean {
  if (inPool(actor)) return true
  const at = subject.at
  if (!at || at.lane === null) return false
  return at.officer === actor.user || (at.officer === null && actor.lanes.includes(at.lane))
}

/** [P4] An officer moves their own cards inside their lane, takes a free one, or puts one back. */
function officerMove(actor: Actor, subject: Subject): Right {
  if (inPool(actor)) return granted
  if (!onOwnCard(actor, subject)) return { allowed: false, rule: 'P4', code: 'not-your-card' }
  const { at, to } = subject
  if (!at || !to) return granted
  if (to.lane !== at.lane) return { allowed: false, rule: 'P4', code: 'not-your-lane' }
  if (to.officer === actor.user) return granted
  // Putting back a card one holds is a correction [S6]; working a free card without taking it is not.
  return to.officer === null && at.officer === actor.user
    ? granted
    : { allowed: false, rule: 'P4', code: 'take-it-yourself' }
}
