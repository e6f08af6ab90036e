// What people may write on a board, key by key. [P2–P6, S2, S3, A1]
import { readOnce } from '#shared/documents/read-once.ts'
import { readPlace } from '#shared/documents/read-place.ts'
import type * as Y from 'yjs'
import { boardTypes, laneEntry, settingsEntries } from '#shared/documents/board-shape.ts'
import { attempt, attemptVoid } from '#shared/domain/attempt.ts'
import { cardFields, isCardField, type CardField, type CardValues } from '#shared/domain/card.ts'
import { attemptId, type CardId, type LaneId, type UserId } from '#shared/domain/ids.ts'
import { keysOf } from '#shared/keys.ts'
import { may, type Right } from '#shared/domain/permissions.ts'
import { faultOf, type Ground, type Place } from '#shared/domain/place.ts'
import type { ChangeName, Fault, Grammar, Scene } from './grammar.ts'
import { markRoot } from './epoch-mark.ts'
import { latestDay } from './field-days.ts'
import type { Effect } from './spot.ts'

/** `__proto__` would be an id by its letters. */
const isAttemptId = (key: string) => key !== '__proto__' && attemptId.safeParse(key).success

export const boardGrammar: Grammar = {
  kind: 'board',
  roots: new Map([
    ['cards', { kind: 'records', fields: new Set(keysOf(cardFields)) }],
    ['attempts', { kind: 'entries', isKey: isAttemptId }],
    ['voids', { kind: 'entries', isKey: isAttemptId }],
    ['lanes', { kind: 'server' }],
    ['tasks', { kind: 'server' }],
    ['settings', { kind: 'server' }],
    [markRoot, { kind: 'server' }],
  ]),
  judge,
  nameOf,
}

const invalid = (rule: string | null = null): Fault => ({ code: 'invalid', rule })
/** [A1] Attempts and voids are written once. */
const duplicate: Fault = { code: 'duplicate', rule: 'A1' }
/** A clock may be this far ahead of the server's. */
const aheadMs = 5 * 60_000

function judge(effect: Effect, scene: Scene): Fault | null {
  const { root, record, key } = effect.spot
  const card = record ?? cardOf(effect, scene.doc)
  // [G11] What a page that was away still holds of a person does not come back.
  if (card !== null && isErased(scene.doc, card)) return { code: 'erased', rule: null }
  if (root === 'cards' && record !== null && key !== null && isCardField(key)) {
    return key === 'at'
      ? judgePlace(record, effect, scene)
      : judgeFact({ card: record, field: key }, effect, scene)
  }
  if (root === 'attempts') return judgeAttempt(effect, scene)
  return root === 'voids' ? judgeVoid(effect, scene) : invalid()
}

function judgePlace(card: string, effect: Effect, scene: Scene): Fault | null {
  const to = readPlace(effect.new)
  if (!to) return invalid('S2')
  const at = scene.placesBefore.get(card) ?? readPlace(effect.old)
  const handover = scene.handoversBefore.get(card) ?? null
  const right = may(scene.actor, 'card.move', { ...(at ? { at } : {}), to, handover })
  if (!right.allowed) return refusal(right)
  const fault = faultOf(to, groundOf(scene.doc))
  return fault === null ? null : { code: fault, rule: 'S3' }
}

function judgeFact(
  { card, field }: { card: string; field: CardField },
  effect: Effect,
  scene: Scene,
): Fault | null {
  const handover = scene.handoversBefore.get(card) ?? null
  const right = mayAtEither(scene, card, (at) =>
    may(scene.actor, 'card.edit', { ...at, field, handover }),
  )
  if (!right.allowed) return refusal(right)
  if (field === 'handover' && isUntrueHandover(card, effect, scene)) return invalid('P3')
  const value = cardFields[field].safeParse(effect.new)
  if (!value.success) return invalid()
  if (isTakenBack(value.data)) return { code: 'server-only', rule: 'S7' }
  return isSigned(value.data) && !isOwnSignature(value.data, scene)
    ? invalid(field === 'imiloVerified' || field === 'rioEntered' ? 'P6' : null)
    : null
}

function judgeAttempt(effect: Effect, scene: Scene): Fault | null {
  if (effect.old !== undefined) return duplicate
  const value = attempt.safeParse(effect.new)
  if (!value.success || !boardTypes(scene.doc).cards.has(value.data.card)) return invalid('A1')
  const { card, by, at } = value.data
  const right = mayAtEither(scene, card, (where) => may(scene.actor, 'attempt.add', where))
  if (!right.allowed) return refusal(right)
  return by === scene.actor.user && Date.parse(at) <= scene.now.getTime() + aheadMs
    ? null
    : invalid('A1')
}

function judgeVoid(effect: Effect, scene: Scene): Fault | null {
  if (effect.old !== undefined) return duplicate
  const value = attemptVoid.safeParse(effect.new)
  const voided = attempt.safeParse(boardTypes(scene.doc).attempts.get(effect.spot.key ?? ''))
  if (!value.success || !voided.success) return invalid('A1')
  const right = mayAtEither(scene, voided.data.card, (at) => may(scene.actor, 'attempt.void', at))
  if (!right.allowed) return refusal(right)
  const { by, at } = value.data
  return by === scene.actor.user && Date.parse(at) <= scene.now.getTime() + aheadMs
    ? null
    : invalid('A1')
}

/** One act can move a card and say why: rights at the place it leaves, or at the place it has reached. */
function mayAtEither(scene: Scene, card: string, ask: (at: { at?: Place }) => Right): Right {
  const now = placeOf(scene.doc, card)
  const before = scene.placesBefore.get(card)
  const right = ask(now ? { at: now } : {})
  return right.allowed || !before ? right : ask({ at: before })
}

/** Where a card stands now; null when it is not on this board. */
export function placeOf(doc: Y.Doc, card: string): Place | null {
  return readPlace(boardTypes(doc).cards.get(card)?.get('at'))
}

/** The hand-over of a card that waits for its answer. */
export function handoverOf(doc: Y.Doc, card: string): CardValues['handover'] {
  return readHandover(boardTypes(doc).cards.get(card)?.get('handover'))
}

/** [P3] It says where the card was and where it is: whoever could write another could take cards back that were never theirs. */
function isUntrueHandover(card: string, effect: Effect, scene: Scene): boolean {
  const said = cardFields.handover.safeParse(effect.new)
  if (!said.success || said.data === null) return false
  const { from, to } = said.data
  const waiting = scene.handoversBefore.get(card)
  const isSame = waiting?.from === from && waiting.to === to
  const was = scene.placesBefore.get(card)?.lane
  return placeOf(scene.doc, card)?.lane !== to || from === to || (was !== from && !isSame)
}

const readHandover = readOnce(cardFields.handover)
const readLane = readOnce(laneEntry)
const readPool = readOnce(settingsEntries.pool)

/** [S7] A card of an import that was taken back, or of a youth who has another, leaves every list: people close with a situation, which stays countable. */
function isTakenBack(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'situation' in value &&
    (value.situation === 'undone' || value.situation === 'duplicate')
  )
}

interface Signed {
  readonly by: UserId
  readonly on?: string
}

function isSigned(value: unknown): value is Signed {
  return typeof value === 'object' && value !== null && 'by' in value
}

function isOwnSignature({ by, on }: Signed, scene: Scene): boolean {
  return by === scene.actor.user && (on === undefined || on <= latestDay(scene.now))
}

/** [S3] The lanes that are open and who may hold cards there, from the document's own mirror of the tables. */
function groundOf(doc: Y.Doc): Ground {
  const { lanes, settings } = boardTypes(doc)
  const lane = (id: LaneId) => {
    const read = readLane(lanes.get(id))
    return read && !read.archived ? read : null
  }
  return {
    hasLane: (id) => lane(id) !== null,
    officerOf: (officer, id) => {
      if (lane(id)?.officers.some((one) => one.id === officer)) return true
      return readPool(settings.get('pool'))?.some((one) => one.id === officer) ?? false
    },
  }
}

function refusal(right: Right): Fault | null {
  return right.allowed ? null : { code: right.code, rule: right.rule }
}

function nameOf(effect: Effect, doc: Y.Doc): ChangeName {
  const { root, record, key } = effect.spot
  if (record !== null) {
    return {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server made the card under this id
      card: record as CardId,
      field: key ?? 'created',
      key: null,
      secret: key === 'who' || key === 'contact' || key === null || isErased(doc, record),
    }
  }
  const card = cardOf(effect, doc)
  return { card, field: root, key, secret: card !== null && isErased(doc, card) }
}

function isErased(doc: Y.Doc, card: string): boolean {
  return (boardTypes(doc).cards.get(card)?.get('erased') ?? null) !== null
}

/** The card that an attempt or a void speaks of. */
function cardOf({ spot, new: value }: Effect, doc: Y.Doc): CardId | null {
  if (spot.root !== 'attempts' && spot.root !== 'voids') return null
  const source = spot.root === 'attempts' ? value : boardTypes(doc).attempts.get(spot.key ?? '')
  const parsed = attempt.shape.card.safeParse(
    typeof source === 'object' && source !== null && 'card' in source ? source.card : undefined,
  )
  return parsed.success ? parsed.data : null
}
