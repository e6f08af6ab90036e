// What a drag means on this board: who may lift, what is shown to colleagues on the way, and what a drop does.
import { createSignal, type Accessor } from 'solid-js'
import { announce } from '#client/ui/announce.ts'
import { showToast } from '#client/ui/toast.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Colleague, Presence } from '#client/sync/presence.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Acts } from './acts.ts'
import { gapAt, type Gap } from './between.ts'
import type { BoardIndex } from './board-index.ts'
import type { Order } from './card-view.ts'
import { comingTo } from './coming.ts'
import { createDrag, type Aim, type Drag } from './drag.ts'
import { createHolding } from './holding.ts'
import { createInHand, type InHand } from './in-hand.ts'
import { firstNameOf, laneName, refusalText, targetName } from './place-words.ts'
import type { Selection } from './selection.ts'
import { cellKeyOf } from './tally.ts'
import { shownTarget, type Target } from './targets.ts'

export interface Dragging {
  readonly drag: Drag
  /** What colleagues did to the card in my hand. */
  readonly hand: InHand
  /** Where between two cards the card in my hand would go. */
  readonly gap: Accessor<Gap | null>
  /** What changes right now was carried there by the pointer. */
  readonly carrying: () => boolean
  readonly close: () => void
}

export function createDragging(parts: {
  index: BoardIndex
  acts: Acts
  selection: Selection
  presence: Presence
  actor: () => Actor | null
  order: () => Order
  phone: () => boolean
  /** Whether somebody sits at this page. */
  isHere: () => boolean
  /** Colleague who has this card in hand. */
  holder: (card: CardId) => Colleague | null
  lastMover: (card: CardId) => string | null
  setFocused: (card: CardId) => void
  askMove: (card: CardId) => void
  scroller: () => HTMLElement | undefined
}): Dragging {
  const { index, acts, selection } = parts
  const holding = createHolding(parts.presence, parts.isHere)
  let carrying = false
  const [gap, setGap] = createSignal<Gap | null>(null, { equals: sameGap })
  const drag = createDrag({
    mayLift,
    judge: (card, target) => acts.judgeDrop(selection.groupOf(card), target),
    onLift: (card, how) => {
      setGap(null)
      hand.lifted(card)
      holding.show({ card, over: null })
      announce(how === 'keyboard' ? t().board.move.lifted : t().board.move.hint)
    },
    onAim: (card, aim, how) => {
      holding.show({ card, ...shownTarget(aim) })
      // By pointer the eye sees it; a screen reader follows the keyboard.
      if (aim && how === 'keyboard') announce(aimWords(card, aim))
    },
    onLook: (card, under) => setGap(gapUnder(card, under)),
    onDrop: (card, aim, point) => {
      carrying = point !== null
      drop(card, aim)
      carrying = false
    },
    onCancel: () => {
      holding.show(null)
      announce(t().board.move.cancelled)
    },
    scroller: parts.scroller,
    onLongPress: (card) => {
      if (!parts.phone()) return false
      parts.askMove(card)
      return true
    },
  })
  const hand = createInHand({ drag: () => drag, index: () => index, lastMover: parts.lastMover })

  /** Only one card is put between two others: several go to the end. */
  function gapUnder(card: CardId, under: Element | null): Gap | null {
    const aim = drag.aim()
    if (parts.order() !== 'rank' || selection.groupOf(card).length > 1) return null
    if (!aim || !isList(aim.target) || aim.verdict.kind === 'barred') return null
    return gapAt(card, { under, y: drag.at().y }, index)
  }

  function mayLift(card: CardId): boolean {
    const holder = parts.holder(card)
    if (holder) {
      const text = t().board.move.busy(firstNameOf(holder.user.name))
      showToast({ text, icon: 'mouse-pointer-2', replaces: 'busy' })
      return false
    }
    const role = parts.actor()?.role
    if (role === 'observer' || role === undefined) {
      showToast({ text: refusalText('read-only'), icon: 'ban', replaces: 'move' })
      return false
    }
    return index.view(card) !== undefined
  }

  function aimWords(card: CardId, aim: Aim): string {
    const words = t().board.move
    const { target, verdict } = aim
    const name = targetName(index.frame(), target)
    if (verdict.kind === 'barred') return words.barred(name, refusalText(verdict.code))
    const cell = isList(target)
      ? words.aim(name, index.cell(cellKeyOf(target.stage, target.lane)).length)
      : name
    const lane = verdict.kind === 'free' ? verdict.to.lane : target.lane
    const coming = comingTo(lane, { target, cards: selection.groupOf(card) }, { index, acts })
    if (coming.cards === 0) return cell
    const tally = index.tally()
    const becomes = t().together.lane.becomes(
      laneName(index.frame(), lane),
      tally.count(`lane/${lane ?? ''}`) + coming.cards,
      tally.count(`lane-late/${lane ?? ''}`) + coming.late,
    )
    return `${cell}. ${becomes}`
  }

  function drop(card: CardId, aim: Aim | null): void {
    const between = gap()
    holding.show(null)
    if (!aim) {
      announce(t().board.move.cancelled)
      return
    }
    if (aim.verdict.kind === 'barred' && aim.verdict.code === 'away') {
      showToast({ text: aimWords(card, aim), icon: 'ban', replaces: 'move' })
      return
    }
    const group = selection.groupOf(card)
    // Before the act: what shows the card no longer, as "Tout voir", chooses the next one after it.
    parts.setFocused(card)
    if (group.length > 1) {
      if (acts.moveAll(group, aim.target)) selection.clear()
      return
    }
    if (isLaneAsked(aim)) {
      // A person says which lane: the same question as `M` asks.
      announce(aimWords(card, aim))
      parts.askMove(card)
      return
    }
    const sameCell = aim.verdict.kind === 'here' && isList(aim.target)
    if (sameCell && between) acts.rerank(card, between)
    else acts.move(card, aim.target, between ?? undefined)
  }

  return {
    drag,
    hand,
    gap: () => (drag.lifted() === null ? null : gap()),
    carrying: () => carrying,
    close: () => {
      holding.close()
      drag.close()
    },
  }
}

/** Somebody of the pool was to get a card that has no lane, and none can be proposed. */
function isLaneAsked({ target, verdict }: Aim): boolean {
  return target.kind === 'officer' && verdict.kind === 'barred' && verdict.code === 'lane-needed'
}

function sameGap(a: Gap | null, b: Gap | null): boolean {
  if (a === null || b === null) return a === b
  const isSamePlace = a.before === b.before && a.after === b.after
  return (
    isSamePlace && a.line.x === b.line.x && a.line.y === b.line.y && a.line.width === b.line.width
  )
}

/** Cards stand in it in an order. */
function isList(target: Target): target is Extract<Target, { kind: 'cell' | 'seat' }> {
  return target.kind === 'cell' || target.kind === 'seat'
}
