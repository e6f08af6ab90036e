// Everything one open board is made of, built once per document and handed on by context.
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
import type { LiveDocument } from '#client/sync/connection.ts'
import type { Live } from '#client/sync/live.ts'
import { withdrawToast } from '#client/ui/toast.ts'
import { noticesMayHaveChanged } from '#client/shell/notices.ts'
import { createPresence, type Colleague, type Presence } from '#client/sync/presence.ts'
import { must } from '#shared/assert.ts'
import type { CampaignId, CardId, LaneId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { createAsking, type Asking } from './asking.ts'
import type { BackOnline } from './back-online.ts'
import { showBeingHere } from './being-here.ts'
import { createActs, type Acts } from './acts.ts'
import { createBoardStore, type BoardStore } from './board-store.ts'
import type { Order } from './card-view.ts'
import { createCompleting } from './completing.ts'
import { createDesk, type Desk } from './desk/desk.ts'
import { watchHover } from './hover.ts'
import { draftShelf } from './drafts.ts'
import { createDragging, type Dragging } from './dragging.ts'
import { createFollowing, type Following } from './following.ts'
import { createFlight } from './flight.ts'
import { concerns } from './telling-me.ts'
import { createLosses, isOpen, type Losses } from './losses.ts'
import { tellNotices } from './notice-words.ts'
import { createKeyed } from './keyed.ts'
import { createOverlays, type Overlays } from './overlays.ts'
import { createLeading, type Leading } from './leading.ts'
import type { Preferences } from './preferences.ts'
import { createReaders } from './readers.ts'
import { createRemote, type Remote } from './remote.ts'
import { createSelection, type Selection } from './selection.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'

export type Density = 'cards' | 'lines'

export interface Screen extends Omit<Dragging, 'carrying' | 'close'>, Overlays {
  readonly campaign: CampaignId
  readonly store: BoardStore
  readonly preferences: Preferences
  readonly acts: Acts
  readonly presence: Presence
  readonly remote: Remote
  /** Moves of mine that were not kept. */
  readonly losses: Losses
  readonly following: Following
  /** Bringing a card or a lane into sight, wherever it stands. */
  readonly leading: Leading
  /** Stage that a phone shows. */
  readonly stage: Accessor<Stage>
  readonly setStage: (stage: Stage) => void
  /** null while the server has not said who I am here. */
  readonly actor: Accessor<Actor | null>
  /** Cards with something unacknowledged. */
  readonly isPending: (card: CardId) => boolean
  readonly online: Accessor<boolean>
  readonly focused: Accessor<CardId | null>
  /** Card under the pointer; not told, only asked. */
  readonly hovered: () => CardId | null
  /** Colleagues who have this card under their eyes. */
  readonly readers: (card: CardId) => readonly Colleague[]
  readonly setFocused: (card: CardId | null) => void
  readonly underWay: UnderWay
  /** Card shown in the drawer. */
  readonly opened: Accessor<CardId | null>
  /** Opens it beside the board: what lay over the board closes. */
  readonly open: (card: CardId | null) => void
  readonly order: Accessor<Order>
  readonly density: Accessor<Density>
  readonly phone: Accessor<boolean>
  /** Cards beside each other in a cell. */
  readonly abreast: Accessor<number>
  /** Lane that is open over the whole page. */
  readonly lane: Accessor<LaneId | null>
  readonly selection: Selection
  /** Sharing out, hand-overs, working time: what is open of them. */
  readonly desk: Desk
  /** The short form of what a stage asks. [S4] */
  readonly asking: Asking
  /** Opens it, if the card lacks anything. */
  readonly complete: (card: CardId) => void
  /** Colleague who is dragging this card, if any. */
  readonly dragger: (card: CardId) => Colleague | null
  readonly setRoot: (root: HTMLElement) => void
  readonly setScroller: (scroller: HTMLElement) => void
}

const ScreenContext = createContext<Screen>()
export const ScreenProvider = ScreenContext.Provider

export function useScreen(): Screen {
  return must(useContext(ScreenContext), 'a board component stands inside a board')
}

/** Owned by the caller's scope: everything stops with it. */
export function createScreen(parts: {
  campaign: CampaignId
  current: LiveDocument
  live: Live
  back: BackOnline
  preferences: Preferences
  order: Accessor<Order>
  density: Accessor<Density>
  phone: Accessor<boolean>
  abreast: Accessor<number>
  lane: Accessor<LaneId | null>
  openLane: (lane: LaneId | null) => void
  opened: Accessor<CardId | null>
  open: (card: CardId | null) => void
}): Screen {
  const { current, live } = parts
  const [focused, setFocused] = createSignal<CardId | null>(null)
  const { closeAll, ...overlays } = createOverlays()
  const [stage, setStage] = createSignal<Stage>('dispatched')
  const desk = createDesk()
  const asking = createAsking(draftShelf(parts.campaign))
  let root: HTMLElement | undefined
  let scroller: HTMLElement | undefined

  const presence = createPresence(current.awareness)
  const flight = createFlight(() => root)
  let starts: ReadonlyMap<CardId, DOMRect> = new Map()
  const underWay = createUnderWay()
  const losses = createLosses(parts.campaign)
  const remote = createRemote({
    doc: current.doc,
    index: () => store.index,
    presence,
    me: () => live.me()?.id ?? null,
    focused,
  })
  // Since before a reload: what was not answered is looked at anew.
  for (const { card } of untrack(losses.all).filter(isOpen)) remote.conflict(card)
  const store = createBoardStore(current.doc, {
    today: today(),
    beforeChange: (change, transaction) => {
      underWay.begin({ own: transaction.local })
      const moved = change.moves.filter((move) => move.from !== null && move.to !== null)
      // What one has just carried there by hand need not fly after the hand, and nothing flies across one that carries.
      const busy = carrying() || drag.lifted() !== null
      starts = busy ? new Map() : flight.from(moved.map((move) => move.card))
    },
    afterChange: (change, transaction) => {
      underWay.end()
      flight.to(starts)
      remote.hear(change, transaction)
      if (transaction.local) return
      hand.hear(change.moves)
      const me = actor()
      if (me && change.moves.some((move) => concerns(move, me))) noticesMayHaveChanged()
    },
  })
  // The day changes while the board stays open.
  const clock = setInterval(() => store.index.setToday(today()), 60_000)

  const actor = createMemo((): Actor | null => {
    const role = live.role()
    const me = live.me()
    if (!role || !me) return null
    const { lanes, template } = store.frame()
    const own = lanes.filter((lane) => {
      const people = role === 'manager' ? lane.entry.managers : lane.entry.officers
      return people.some((person) => person.id === me.id)
    })
    return {
      user: me.id,
      campaign: parts.campaign,
      role,
      lanes: own.map((lane) => lane.id),
      template,
    }
  })
  // An answer to a hand-over of one's own moves nothing: the count of those that wait tells of it.
  createEffect(
    on(
      () =>
        actor()
          ?.lanes.map((lane) => store.count(`handed-from/${lane}`))
          .join(),
      () => noticesMayHaveChanged(),
      { defer: true },
    ),
  )
  const completing = createCompleting({ index: () => store.index, actor, asking })
  let closed = false
  const ended = () => closed || live.state().kind === 'refused'
  // What was done here can be taken back nowhere else.
  createEffect(() => {
    if (ended()) withdrawToast('move')
  })
  const acts = createActs({
    doc: current.doc,
    index: store.index,
    actor,
    lastMover: remote.lastMover,
    wroteLast: remote.wroteLast,
    // Two may lift one card in the same moment: neither is then kept from putting it down.
    holder: (card) => (drag.lifted()?.card === card ? null : (draggers().get(card) ?? null)),
    moved: losses.moved,
    afterMove: completing.afterMove,
    // Why cards were handed over can be said in the list of hand-overs, for several at once.
    asks: (card, from) => (completing.demandOn(card, from) ?? 'handover') !== 'handover',
    ended,
  })
  const selection = createSelection(store.index)
  const waiting = createMemo(
    () => new Map(live.unsent().flatMap((act) => act.cards.map((card) => [card, true]))),
  )
  const isPending = createKeyed({ source: waiting })
  const online = createMemo(() => live.state().kind === 'live')
  const draggers = createMemo(() => {
    const byCard = new Map<string, Colleague>()
    if (!online()) return byCard
    for (const colleague of presence.others()) {
      const card = colleague.state.drag?.card
      if (card && !byCard.has(card)) byCard.set(card, colleague)
    }
    return byCard
  })
  const dragger = createKeyed({
    source: draggers,
    same: (a, b) => a?.user.id === b?.user.id,
  })
  const readers = createReaders({ presence, online })

  function open(card: CardId | null): void {
    if (card !== null) closeAll()
    parts.open(card)
  }

  const here = showBeingHere(presence, {
    scroller: () => scroller,
    lane: parts.lane,
    stage: () => (parts.phone() ? stage() : null),
  })
  const { drag, hand, gap, carrying, close } = createDragging({
    index: store.index,
    acts,
    selection,
    presence,
    actor,
    order: parts.order,
    phone: parts.phone,
    isHere: here.isHere,
    holder: (card) => draggers().get(card) ?? null,
    lastMover: remote.lastMover,
    setFocused,
    askMove: overlays.askMove,
    scroller: () => scroller,
  })
  const leading = createLeading({ ...parts, index: () => store.index, setStage })
  const following = createFollowing({ presence, leading, online })
  const deaf = live.listen((notice) =>
    tellNotices(notice, {
      index: store.index,
      acts,
      losses,
      open,
      conflict: remote.conflict,
      quiet: parts.back.takes(notice),
    }),
  )
  onCleanup(() => {
    closed = true
    withdrawToast('move')
    clearInterval(clock)
    deaf()
    close()
    remote.close()
    presence.close()
    store.close()
  })

  return {
    campaign: parts.campaign,
    store,
    preferences: parts.preferences,
    acts,
    drag,
    hand,
    gap,
    presence,
    following,
    leading,
    stage,
    setStage,
    remote,
    losses,
    actor,
    isPending: (card) => isPending(card) ?? false,
    online,
    focused,
    readers,
    hovered: watchHover(),
    setFocused,
    underWay,
    opened: parts.opened,
    open,
    ...overlays,
    asking,
    selection,
    desk,
    complete: completing.complete,
    order: parts.order,
    density: parts.density,
    phone: parts.phone,
    abreast: parts.abreast,
    lane: parts.lane,
    dragger: (card) => dragger(card) ?? null,
    setRoot: (element) => {
      root = element
    },
    setScroller: (element) => {
      scroller = element
      here.look()
    },
  }
}
