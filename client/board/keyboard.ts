// The keyboard's way of moving: no drag is ever needed.
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { isFocusLost } from '#client/ui/focus-return.ts'
import { stages, type Stage } from '#shared/domain/stages.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import { focusCard } from './focus-card.ts'
import { isInView } from './next-focus.ts'
import { officersOf } from './frame.ts'
import { shiftInOrder } from './hand-order.ts'
import type { Screen } from './screen.ts'
import { refusalText } from './place-words.ts'
import { seatedOfficers, seatFrom } from './lane-page/seats.ts'
import { sendToProposed } from './desk/send-by-key.ts'
import { isSingleKey, singleKeysOn } from './single-keys.ts'
import type { WalkDetail } from './walk.ts'
import type { Target } from './targets.ts'

/** Keys while a card has the focus. Letters are left to the browser when a modifier is held. */
export function keysOnCard(event: KeyboardEvent, card: CardId, screen: Screen): void {
  const lifted = screen.drag.lifted()
  const handled =
    lifted?.how === 'keyboard' && lifted.card === card
      ? keysWhileLifted(event, card, screen)
      : keysAtRest(event, card, screen)
  if (handled) {
    event.preventDefault()
    event.stopPropagation()
  }
}

function keysAtRest(event: KeyboardEvent, card: CardId, screen: Screen): boolean {
  const lanes = lanesOf(event)
  if (lanes !== 0) return shift(card, screen, { lanes })
  if (event.altKey && !event.ctrlKey && !event.metaKey) return order(event, card, screen)
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const asked = isAsked(card, screen)
  switch (event.key) {
    case ' ':
      screen.drag.lift(card)
      return true
    case 'Tab':
      // The form stands beside its card: it is the next thing to go to.
      return asked && !event.shiftKey && focusForm(screen)
    case 'Escape':
      if (asked) {
        screen.asking.later()
        return true
      }
      if (screen.selection.cards().length === 0) return false
      screen.selection.clear()
      return true
    case 'ArrowDown':
    case 'ArrowUp':
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'Home':
    case 'End':
      return walk(event, event.key)
    default:
      return isSingleKey(event) && singleKey(event, card, screen)
  }
}

/**
 * Which lane a key leads to, before or after. Square brackets ask for AltGr on many keyboards, which Windows reports as
 * Ctrl and Alt together; angle brackets ask for none.
 */
function lanesOf(event: KeyboardEvent): -1 | 0 | 1 {
  const bracket = /^[[\]]$/.test(event.key)
  const plain = !event.ctrlKey && !event.altKey
  const altGr = bracket && event.altKey
  if (!singleKeysOn() || event.metaKey || !(plain || altGr)) return 0
  if (event.key === '[' || event.key === '<') return -1
  return event.key === ']' || event.key === '>' ? 1 : 0
}

/** The place in the order of one's hand, one up or down. */
function order(event: KeyboardEvent, card: CardId, screen: Screen): boolean {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false
  const list = event.currentTarget instanceof Element && event.currentTarget.closest('[data-cell]')
  // A table has an order of its own.
  if (!list) return false
  shiftInOrder(card, event.key === 'ArrowDown' ? 1 : -1, screen)
  list.dispatchEvent(new CustomEvent('walk', { detail: { key: 'Show', from: card } }))
  return true
}

/** What a card is asked that has just left the view is answered from the next one. */
function isAsked(card: CardId, screen: Screen): boolean {
  const asked = screen.asking.asked()
  if (asked === null || asked === card) return asked === card
  return screen.seeingAll() !== null || !isInView(asked, screen)
}

/** Letters and signs that act alone, unless they were turned off. */
function singleKey(event: KeyboardEvent, card: CardId, screen: Screen): boolean {
  const { key } = event
  switch (key) {
    case 'j':
    case 'J':
      return walk(event, 'ArrowDown')
    case 'k':
    case 'K':
      return walk(event, 'ArrowUp')
    case 'a':
    case 'A':
      screen.askGive(card)
      return true
    case 'm':
    case 'M':
    case 'd':
    case 'D':
      screen.askMove(card)
      return true
    case 'x':
    case 'X':
      toggle(card, screen)
      return true
    case 't':
    case 'T':
      return sendToProposed(card, screen)
    case 'h':
    case 'H':
      return openHandovers(card, screen)
    case 'c':
    case 'C':
      screen.complete(card)
      return true
    case ',':
    case '.':
      return shift(card, screen, { stages: key === '.' ? 1 : -1 })
    default:
      return false
  }
}

/** The hand-overs of the lane that the card is in, when it is one of them. [P3] */
function openHandovers(card: CardId, screen: Screen): boolean {
  const handover = screen.store.index.view(card)?.card.handover
  if (!handover) return false
  const own = screen.actor()?.lanes.includes(handover.from) ?? false
  screen.desk.ask({ kind: 'handovers', lane: own ? handover.from : handover.to })
  return true
}

function keysWhileLifted(event: KeyboardEvent, card: CardId, screen: Screen): boolean {
  switch (event.key) {
    case 'Escape':
    case 'Tab':
      screen.drag.cancel()
      return event.key === 'Escape'
    case 'Enter':
    case ' ':
      screen.drag.drop()
      return true
    case 'ArrowRight':
    case 'ArrowLeft':
      aim(card, screen, { stages: event.key === 'ArrowRight' ? 1 : -1 })
      return true
    case 'ArrowDown':
    case 'ArrowUp':
      aim(card, screen, { lanes: event.key === 'ArrowDown' ? 1 : -1 })
      return true
    case 'PageDown':
    case 'PageUp':
      aimAtOfficer(card, screen, event.key === 'PageDown' ? 1 : -1)
      return true
    default:
      return false
  }
}

interface Step {
  readonly stages?: number
  readonly lanes?: number
}

/** The cell next to `from`; the edges of the board hold. */
function stepFrom(from: { stage: Stage; lane: LaneId | null }, step: Step, screen: Screen): Target {
  const rows: (LaneId | null)[] = [null, ...screen.store.index.frame().lanes.map((lane) => lane.id)]
  const row = clamp(rows.indexOf(from.lane) + (step.lanes ?? 0), rows.length)
  const column = clamp(stages.indexOf(from.stage) + (step.stages ?? 0), stages.length)
  let lane = rows[row] ?? null
  let stage = stages[column] ?? 'received'
  if (lane === null) {
    // "À répartir" holds the first stage only: a step to the right leaves it for the first lane.
    if (step.stages && stage !== 'received') lane = rows[1] ?? null
    else stage = 'received'
  }
  return { kind: 'cell', stage, lane }
}

function shift(card: CardId, screen: Screen, step: Step): boolean {
  const at = screen.store.index.view(card)?.card.at
  if (!at) return false
  const target = stepFrom(at, step, screen)
  if (at.lane === null && step.stages && target.lane !== null) return leaveToDispatch(card, screen)
  screen.acts.move(card, target)
  return true
}

/** Out of "À répartir" a step leads into the lane that triage proposes; where it proposes none, a person says which. */
function leaveToDispatch(card: CardId, screen: Screen): boolean {
  const lane = screen.acts.proposedLane(card)
  if (lane === null) {
    announce(refusalText('lane-needed'))
    screen.askMove(card)
  } else screen.acts.move(card, { kind: 'cell', stage: 'dispatched', lane })
  return true
}

function aim(card: CardId, screen: Screen, step: Step): void {
  const at = screen.store.index.view(card)?.card.at
  const target = screen.drag.aim()?.target
  if (!at) return
  const open = screen.lane()
  if (open !== null) {
    const from = target?.kind === 'seat' ? target : at
    screen.drag.aimAt(seatFrom(from, step, { lane: open, officers: seatedOfficers(screen, open) }))
    return
  }
  const from =
    target?.kind === 'cell'
      ? target
      : { stage: at.stage, lane: (target?.kind === 'officer' ? target.lane : null) ?? at.lane }
  screen.drag.aimAt(stepFrom(from, step, screen))
}

function aimAtOfficer(card: CardId, screen: Screen, by: number): void {
  const at = screen.store.index.view(card)?.card.at
  const target = screen.drag.aim()?.target
  const frame = screen.store.index.frame()
  // Who is of the pool gets a card in the lane it has, unless another one was aimed at before.
  const pooled = frame.pool.length > 0
  const lane = target ? target.lane : pooled ? null : (at?.lane ?? null)
  if (lane === null && !pooled) return
  const officers = officersOf(frame, lane)
  const current = target?.kind === 'officer' ? target.officer : (at?.officer ?? null)
  const index = officers.findIndex((officer) => officer.id === current)
  const next = officers[clamp(index === -1 && by < 0 ? 0 : index + by, officers.length)]
  if (next) screen.drag.aimAt({ kind: 'officer', lane, officer: next.id })
}

/** Moves the focus between the cards of a list, and sideways between cells. */
function walk(event: KeyboardEvent, key: string): boolean {
  const from = event.currentTarget
  if (!(from instanceof HTMLElement)) return false
  const list = from.closest<HTMLElement>('[data-cell]')
  if (!list) return false
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight'
  // A list of one column has no neighbours of its own.
  const within = !sideways || list.dataset['columns'] !== '1'
  if (within && walkIn(list, { key, from: from.dataset['card'] ?? null })) return true
  const groups = list.closest('.see-all')
  if (groups) return walkOn(key, { list, groups })
  // A key that walks up or down never scrolls the page instead.
  return !sideways || walkSideways(key, list)
}

/** False where the list ends. */
function walkIn(list: HTMLElement, detail: WalkDetail): boolean {
  return !list.dispatchEvent(new CustomEvent('walk', { detail, cancelable: true }))
}

/** The groups of "Tout voir" follow each other. */
function walkOn(key: string, from: { list: HTMLElement; groups: Element }): boolean {
  const lists = [...from.groups.querySelectorAll<HTMLElement>('[data-cell]')]
  const onward = key === 'ArrowDown' || key === 'ArrowRight' || key === 'End'
  const next = lists[lists.indexOf(from.list) + (onward ? 1 : -1)]
  const end = key === 'End' || key === 'ArrowUp' || key === 'ArrowLeft'
  if (next) walkIn(next, { key: end ? 'End' : 'Home', from: null })
  return true
}

function walkSideways(key: string, list: HTMLElement): boolean {
  const lane = list.closest('[data-row], [data-lane]')
  if (!lane) return false
  const lists = [...lane.querySelectorAll<HTMLElement>('[data-cell]')]
  const step = key === 'ArrowRight' ? 1 : -1
  for (let i = lists.indexOf(list) + step; i >= 0 && i < lists.length; i += step) {
    const stop = lists[i]?.querySelector<HTMLElement>('a.card[tabindex="0"]')
    if (stop) {
      stop.focus()
      return true
    }
  }
  return false
}

/** Arrows, J and K pressed where nothing has the focus go to a card: the last one that had it, or the first. */
export function enterBoard(event: KeyboardEvent, screen: Screen): boolean {
  const letter = isSingleKey(event) && /^[jk]$/i.test(event.key)
  if (!isFocusLost() || event.ctrlKey || event.metaKey || event.altKey) return false
  if (!letter && !event.key.startsWith('Arrow')) return false
  return focusCard(screen.focused(), { index: screen.store.index })
}

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value))
}

function toggle(card: CardId, screen: Screen): void {
  const { selection, store } = screen
  selection.toggle(card)
  const words = t().acting.selection
  const name = store.index.view(card)?.name ?? '?'
  const count = selection.cards().length
  announce(selection.has(card) ? words.selected(name, count) : words.unselected(name, count))
}

function focusForm(screen: Screen): boolean {
  screen.asking.hurry()
  const first = document.querySelector<HTMLElement>('.facts input, .facts select')
  first?.focus()
  return first !== null
}
