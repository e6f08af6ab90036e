// What a person does to cards on this screen: moves, undo, and the sentence that says how it went.
import type * as Y from 'yjs'
import { announce } from '#client/ui/announce.ts'
import { showToast, type Toast } from '#client/ui/toast.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Colleague } from '#client/sync/presence.ts'
import { today } from '#client/i18n/format.ts'
import { addAttempt, editCard, moveCards, type Move } from '#shared/documents/board-edits.ts'
import { placesAtEnd, type Sent } from '#shared/documents/dispatch.ts'
import { handoverAfter, sendsBack } from '#shared/domain/handover.ts'
import { rankBetween, ranksAfter } from '#shared/documents/rank.ts'
import { attemptId, type CardId, type LaneId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { BoardIndex } from './board-index.ts'
import { proposalFor, staffIn } from './desk/dispatch-plan.ts'
import type { Answer } from './facts.ts'
import { officerName } from './frame.ts'
import { createHandoverActs, type HandoverActs } from './handover-acts.ts'
import { firstNameOf, laneName, placeName, refusalText, targetName } from './place-words.ts'
import type { ActPart, OwnAct, OwnMove } from './own-moves.ts'
import { givesToAbsent, judge, judgePlace, type Target, type Verdict } from './targets.ts'
import { cellKeyOf } from './tally.ts'
import { createUndoing, type Undoing } from './undoing.ts'

export interface Acts extends HandoverActs {
  /** What would become of this card on this target, said before the drop. */
  readonly judge: (card: CardId, target: Target) => Verdict
  /** Moves the card and says so; `between` are the ranks it is put between, in the order of one's own. */
  readonly move: (card: CardId, target: Target, between?: Neighbours) => boolean
  /** Lane that triage would propose for a card; null: a person has to say. */
  readonly proposedLane: (card: CardId) => LaneId | null
  /** The same for several cards, moved as one act; those that may not go stay. */
  readonly judgeAll: (cards: readonly CardId[], target: Target) => Verdict
  /** The same for a drop: who is away is no place to let go over. */
  readonly judgeDrop: (cards: readonly CardId[], target: Target) => Verdict
  readonly stayWords: (cards: readonly CardId[], target: Target) => string | null
  readonly moveAll: (cards: readonly CardId[], target: Target) => boolean
  /** Changes the order inside the cell only. False: it may not be moved, which is said. */
  readonly rerank: (card: CardId, between: Neighbours) => boolean
  /** Puts a card where its mover had wanted it, after a lost race. [W2] */
  readonly put: (card: CardId, to: Place) => void
  /** Sends each card to a place of its own, as one act with one name; what may not go stays and is said. */
  readonly sendAll: (sent: readonly Sent[], part: ActPart, said: (done: number) => string) => number
  /** Writes what was answered about a card. [S4] */
  readonly tell: (card: CardId, answer: Exclude<Answer, { kind: 'faulty' }>) => void
  readonly own: Undoing
}

export interface Neighbours {
  readonly before: string | null
  readonly after: string | null
}

export function createActs(parts: {
  doc: Y.Doc
  index: BoardIndex
  actor: () => Actor | null
  /** Who moved a card last, as far as this screen knows. */
  lastMover: (card: CardId) => string | null
  /** Whether I moved a card last. */
  wroteLast: (card: CardId) => boolean
  /** Colleague who has a card in hand that I have not. */
  holder: (card: CardId) => Colleague | null
  /** These were moved by hand, not by undoing. */
  moved: (cards: readonly CardId[]) => void
  /** A card was moved here from `from`, not by undoing: what its new place asks can be asked. [S4] */
  afterMove: (card: CardId, from: Place) => void
  /** Whether its new place asks for something. */
  asks: (card: CardId, from: Place) => boolean
  /** The board is closed, or closed to this person. */
  ended: () => boolean
}): Acts {
  const { doc, index } = parts
  const own = createUndoing(parts)

  function judgeMove(card: CardId, target: Target): Verdict {
    const view = index.view(card)
    const actor = parts.actor()
    if (!view || !actor) return { kind: 'barred', code: 'not-allowed' }
    if (parts.holder(card)) return { kind: 'barred', code: 'held' }
    return judge(view.card.at, target, {
      actor,
      frame: index.frame(),
      handover: view.card.handover,
      proposedLane: () => proposedLane(card),
    })
  }

  function proposedLane(card: CardId): LaneId | null {
    const view = index.view(card)
    const proposal = view && proposalFor(view, staffIn(index.frame()))
    return proposal?.kind === 'to' ? proposal.at.lane : null
  }

  /** Writes moves as one act of one's own, with the hand-overs they begin or end, and what waits for its reason. [P3] */
  function write(moves: readonly Pick<Move, 'card' | 'to'>[], part?: ActPart): OwnAct {
    const actor = parts.actor()
    const act = moves.flatMap(({ card, to }): OwnMove[] => {
      const view = index.view(card)
      if (!view) return []
      const { at, handover } = view.card
      const next = actor ? handoverAfter(view.card, to, { actor, today: today() }) : handover
      return [
        {
          card,
          from: at,
          to,
          ...(next === handover ? {} : { handover: { from: handover, to: next } }),
          ...(actor && sendsBack(at, to, actor.role)
            ? { sentBack: { by: actor.user, on: today() } }
            : {}),
          ...(part ? { part } : {}),
        },
      ]
    })
    moveCards(
      doc,
      act.map(({ card, to, handover, sentBack }) => ({
        card,
        to,
        ...(handover ? { handover: handover.to } : {}),
        ...(sentBack ? { sentBack } : {}),
      })),
    )
    const cards = act.map((one) => one.card)
    own.note(stands(act) ? { lasting: 'sendBack', cards } : act)
    parts.moved(cards)
    return act
  }

  function undoOf(act: OwnAct): Pick<Toast, 'action'> {
    if (act.length === 0 || stands(act)) return {}
    return {
      action: { label: t().board.move.undo, keys: 'Ctrl Z', run: () => own.undo(act) },
    }
  }

  function judgeEach(cards: readonly CardId[], target: Target) {
    const verdicts = cards.map((card) => ({ card, verdict: judgeMove(card, target) }))
    return {
      free: verdicts.flatMap(({ card, verdict }) =>
        verdict.kind === 'free' ? [{ card, to: verdict.to }] : [],
      ),
      barred: verdicts.flatMap(({ verdict }) => (verdict.kind === 'barred' ? [verdict.code] : [])),
    }
  }

  function judgeAll(cards: readonly CardId[], target: Target): Verdict {
    const [only] = cards
    if (only && cards.length === 1) return judgeMove(only, target)
    const { free, barred } = judgeEach(cards, target)
    if (free[0]) return { kind: 'free', to: free[0].to }
    return barred[0] ? { kind: 'barred', code: barred[0] } : { kind: 'here' }
  }

  /** The same moves, each to the end of its cell: officers of the pool get cards in several lanes at once. */
  function atEnds(moves: readonly Pick<Move, 'card' | 'to'>[]): Pick<Move, 'card' | 'to'>[] {
    const ranks = new Map<string, string[]>()
    return moves.map((move) => {
      const key = cellOf(move)
      const left =
        ranks.get(key) ??
        ranksAfter(
          lastRank(move.to.stage, move.to.lane),
          moves.filter((one) => cellOf(one) === key).length,
        )
      ranks.set(key, left)
      return { card: move.card, to: { ...move.to, rank: left.shift() ?? move.to.rank } }
    })
  }

  function moveAll(cards: readonly CardId[], target: Target): boolean {
    const { free, barred } = judgeEach(cards, target)
    const [code] = barred
    if (free.length === 0) {
      if (code) showToast({ text: barredWords(target, code), icon: 'ban', replaces: 'move' })
      else announce(t().board.move.sameAll)
      return false
    }
    const act = write(atEnds(free))
    const words = t().acting.selection
    const open = act.filter(({ card, from }) => parts.asks(card, from)).length
    const said = [
      words.movedAll(act.length, targetName(index.frame(), target)),
      open > 0 ? words.toComplete(open) : '',
      stayWords(cards, target) ?? '',
    ]
    showToast({
      text: said.filter(Boolean).join('. '),
      icon: 'check',
      replaces: 'move',
      ...undoOf(act),
    })
    return true
  }

  function barredWords(target: Target, code: string): string {
    return t().board.move.barred(targetName(index.frame(), target), refusalText(code))
  }

  function stayWords(cards: readonly CardId[], target: Target): string | null {
    const { barred } = judgeEach(cards, target)
    const [code] = barred
    return code ? t().acting.selection.stay(barred.length, refusalText(code)) : null
  }

  /** The end is behind the cards, too, that the filters hide. */
  function lastRank(stage: Place['stage'], lane: Place['lane']): string | null {
    let last: string | null = null
    for (const id of index.all(cellKeyOf(stage, lane))) {
      const rank = index.view(id)?.card.at.rank
      if (rank !== undefined && (last === null || rank > last)) last = rank
    }
    return last
  }

  function put(card: CardId, to: Place): void {
    const view = index.view(card)
    if (!view) return
    const from = view.card.at
    const act = write([{ card, to }])
    const frame = index.frame()
    const words = t().board.move
    const taker =
      to.officer !== null && to.officer !== from.officer ? officerName(frame, to.officer) : null
    const text =
      taker === null
        ? words.dropped(view.name, placeName(frame, to))
        : from.lane === to.lane
          ? words.given(view.name, taker)
          : words.givenIn(view.name, taker, laneName(frame, to.lane))
    showToast({
      text,
      icon: 'check',
      replaces: 'move',
      ...undoOf(act),
    })
    parts.afterMove(card, from)
  }

  function sayBarred(card: CardId, target: Target, code: string): void {
    const words = t().board.move
    const holder = parts.holder(card)
    const text = holder ? words.busy(firstNameOf(holder.user.name)) : barredWords(target, code)
    showToast({ text, icon: 'ban', replaces: 'move' })
  }

  return {
    judge: judgeMove,
    proposedLane,
    move: (card, target, between) => {
      const verdict = judgeMove(card, target)
      const words = t().board.move
      if (verdict.kind === 'here') {
        announce(words.same)
        return false
      }
      if (verdict.kind === 'barred') {
        sayBarred(card, target, verdict.code)
        return false
      }
      const { stage, lane } = verdict.to
      const rank = between
        ? rankBetween(between.before, between.after)
        : rankBetween(lastRank(stage, lane), null)
      put(card, { ...verdict.to, rank })
      return true
    },
    judgeAll,
    judgeDrop: (cards, target) => {
      const by = { frame: index.frame(), today: today() }
      const toAbsent = cards.some((card) => {
        const at = index.view(card)?.card.at
        return at !== undefined && givesToAbsent(at, target, by)
      })
      return toAbsent ? { kind: 'barred', code: 'away' } : judgeAll(cards, target)
    },
    stayWords,
    moveAll,
    rerank: (card, between) => {
      const from = index.view(card)?.card.at
      if (!from) return false
      const target: Target = { kind: 'cell', stage: from.stage, lane: from.lane }
      const right = judgeMove(card, target)
      if (right.kind === 'barred') {
        sayBarred(card, target, right.code)
        return false
      }
      const to = { ...from, rank: rankBetween(between.before, between.after) }
      write([{ card, to }])
      return true
    },
    put,
    sendAll: (sent, part, said) => {
      const actor = parts.actor()
      const why: string[] = []
      const free = placesAtEnd(doc, sent).filter(({ card, to }) => {
        const view = index.view(card)
        if (!view || !actor) return false
        const { at, handover } = view.card
        const verdict: Verdict = parts.holder(card)
          ? { kind: 'barred', code: 'held' }
          : judgePlace(at, to, { actor, frame: index.frame(), handover })
        if (verdict.kind === 'barred') why.push(refusalText(verdict.code))
        return verdict.kind === 'free'
      })
      const act = free.length > 0 ? write(free, part) : []
      const [first] = why
      showToast({
        text: [
          said(act.length),
          first === undefined ? '' : t().acting.selection.stay(why.length, first),
        ]
          .filter(Boolean)
          .join('. '),
        icon: act.length > 0 ? 'check' : 'ban',
        replaces: 'move',
        ...undoOf(act),
      })
      return act.length
    },
    ...createHandoverActs({ ...parts, note: own.note }),
    tell: (card, answer) => {
      if (answer.kind === 'edit') editCard(doc, card, answer.values)
      else addAttempt(doc, attemptId.parse(crypto.randomUUID()), answer.attempt)
      own.note({ lasting: answer.kind === 'edit' ? 'fact' : 'attempt', cards: [card] })
    },
    own,
  }
}

function cellOf({ to }: Pick<Move, 'to'>): string {
  return cellKeyOf(to.stage, to.lane)
}

/** A manager's card sent back: nobody but the coordination takes it out of "À répartir". */
function stands(act: OwnAct): boolean {
  return act.some((one) => one.sentBack)
}
