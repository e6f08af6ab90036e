// The index as Solid sees it: one signal per card looked at and per cell looked at, nothing for the rest.
import { batch, createSignal, type Accessor } from 'solid-js'
import type * as Y from 'yjs'
import type { Day } from '#shared/domain/day.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { createBoardIndex, type BoardIndex, type IndexChange } from './board-index.ts'
import type { CardView } from './card-view.ts'
import type { Frame } from './frame.ts'
import type { TallyKey } from './tally.ts'

export interface BoardStore {
  readonly view: (id: CardId) => CardView | undefined
  /** Ids of a cell in order, filters applied. */
  readonly cell: (key: string) => readonly CardId[]
  /** Cards of a cell, whatever the filters. */
  readonly all: (key: string) => readonly CardId[]
  readonly total: (key: string) => number
  readonly frame: Accessor<Frame>
  readonly count: (key: TallyKey) => number
  readonly shown: Accessor<number>
  /** Told at each change of the board, whatever it was: for what reads the index itself. */
  readonly changes: Accessor<undefined>
  /** The same without being told again: for handlers. */
  readonly index: BoardIndex
  readonly close: () => void
}

export function createBoardStore(
  doc: Y.Doc,
  options: {
    today: Day
    /** Called before the screen is told, so that it can look at where things still stand. */
    beforeChange: (change: IndexChange, transaction: Y.Transaction) => void
    afterChange: (change: IndexChange, transaction: Y.Transaction) => void
  },
): BoardStore {
  const cards = createTriggers<CardId>()
  const cells = createTriggers<string>()
  const [trackFrame, tellFrame] = createSignal(undefined, { equals: false })
  const counts = createCounts((key) => index.tally().count(key))
  const [shown, setShown] = createSignal(0)
  const [changes, tellChanges] = createSignal(undefined, { equals: false })

  const index = createBoardIndex(doc, {
    today: options.today,
    onChange: (change, transaction) => {
      if (transaction) options.beforeChange(change, transaction)
      batch(() => {
        for (const id of change.cards) cards.tell(id)
        for (const key of change.cells) cells.tell(key)
        if (change.frame) tellFrame()
        counts.tellChanged()
        setShown(index.shown())
        tellChanges()
      })
      if (transaction) options.afterChange(change, transaction)
    },
  })

  setShown(index.shown())

  return {
    view: (id) => {
      cards.track(id)
      return index.view(id)
    },
    cell: (key) => {
      cells.track(key)
      return index.cell(key)
    },
    all: (key) => {
      cells.track(key)
      return index.all(key)
    },
    total: (key) => {
      cells.track(key)
      return index.total(key)
    },
    frame: () => {
      trackFrame()
      return index.frame()
    },
    count: counts.read,
    shown,
    changes,
    index,
    close: index.close,
  }
}

/** A signal a number that is shown: a move changes a dozen of the hundreds that stand on a board. */
function createCounts(now: (key: TallyKey) => number) {
  const shown = new Map<TallyKey, { read: Accessor<number>; tell: (value: number) => void }>()
  return {
    read: (key: TallyKey) => {
      let one = shown.get(key)
      if (!one) {
        const [read, tell] = createSignal(now(key))
        one = { read, tell }
        shown.set(key, one)
      }
      return one.read()
    },
    tellChanged: () => {
      for (const [key, { tell }] of shown) tell(now(key))
    },
  }
}

/** Signals made when first looked at. */
function createTriggers<K>() {
  const triggers = new Map<K, { track: Accessor<undefined>; tell: () => void }>()
  return {
    track: (key: K) => {
      let trigger = triggers.get(key)
      if (!trigger) {
        const [track, tell] = createSignal(undefined, { equals: false })
        trigger = { track, tell: () => tell() }
        triggers.set(key, trigger)
      }
      trigger.track()
    },
    tell: (key: K) => triggers.get(key)?.tell(),
  }
}
