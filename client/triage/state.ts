// Everything one open triage is made of: the queue as the board holds it, where I am in it, and who else is.
import {
  createContext,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  useContext,
  type Accessor,
} from 'solid-js'
import { today } from '#client/i18n/format.ts'
import { createBoardStore, type BoardStore } from '#client/board/board-store.ts'
import type { LiveDocument } from '#client/sync/connection.ts'
import type { Live } from '#client/sync/live.ts'
import { createPresence, type Colleague } from '#client/sync/presence.ts'
import { must } from '#shared/assert.ts'
import type { TriageAnswer } from '#shared/contracts/triage.ts'
import type { Card } from '#shared/domain/card.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import { isWaiting } from '#shared/domain/triage.ts'
import { readCard } from '#shared/documents/board.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { createActs, type Acts } from './acts.ts'
import { createChoice, type Choice } from './choice.ts'
import {
  matchesFilter,
  nextToSort,
  rowsOf,
  stepFrom,
  type QueueFilter,
  type QueueRow,
} from './queue.ts'
import { createServerSide, type ServerSide } from './server-side.ts'
import { createYouths, type Youths } from './youths.ts'

export type TriageDialog = 'duplicate' | 'aside' | 'bulk' | 'extract' | 'keys' | null

export interface Triage {
  readonly campaign: CampaignId
  readonly store: BoardStore
  readonly server: ServerSide
  readonly youths: Youths
  readonly online: Accessor<boolean>
  /** Every row, in order. */
  readonly rows: Accessor<readonly QueueRow[]>
  readonly shown: Accessor<readonly QueueRow[]>
  readonly filter: Accessor<QueueFilter>
  readonly setFilter: (filter: QueueFilter) => void
  readonly row: Accessor<QueueRow | null>
  readonly card: (id: CardId) => Card | null
  readonly go: (card: CardId) => void
  readonly step: (by: 1 | -1) => void
  /** The next row to sort after this one. */
  readonly next: () => void
  /** Colleagues who stand on a row. */
  readonly here: (card: CardId) => readonly Colleague[]
  readonly others: Accessor<readonly Colleague[]>
  readonly later: Accessor<ReadonlySet<CardId>>
  readonly putOff: () => void
  readonly choice: Choice
  readonly acts: Acts
  readonly dialog: Accessor<TriageDialog>
  readonly ask: (dialog: TriageDialog) => void
  /** Where the youth's name stands: the place to read on from after one's own act. */
  readonly setHeading: (heading: HTMLElement) => void
}

const TriageContext = createContext<Triage>()
export const TriageProvider = TriageContext.Provider

export function useTriage(): Triage {
  return must(useContext(TriageContext), 'a triage component stands inside a triage')
}

/** Others who came before are seen by then, so that two do not begin on one row. */
const arrivalMs = 350

/** Owned by the caller's scope. */
export function createTriage(parts: {
  readonly campaign: CampaignId
  readonly current: LiveDocument
  readonly live: Live
}): Triage {
  const { campaign, current, live } = parts
  const [changes, tellChange] = createSignal(undefined, { equals: false })
  const [filter, setFilter] = createSignal<QueueFilter>('all')
  const [at, setAt] = createSignal<CardId | null>(null)
  const [seen, setSeen] = createSignal<ReadonlySet<CardId>>(new Set())
  const [later, setLater] = createSignal<ReadonlySet<CardId>>(new Set())
  const [dialog, ask] = createSignal<TriageDialog>(null)
  let heading: HTMLElement | undefined

  const presence = createPresence(current.awareness)
  const youths = createYouths(campaign)
  const server = createServerSide(campaign, (answer) => forgetStale(answer))
  const store = createBoardStore(current.doc, {
    today: today(),
    beforeChange: () => {
      // Nothing flies here.
    },
    afterChange: (change) => {
      if (change.cards.size === 0 && !change.frame) return
      tellChange()
      if ([...change.cards].some((id) => seen().has(id) || waits(id))) server.refreshSoon()
    },
  })
  const types = boardTypes(current.doc)

  function card(id: CardId): Card | null {
    changes()
    const map = types.cards.get(id)
    return map ? readCard(id, map) : null
  }
  function waits(id: CardId): boolean {
    const view = store.index.view(id)
    return view !== undefined && isWaiting(view.card)
  }
  /** A youth whose match has changed is asked for again; the others stay as they were read. */
  function forgetStale(answer: TriageAnswer): void {
    for (const { card: id, verdict } of answer.waiting) {
      const state = untrack(() => youths.state(id))
      if (state.kind !== 'read') continue
      const { verdict: read, matching, failed } = state.youth
      if (read !== verdict || matching || failed) youths.forget(id)
    }
    const open = untrack(at)
    if (open) youths.want(open)
  }

  const waitingCards = createMemo(() => {
    changes()
    return [...store.index.views()].filter((view) => isWaiting(view.card)).map((view) => view.card)
  })
  // What waited once while this page was open stays a row: decided by whomever.
  createEffect(() => {
    const ids = waitingCards().map((one) => one.id)
    if (ids.some((id) => !untrack(seen).has(id))) setSeen((before) => new Set([...before, ...ids]))
  })
  const rows = createMemo(() => {
    const answer = server.answer()
    const waiting = waitingCards()
    const there = new Set(waiting.map((one) => one.id))
    const decided = [...seen(), ...(answer?.decided ?? []).map((one) => one.card)]
    const others = [...new Set(decided)].filter((id) => !there.has(id))
    return rowsOf({
      cards: [...waiting, ...others.flatMap((id) => rowCard(id))],
      waiting: new Map((answer?.waiting ?? []).map((one) => [one.card, one])),
      lines: new Map(
        [...(answer?.waiting ?? []), ...(answer?.decided ?? [])].flatMap((one) =>
          one.line === null ? [] : [[one.card, one.line] as const],
        ),
      ),
    })
  })
  function rowCard(id: CardId): Card[] {
    const found = card(id)
    // A card whose import was taken back was nobody's decision.
    return found && found.closed?.situation !== 'undone' ? [found] : []
  }
  const shown = createMemo(() =>
    rows().filter((row) => matchesFilter(row, filter()) || row.card === at()),
  )
  const row = createMemo(() => rows().find((one) => one.card === at()) ?? null)

  const online = createMemo(() => live.state().kind === 'live')
  const others = createMemo(() =>
    online()
      ? presence.others().filter((one) => one.state.triage && one.user.id !== live.me()?.id)
      : [],
  )
  const held = createMemo(
    () => new Set(others().flatMap((one) => (one.state.card ? [one.state.card] : []))),
  )
  createEffect(() => presence.show({ card: at(), triage: true }))

  function go(id: CardId): void {
    setAt(id)
    youths.want(id)
    const ahead = nextFrom(id)
    if (ahead) youths.want(ahead)
    queueMicrotask(() => heading?.focus({ preventScroll: true }))
  }
  function nextFrom(from: CardId | null): CardId | null {
    return nextToSort({
      rows: rows(),
      from,
      held: held(),
      sending: acts.sending(),
      later: later(),
    })
  }
  function next(): void {
    const to = untrack(() => nextFrom(at()))
    if (to) go(to)
    else setAt(null)
  }

  const choice = createChoice({
    card: at,
    youths,
    row,
    store,
    extract: () => server.answer()?.extract ?? null,
  })
  const acts: Acts = createActs({
    campaign,
    me: () => live.me(),
    store,
    server,
    youths,
    choice,
    row,
    rows,
    next,
    go,
  })

  void server.refresh()
  const arrival = setTimeout(() => {
    if (untrack(at) === null) next()
  }, arrivalMs)
  // The list that arrives while one looks at an empty queue is begun with.
  createEffect(
    on(
      () => rows().filter((one) => one.state === 'to_sort').length,
      (left, before) => {
        if (before === 0 && left > 0 && at() === null) next()
      },
    ),
  )
  const clock = setInterval(() => store.index.setToday(today()), 60_000)
  onCleanup(() => {
    clearTimeout(arrival)
    clearInterval(clock)
    presence.close()
    store.close()
  })

  return {
    campaign,
    store,
    server,
    youths,
    online,
    rows,
    shown,
    filter,
    setFilter,
    row,
    card,
    go,
    step: (by) => {
      const to = stepFrom(shown(), at(), by)
      if (to && to !== at()) go(to)
    },
    next,
    here: (id) => others().filter((one) => one.state.card === id),
    others,
    later,
    putOff: () => {
      const id = at()
      if (id) setLater((before) => new Set([...before, id]))
      next()
    },
    choice,
    acts,
    dialog,
    ask,
    setHeading: (element) => {
      heading = element
    },
  }
}
