// One document of the server, live in this page: its lease, its connection, its unsent work, and what to do when one ends.
import { createSignal, type Accessor } from 'solid-js'
import { closeCode, type LeaseAnswer } from '#shared/contracts/sync.ts'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import * as Y from 'yjs'
import type { UnsentAct } from './act.ts'
import { forgetCopy, keepCopy, readCopy } from './board-copy.ts'
import { openConnection, recordActs, type Connection, type LiveDocument } from './connection.ts'
import { requestLease, requestSessionKey, type Asked } from './lease.ts'
import { createNotices, type Notices } from './notices.ts'
import { openOutboxStore, type Lease, type LeftBehind, type OutboxStore } from './outbox-store.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { goesOn, openStranded, regroup, type Stranded } from './stranded.ts'
import { countUnsent } from './unsent.ts'

export type RefusalReason = 'signed-out' | 'no-right' | 'gone' | 'too-old' | 'fault'

export type LiveState =
  /** Not yet live; nothing to show. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** The network or the server is away; work goes on once the document was live. */
  | { readonly kind: 'offline'; readonly since: Date }
  /** Connected again, comparing. */
  | { readonly kind: 'reconnecting'; readonly since: Date }
  /** The server said no for good. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason }

export interface Live {
  readonly state: Accessor<LiveState>
  /** null until everything the server holds has arrived once. */
  readonly current: Accessor<LiveDocument | null>
  /** Acts that are not acknowledged. */
  readonly unsent: Accessor<readonly UnsentAct[]>
  /** When the last act was acknowledged; null: nothing written since the page opened. [W3] */
  readonly savedAt: Accessor<Date | null>
  readonly role: Accessor<Role | null>
  readonly me: Accessor<{ readonly id: UserId; readonly name: string } | null>
  readonly listen: Notices['listen']
  /** Tries again at once, after a refusal or while waiting. */
  readonly retry: () => void
  readonly close: () => void
}

/** Opens `document`. Whoever calls it closes it; unacknowledged acts stay on disk for the next page. */
export function openLive(document: DocumentId): Live {
  const [state, setState] = createSignal<LiveState>({ kind: 'connecting' })
  const [current, setCurrent] = createSignal<LiveDocument | null>(null)
  const [unsent, setUnsent] = createSignal<readonly UnsentAct[]>([])
  const [savedAt, setSavedAt] = createSignal<Date | null>(null)
  const [role, setRole] = createSignal<Role | null>(null)
  const [me, setMe] = createSignal<{ id: UserId; name: string } | null>(null)
  const notices = createNotices()
  let store: OutboxStore | null | undefined
  let key: CryptoKey | null = null
  /** Of the document that is shown. */
  let lease: Lease | null = null
  /** The document while it was opened without the network, and has not met the server yet. */
  let stranded: (Stranded & { readonly outbox: Outbox }) | null = null
  let connection: Connection | null = null
  let left: readonly LeftBehind[] = []
  /** Of the document that is still shown after its line was ended for good: what is written there meanwhile is not lost. */
  let former: Outbox | null = null
  let closed = false
  let starting = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  const resets: number[] = []
  /** What is written and taken away of the copy on disk, one after the other. */
  let copying: Promise<void> = Promise.resolve()
  const isBoard = document.startsWith('board/')
  // oxlint-disable-next-line solid/reactivity -- asked at a sign-out, not told
  const uncount = countUnsent(() => unsent().length)

  async function start(): Promise<void> {
    clearTimeout(retryTimer)
    if (store === undefined) {
      const asked = await requestSessionKey()
      if (closed) return
      if (asked.kind !== 'given') {
        giveUp(asked)
        return
      }
      key = asked.value
      store = key ? await openOutboxStore(key) : null
      if (closed) {
        store?.close()
        return
      }
    }
    if (left.length === 0 && !stranded) left = (await store?.adopt(document)) ?? []
    // Left meanwhile: no lease is asked for that nobody would give back.
    if (closed) return
    const asked = await requestLease(document, stranded?.lease ?? left[0]?.lease ?? null)
    if (closed) return
    if (asked.kind !== 'given') {
      if (asked.kind === 'unreachable') await strand()
      giveUp(asked)
      return
    }
    failures = 0
    open(asked.value)
  }

  function giveUp(asked: Exclude<Asked<unknown>, { kind: 'given' }>): void {
    if (asked.kind === 'refused') {
      refuse(asked.reason)
      return
    }
    goOffline()
    failures += 1
    retryTimer = setTimeout(begin, backOff(failures))
  }

  function begin(): void {
    if (starting) return
    starting = true
    start()
      .finally(() => {
        starting = false
      })
      .catch((error: unknown) => {
        // Reading the disk is all that can fail here: without it the page still works, it only keeps nothing.
        store = null
        reportError(error)
        begin()
      })
  }

  function openOutbox(under: Lease): Outbox {
    const outbox = createOutbox(store?.openFor(document, under) ?? null, () => {
      // The disk would not keep an act: it is still sent, and the browser still asks before the page closes.
    })
    let waiting = 0
    outbox.onChange(() => {
      const acts = outbox.acts()
      setUnsent(acts)
      if (acts.length < waiting) setSavedAt(new Date())
      waiting = acts.length
    })
    return outbox
  }

  /** Nothing answers: the board as it was last seen here, if this tab may still open it. [W3] */
  async function strand(): Promise<void> {
    if (!key || stranded || current() || !isBoard) return
    const copy = await readCopy(document, key)
    if (!copy || closed) return
    const opened = openStranded(copy, left)
    const outbox = openOutbox(opened.lease)
    for (const { acts } of left) for (const act of acts) outbox.add(act)
    recordActs(opened.live.doc, outbox)
    stranded = { ...opened, outbox }
    setRole(copy.role)
    setMe(copy.me)
    setCurrent(opened.live)
  }

  /**
   * The server answers again. Under the same lease the document itself is connected, and nobody notices more than the
   * line; under another one everything is sent or said again to a document made anew.
   */
  function open(given: LeaseAnswer): void {
    const found = stranded
    stranded = null
    const same = found !== null && goesOn(found, given)
    if (found && !same) {
      left = regroup(found.lease, { acts: found.outbox.acts(), left })
      former = found.outbox
    }
    if (same) left = []
    const outbox = found && same ? found.outbox : openOutbox(given)
    connection = openConnection({
      document,
      lease: given,
      outbox,
      notices,
      work: { carried, left },
      stranded: found && same ? found.live : undefined,
      onReady: (live) => {
        const taken = new Set(outbox.acts().map((act) => act.id))
        const done = [...carried(), ...left.flatMap((one) => one.acts)]
          .map((act) => act.id)
          .filter((id) => !taken.has(id))
        left = []
        former = null
        const before = current()
        if (done.length > 0) store?.forget(done).catch(reportError)
        setUnsent(outbox.acts())
        lease = given
        setCurrent(live)
        if (before && before.doc !== live.doc) letGo(before)
        setTimeout(() => whenIdle(keepAsSeen), beforeCopyMs)
      },
      onState: (next) => {
        if (next === 'live') setState({ kind: 'live' })
        else if (next === 'offline') goOffline()
        else setState({ kind: 'reconnecting', since: sinceOf(state()) })
      },
      onControl: (message) => {
        if (message.type === 'hello') setMe(message.user)
        if (message.type === 'hello' || message.type === 'role') setRole(message.role)
      },
      onClosed: (code) => end(code, outbox),
    })
  }

  /** What was written in the document that is shown, and that no other takes over as `left`. */
  function carried(): readonly UnsentAct[] {
    const known = new Set(left.flatMap((one) => one.acts.map((act) => act.id)))
    return former?.acts().filter((act) => !known.has(act.id)) ?? []
  }

  function end(code: number, outbox: Outbox): void {
    const isShown = connection !== null && connection.doc === current()?.doc
    if (isShown) connection?.leave()
    else connection?.close()
    connection = null
    if (isShown) former = outbox
    const reason = refusals.get(code)
    if (reason) {
      refuse(reason)
      return
    }
    // 4409, 4410 and a refused frame: this document is not the server's any more. What was written is said again.
    const now = Date.now()
    resets.push(now)
    if (resets.filter((at) => now - at < resetWindowMs).length > maxResets) {
      refuse('fault')
      if (carried().length > 0) notices.emit({ type: 'unsent', acts: carried() })
      return
    }
    setState({ kind: 'reconnecting', since: sinceOf(state()) })
    // The old page of a reload may need a moment to let go of its lease.
    retryTimer = setTimeout(begin, resets.length === 1 ? 50 : backOff(resets.length))
  }

  /** [P9] The right to see the board has ended, and with it what a reload without the network would open. */
  function refuse(reason: RefusalReason): void {
    setState({ kind: 'refused', reason })
    // At a sign-out all copies go, with their database.
    if (isBoard && reason !== 'signed-out') onDisk(() => forgetCopy(document))
  }

  /** For a reload without the network: what this page shows now, sealed. Contact details are never kept on disk. */
  function keepAsSeen(): void {
    const shown = current()
    const person = me()
    if (!isBoard || !key || !lease || !shown || !person || closed) return
    if (state().kind === 'refused') return
    const sealedFor = key
    const { clientId, epoch, fence } = lease
    const update = new Uint8Array(Y.encodeStateAsUpdate(shown.doc))
    const facts = { document, lease: { clientId, epoch, fence }, role: role(), me: person }
    onDisk(() => keepCopy({ ...facts, update }, sealedFor))
  }

  function onDisk(work: () => Promise<void>): void {
    copying = copying.then(work).catch(() => {
      // A full disk: the board opens from the network alone.
    })
  }

  function goOffline(): void {
    if (state().kind === 'live') keepAsSeen()
    if (state().kind !== 'offline') setState({ kind: 'offline', since: sinceOf(state()) })
  }

  function askBeforeLeaving(event: BeforeUnloadEvent): void {
    if (unsent().length > 0) event.preventDefault()
  }
  const wake = () => {
    if (connection) connection.wake()
    else if (state().kind === 'offline') begin()
  }
  // A phone puts pages away without asking; what it brings back is a reload.
  let leaving = false
  const leave = () => {
    leaving = true
  }
  const putAway = () => {
    if (globalThis.document.visibilityState === 'hidden' && !leaving) keepAsSeen()
  }
  const doubt = () => connection?.probe()
  globalThis.addEventListener('beforeunload', askBeforeLeaving)
  globalThis.addEventListener('online', wake)
  globalThis.addEventListener('offline', doubt)
  // Told before the page is hidden for good: what would be kept then is in nobody's way but the next page's.
  globalThis.addEventListener('pagehide', leave)
  globalThis.document.addEventListener('visibilitychange', putAway)
  begin()

  return {
    state,
    current,
    unsent,
    savedAt,
    role,
    me,
    listen: notices.listen,
    retry: () => {
      if (connection) connection.wake()
      else begin()
    },
    close: () => {
      closed = true
      uncount()
      clearTimeout(retryTimer)
      globalThis.removeEventListener('beforeunload', askBeforeLeaving)
      globalThis.removeEventListener('online', wake)
      globalThis.removeEventListener('offline', doubt)
      globalThis.removeEventListener('pagehide', leave)
      globalThis.document.removeEventListener('visibilitychange', putAway)
      const shown = current()
      if (shown && shown.doc !== connection?.doc) letGo(shown)
      connection?.close()
      store?.close()
    },
  }
}

/** Resets within a minute after which the page stops replaying and says so. */
const maxResets = 3
const resetWindowMs = 60_000

const refusals: ReadonlyMap<number, RefusalReason> = new Map([
  [closeCode.signedOut, 'signed-out'],
  [closeCode.noRight, 'no-right'],
  [closeCode.gone, 'gone'],
  [closeCode.tooOld, 'too-old'],
])

function letGo({ awareness, doc }: LiveDocument): void {
  awareness.destroy()
  doc.destroy()
}

/** The first seconds of an open board are the person's. */
const beforeCopyMs = 3000

/** Behind what the person is doing. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => work(), { timeout: 10_000 })
  else setTimeout(work, 2000)
}

function sinceOf(state: LiveState): Date {
  return 'since' in state ? state.since : new Date()
}

/** Half of the wait is chance, so that a restarted server is not met by everybody at once. */
function backOff(failures: number): number {
  const full = Math.min(10_000, 250 * 2 ** failures)
  return full / 2 + (Math.random() * full) / 2
}
