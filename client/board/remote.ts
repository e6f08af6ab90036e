// What colleagues do to the board, made visible and said: who moved what, without moving anything under the hand. [W1, W5]
import { createSignal } from 'solid-js'
import type * as Y from 'yjs'
import { announce } from '#client/ui/announce.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Presence } from '#client/sync/presence.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { BoardIndex, CardMove, IndexChange } from './board-index.ts'
import { createKeyed } from './keyed.ts'
import { placeName } from './place-words.ts'

/** A card that somebody else has just moved, for as long as its name tag is shown. */
export interface Arrival {
  readonly name: string
  readonly userId: string | null
}

export interface Remote {
  readonly arrival: (card: CardId) => Arrival | null
  /** Name of who wrote a card's place last; null when this page never saw them. */
  readonly lastMover: (card: CardId) => string | null
  /** Whether this person wrote a card's place last, on this page or another one of theirs. */
  readonly wroteLast: (card: CardId) => boolean
  /** Somebody's change won over mine here, and I have not looked at it yet. [W2] */
  readonly conflicted: (card: CardId) => boolean
  readonly conflict: (card: CardId) => void
  readonly looked: (card: CardId) => void
  readonly hear: (change: IndexChange, transaction: Y.Transaction) => void
  readonly close: () => void
}

/** How long a name stands on a card that was moved. */
const shownMs = 2600
/** Announcements are gathered for this long: a colleague who sorts twenty cards is said once. */
const gatherMs = 2500

export function createRemote(parts: {
  doc: Y.Doc
  index: () => BoardIndex
  presence: Presence
  me: () => string | null
  /** The card the person is on: its move is said at once. */
  focused: () => CardId | null
}): Remote {
  const [arrivals, setArrivals] = createSignal<ReadonlyMap<CardId, Arrival>>(new Map())
  const [conflicts, setConflicts] = createSignal<ReadonlySet<CardId>>(new Set())
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let gathered: { move: CardMove; who: Arrival }[] = []
  let gathering: ReturnType<typeof setTimeout> | undefined

  function writerOf(card: CardId): number | null {
    // oxlint-disable-next-line no-underscore-dangle -- the item behind a key tells which client id wrote it, nothing else does
    return boardTypes(parts.doc).cards.get(card)?._map.get('at')?.id.client ?? null
  }

  function mover(card: CardId): Arrival | null {
    const writer = writerOf(card)
    const user = writer === null ? null : parts.presence.whoWas(writer)
    return user ? { name: user.name, userId: user.id } : null
  }

  function mark(card: CardId, who: Arrival): void {
    setArrivals((before) => new Map(before).set(card, who))
    const timer = setTimeout(() => {
      timers.delete(timer)
      setArrivals((before) => {
        const next = new Map(before)
        if (next.get(card) === who) next.delete(card)
        return next
      })
    }, shownMs)
    timers.add(timer)
  }

  function say(): void {
    gathering = undefined
    const all = gathered
    gathered = []
    const words = t().board.notices
    const byName = new Map<string, CardMove[]>()
    for (const { move, who } of all) {
      byName.set(who.name, [...(byName.get(who.name) ?? []), move])
    }
    const sentences: string[] = []
    for (const [name, moves] of byName) {
      const only = moves.length === 1 ? moves[0] : undefined
      sentences.push(only ? sentence(only, name) : words.remoteMoves(moves.length, name))
    }
    if (sentences.length > 0) announce(sentences.join('. '))
  }

  function sentence(move: CardMove, name: string): string {
    const index = parts.index()
    const card = index.view(move.card)?.name ?? '?'
    const place = move.to ? placeName(index.frame(), move.to) : '?'
    return t().board.notices.remoteMove(name, card, place)
  }

  const arrivalOf = createKeyed({ source: arrivals })
  const conflictOf = createKeyed({
    source: () => new Map([...conflicts()].map((card) => [card, true])),
  })
  return {
    arrival: (card) => arrivalOf(card) ?? null,
    lastMover: (card) => mover(card)?.name ?? null,
    wroteLast: (card) => {
      const writer = writerOf(card)
      if (writer === null) return false
      if (writer === parts.doc.clientID) return true
      const me = parts.me()
      return me !== null && parts.presence.whoWas(writer)?.id === me
    },
    conflicted: (card) => conflictOf(card) ?? false,
    conflict: (card) => setConflicts((before) => new Set([...before, card])),
    looked: (card) => {
      setConflicts((before) =>
        before.has(card) ? new Set([...before].filter((one) => one !== card)) : before,
      )
    },
    hear: (change, transaction) => {
      if (transaction.local) return
      for (const move of change.moves) {
        if (move.from === null || move.to === null) continue
        const writer = writerOf(move.card)
        if (writer !== null) parts.presence.dropped(writer, move.card)
        const who = mover(move.card) ?? { name: t().board.move.colleague, userId: null }
        mark(move.card, who)
        if (move.card === parts.focused()) {
          announce(sentence(move, who.name))
        } else {
          gathered.push({ move, who })
        }
      }
      if (gathered.length > 0) gathering ??= setTimeout(say, gatherMs)
    },
    close: () => {
      clearTimeout(gathering)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
