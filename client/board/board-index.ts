// The board document as the screen needs it: a view per card and a sorted list of ids per cell, patched event by event.
import type * as Y from 'yjs'
import type { Attempt } from '#shared/domain/attempt.ts'
import { readCard, attemptsOf, cardsOf } from '#shared/documents/board.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { Day } from '#shared/domain/day.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { comparison, viewCard, type CardView, type Order } from './card-view.ts'
import { matcher, noFilters, type Filters } from './filters.ts'
import { readFrame, type Frame } from './frame.ts'
import { createCellLists } from './cell-lists.ts'
import { createTally, type Tally } from './tally.ts'

/** What an event changed. `frame`: lanes or settings, and with them possibly every card. */
export interface IndexChange {
  readonly cards: ReadonlySet<CardId>
  readonly cells: ReadonlySet<string>
  readonly frame: boolean
  readonly moves: readonly CardMove[]
}

/** A card that changed its place; null: it appeared, or left the board. */
export interface CardMove {
  readonly card: CardId
  readonly from: Place | null
  readonly to: Place | null
}

export interface BoardIndex {
  readonly view: (id: CardId) => CardView | undefined
  readonly views: () => IterableIterator<CardView>
  /** Ids of a cell in order, filters applied. A new array after each change. */
  readonly cell: (key: string) => readonly CardId[]
  /** The same, those that the filters hide among them. */
  readonly all: (key: string) => readonly CardId[]
  /** Cards of a cell, whatever the filters. */
  readonly total: (key: string) => number
  readonly cells: () => ReadonlyMap<string, readonly CardId[]>
  readonly frame: () => Frame
  readonly tally: () => Tally
  /** Cards that pass the filters. */
  readonly shown: () => number
  readonly setFilters: (filters: Filters) => void
  readonly setOrder: (order: Order) => void
  readonly setToday: (today: Day) => void
  readonly close: () => void
}

const nothing: readonly CardId[] = []

export function createBoardIndex(
  doc: Y.Doc,
  options: {
    today: Day
    onChange: (change: IndexChange, transaction: Y.Transaction | null) => void
  },
): BoardIndex {
  const types = boardTypes(doc)
  let today = options.today
  let filters = noFilters
  let keep = matcher(filters)
  let compare = comparison('due')
  let frame = readFrame(doc)
  let views = new Map<CardId, CardView>()
  let attempts = new Map<CardId, Map<string, Attempt | null>>()
  let tally = createTally()
  const lists = createCellLists({
    view: (id) => views.get(id),
    keep: (view) => keep(view),
    compare: (a, b) => compare(a, b),
  })

  function rebuild(): void {
    attempts = new Map()
    for (const { id, attempt, voided } of attemptsOf(doc)) {
      attemptsFor(attempt.card).set(id, voided ? null : attempt)
    }
    views = new Map()
    tally = createTally()
    for (const card of cardsOf(doc)) {
      if (card.closed) continue
      const view = viewCard(card, counted(card.id), { settings: frame.settings, today })
      views.set(card.id, view)
      tally.add(view)
    }
    lists.fill(views.values())
  }

  function attemptsFor(card: CardId): Map<string, Attempt | null> {
    let own = attempts.get(card)
    if (!own) {
      own = new Map()
      attempts.set(card, own)
    }
    return own
  }

  function counted(card: CardId): Attempt[] {
    const own = attempts.get(card)
    return own ? [...own.values()].filter((attempt) => attempt !== null) : []
  }

  /** Takes one card out of its cell and puts it where it belongs; returns the cells that changed. */
  function refresh(id: CardId, touched: Set<string>): void {
    const before = views.get(id)
    if (before) {
      tally.remove(before)
      touched.add(lists.take(before))
      views.delete(id)
    }
    const map = types.cards.get(id)
    const card = map ? readCard(id, map) : null
    if (!card || card.closed) return
    const view = viewCard(card, counted(id), { settings: frame.settings, today })
    views.set(id, view)
    tally.add(view)
    touched.add(lists.put(view))
  }

  // Collected by root while a transaction is observed, applied once at its end.
  let pending = { cards: new Set<CardId>(), lanes: false, settings: false }

  const stops = [
    watch(types.cards, (event) => {
      const card = event.path[0]
      if (card !== undefined) pending.cards.add(cardId.parse(card))
      else for (const key of event.keys.keys()) pending.cards.add(cardId.parse(key))
    }),
    ...[types.attempts, types.voids].map((root) =>
      watch(root, (event) => {
        for (const key of event.keys.keys()) {
          const card = noteAttempt(key)
          if (card) pending.cards.add(card)
        }
      }),
    ),
    watch(types.lanes, () => {
      pending.lanes = true
    }),
    watch(types.settings, () => {
      pending.settings = true
    }),
  ]

  function flush(transaction: Y.Transaction): void {
    const { cards, lanes, settings } = pending
    if (cards.size === 0 && !lanes && !settings) return
    pending = { cards: new Set(), lanes: false, settings: false }
    if (lanes || settings) frame = readFrame(doc)
    const touched = new Set<string>()
    const before = new Map([...cards].map((id) => [id, views.get(id)?.card.at ?? null]))
    // An import or a hand-over touches hundreds at once: sorting each cell once is then cheaper than one by one.
    if (settings || cards.size > bulk) {
      for (const key of lists.kept.keys()) touched.add(key)
      rebuild()
      for (const key of lists.kept.keys()) touched.add(key)
    } else {
      for (const id of cards) refresh(id, touched)
    }
    options.onChange(
      {
        cards: settings ? new Set([...cards, ...views.keys()]) : cards,
        cells: touched,
        frame: lanes || settings,
        moves: [...before].flatMap(([card, from]) => moveOf(card, from)),
      },
      transaction,
    )
  }

  function noteAttempt(key: string): CardId | null {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
    const attempt = types.attempts.get(key) as Attempt | undefined
    if (!attempt) return null
    attemptsFor(attempt.card).set(key, types.voids.has(key) ? null : attempt)
    return attempt.card
  }

  doc.on('afterTransaction', flush)
  rebuild()

  function moveOf(card: CardId, from: Place | null): CardMove[] {
    const to = views.get(card)?.card.at ?? null
    return from === to ? [] : [{ card, from, to }]
  }

  function everything(): void {
    options.onChange(
      { cards: new Set(views.keys()), cells: new Set(lists.kept.keys()), frame: true, moves: [] },
      null,
    )
  }

  return {
    view: (id) => views.get(id),
    views: () => views.values(),
    cell: (key) => lists.kept.get(key) ?? nothing,
    all: lists.all,
    total: (key) => lists.all(key).length,
    cells: () => lists.kept,
    frame: () => frame,
    tally: () => tally,
    shown: () => [...lists.kept.values()].reduce((sum, ids) => sum + ids.length, 0),
    setFilters: (next) => {
      filters = next
      keep = matcher(filters)
      const changed = lists.filter()
      options.onChange({ cards: new Set(), cells: changed, frame: false, moves: [] }, null)
    },
    setOrder: (order) => {
      compare = comparison(order)
      lists.fill(views.values())
      everything()
    },
    setToday: (next) => {
      if (next === today) return
      today = next
      rebuild()
      everything()
    },
    close: () => {
      doc.off('afterTransaction', flush)
      for (const stop of stops) stop()
    },
  }
}

function watch<T>(
  root: Y.Map<T>,
  hear: (event: Y.YEvent<Y.AbstractType<unknown>>) => void,
): () => void {
  const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const event of events) hear(event)
  }
  root.observeDeep(listener)
  return () => root.unobserveDeep(listener)
}

/** Cards in one transaction above which the lists are sorted as a whole. */
const bulk = 60

/** The cell a key stands for. */
export function splitCellKey(key: string): { stage: string; lane: string | null } {
  const [stage = '', lane = ''] = key.split('|')
  return { stage, lane: lane || null }
}
