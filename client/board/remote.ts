// What colleagues do to the board, made visible and said: who moved what, without moving anything under the hand. [W1, W5]
import { createSignal } from 'solid-js'
import type * as Y from 'yjs'
import { announce } from '#client/ui/announce.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Presence } from '#client/sync/presence.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { BoardIndex, CardMove, IndexChange } from './board-index.ts'
import { fieldOf, isReached, type Demand } from './facts.ts'
import { officerName } from './frame.ts'
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
  /** The same of what answers a demand on it. */
  readonly lastTeller: (card: CardId, demand: Demand) => string | null
  /** Whether this person wrote a card's place last, on this page or another one of theirs. */
  readonly wroteLast: (card: CardId) => boolean
  /** Somebody's change won over mine here, and I have not looked at it yet. [W2] */
  readonly conflicted: (card: CardId) => boolean
  /** `by`: who was first, as the server says. */
  readonly conflict: (
    card: CardId,
    by?: { readonly id: string; readonly name: string } | null,
  ) => void
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
  /** null: nobody knows yet who it was. */
  const [arrivals, setArrivals] = createSignal<ReadonlyMap<CardId, Arrival | null>>(new Map())
  const [conflicts, setConflicts] = createSignal<ReadonlySet<CardId>>(new Set())
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let gathered = createGathered()
  let gathering: ReturnType<typeof setTimeout> | undefined

  function writerOf(card: CardId, key: string = 'at'): number | null {
    // oxlint-disable-next-line no-underscore-dangle -- the item behind a key tells which client id wrote it, nothing else does
    return boardTypes(parts.doc).cards.get(card)?._map.get(key)?.id.client ?? null
  }

  function personOf(writer: number | null): Arrival | null {
    const user = writer === null ? null : parts.presence.whoWas(writer)
    return user ? { name: user.name, userId: user.id } : null
  }
  const mover = (card: CardId) => personOf(writerOf(card))
  const nameOf = (who: Arrival | null) => who?.name ?? t().board.move.colleague

  function userName(user: UserId): string | null {
    const here = parts.presence.others().find((one) => one.user.id === user)
    return here?.user.name ?? officerName(parts.index().frame(), user)
  }

  /** All that one transaction moved come and go together: a hundred cards are told once. */
  function mark(marks: ReadonlyMap<CardId, Arrival | null>): void {
    if (marks.size === 0) return
    setArrivals((before) => new Map([...before, ...marks]))
    const timer = setTimeout(() => {
      timers.delete(timer)
      setArrivals((now) => {
        const next = new Map(now)
        for (const [card, who] of marks) {
          // Whose name came later is the same arrival.
          if (who === null || next.get(card) === who) next.delete(card)
        }
        return next
      })
    }, shownMs)
    timers.add(timer)
  }

  function say(): void {
    gathering = undefined
    const { moves, edits, come, gone } = gathered
    gathered = createGathered()
    const words = t().together.remote
    const sentences: string[] = []
    // Who it was may have become known meanwhile.
    const movers = byName(moves, ({ move, who }) => nameOf(who ?? mover(move.card)))
    for (const [name, own] of movers) {
      const only = own.length === 1 ? own[0] : undefined
      sentences.push(only ? sentence(only.move, name) : words.movedMany(own.length, name))
    }
    for (const [name, own] of byName([...edits], ([, writer]) => nameOf(personOf(writer)))) {
      const only = own.length === 1 ? own[0] : undefined
      const shown = only && parts.index().view(only[0])?.name
      sentences.push(shown ? words.changed(name, shown) : words.changedMany(own.length, name))
    }
    if (come > 0) sentences.push(words.come(come))
    if (gone > 0) sentences.push(words.gone(gone))
    if (sentences.length > 0) announce(sentences.join('. '))
  }

  function sentence(move: CardMove, name: string): string {
    const index = parts.index()
    const card = index.view(move.card)?.name ?? '?'
    const place = move.to ? placeName(index.frame(), move.to) : '?'
    return t().together.remote.moved(name, card, place)
  }

  const arrivalOf = createKeyed({ source: arrivals })
  const conflictOf = createKeyed({
    source: () => new Map([...conflicts()].map((card) => [card, true])),
  })
  return {
    arrival: (card) => {
      const who = arrivalOf(card)
      if (who !== null) return who ?? null
      // Behind a cut, the places come before the people: the name follows.
      parts.presence.others()
      return mover(card) ?? { name: t().board.move.colleague, userId: null }
    },
    lastMover: (card) => mover(card)?.name ?? null,
    lastTeller: (card, demand) => {
      const field = fieldOf(demand)
      if (field !== null) return personOf(writerOf(card, field))?.name ?? null
      const reached = parts.index().view(card)?.attempts.findLast(isReached)
      return reached ? userName(reached.by) : null
    },
    wroteLast: (card) => {
      const writer = writerOf(card)
      if (writer === null) return false
      if (writer === parts.doc.clientID) return true
      const me = parts.me()
      return me !== null && parts.presence.whoWas(writer)?.id === me
    },
    conflicted: (card) => conflictOf(card) ?? false,
    conflict: (card, by = null) => {
      setConflicts((before) => new Set([...before, card]))
      if (by === null || arrivals().get(card) !== null) return
      setArrivals((before) => new Map(before).set(card, { name: by.name, userId: by.id }))
    },
    looked: (card) => {
      setConflicts((before) =>
        before.has(card) ? new Set([...before].filter((one) => one !== card)) : before,
      )
    },
    hear: (change, transaction) => {
      if (transaction.local) return
      const marks = new Map<CardId, Arrival | null>()
      const touched = new Set<CardId>()
      for (const move of change.moves) {
        touched.add(move.card)
        if (move.from === null) gathered.come += 1
        if (move.to === null) gathered.gone += 1
        if (move.from === null || move.to === null) continue
        const writer = writerOf(move.card)
        if (writer !== null) parts.presence.dropped(writer, move.card)
        const who = personOf(writer)
        marks.set(move.card, who)
        if (who !== null && move.card === parts.focused()) announce(sentence(move, who.name))
        else gathered.moves.push({ move, who })
      }
      mark(marks)
      // Of lanes and settings every card is made anew, which nobody did to them.
      if (!change.frame) {
        const writer = onlyWriter(transaction)
        for (const card of change.cards) {
          if (!touched.has(card) && parts.index().view(card)) gathered.edits.set(card, writer)
        }
      }
      if (!isEmpty(gathered)) gathering ??= setTimeout(say, gatherMs)
    },
    close: () => {
      clearTimeout(gathering)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

interface Gathered {
  moves: { move: CardMove; who: Arrival | null }[]
  /** By card, with the client id that wrote it. */
  edits: Map<CardId, number | null>
  come: number
  gone: number
}

function createGathered(): Gathered {
  return { moves: [], edits: new Map(), come: 0, gone: 0 }
}

function isEmpty({ moves, edits, come, gone }: Gathered): boolean {
  return moves.length + edits.size + come + gone === 0
}

function byName<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const name = nameOf(one)
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return groups
}

/** The one client id that wrote in a transaction; null where there are several. */
function onlyWriter({ afterState, beforeState }: Y.Transaction): number | null {
  const writers = [...afterState].filter(([id, clock]) => clock > (beforeState.get(id) ?? 0))
  return writers.length === 1 ? (writers[0]?.[0] ?? null) : null
}
