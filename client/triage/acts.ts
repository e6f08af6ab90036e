// What a coordinator does in triage. The board moves when the server has kept it; the screen goes on to the next row at once.
import { createMemo, createSignal, untrack, type Accessor } from 'solid-js'
import { asProblem } from '#client/api.ts'
import type { BoardStore } from '#client/board/board-store.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { showToast } from '#client/ui/toast.ts'
import type {
  CertainAnswer,
  DecisionRequest,
  Destination,
  RefusalRequest,
} from '#shared/contracts/triage.ts'
import type { AsideReason } from '#shared/domain/card.ts'
import type { CampaignId, CardId, LaneId } from '#shared/domain/ids.ts'
import { sendConfirmation, sendDecision, sendRefusal, undoDecision } from './calls.ts'
import type { Choice } from './choice.ts'
import type { QueueRow } from './queue.ts'
import type { ServerSide } from './server-side.ts'
import { doneWords, takenWords } from './words.ts'
import type { Youths } from './youths.ts'

/** One of my own acts, newest last. */
export interface Recent {
  readonly act: string
  readonly cards: readonly CardId[]
  /** Milliseconds. */
  readonly at: number
}

export interface Acts {
  /** Cards on their way to the server. */
  readonly sending: Accessor<ReadonlySet<CardId>>
  readonly recent: Accessor<readonly Recent[]>
  /** Sends the youth on screen to a lane, or, without one, where triage proposes. */
  readonly send: (lane?: LaneId) => void
  readonly duplicate: (of: CardId) => void
  readonly aside: (reason: AsideReason) => void
  readonly refuse: (request: RefusalRequest) => Promise<void>
  readonly confirm: (cards: CertainAnswer['cards']) => Promise<boolean>
  readonly undo: (recent?: Recent) => void
}

const words = () => t().triage

/** Owned by the caller's scope. */
export function createActs(parts: {
  readonly campaign: CampaignId
  readonly me: () => { readonly id: string } | null
  readonly store: BoardStore
  readonly server: ServerSide
  readonly youths: Youths
  readonly choice: Choice
  readonly row: Accessor<QueueRow | null>
  readonly rows: Accessor<readonly QueueRow[]>
  readonly next: () => void
  readonly go: (card: CardId) => void
}): Acts {
  const { campaign, server, youths, store } = parts
  const [sending, setSending] = createSignal<ReadonlySet<CardId>>(new Set())
  const [mine, setMine] = createSignal<readonly Recent[]>([])
  const underWay = new Set<Promise<string>>()
  const [gone, setGone] = createSignal<ReadonlySet<string>>(new Set())

  /** Those of earlier pages, as the server remembers them, then those of this one. */
  const recent = createMemo((): Recent[] => {
    const byAct = new Map<string, Recent>()
    for (const one of server.answer()?.decided ?? []) {
      if (one.by.id !== parts.me()?.id) continue
      const before = byAct.get(one.act)
      const cards = [...(before?.cards ?? []), one.card]
      byAct.set(one.act, { act: one.act, cards, at: Date.parse(one.at) })
    }
    for (const one of mine()) byAct.set(one.act, one)
    return [...byAct.values()].filter((one) => !gone().has(one.act)).toSorted((a, b) => a.at - b.at)
  })

  function nameOf(card: CardId): string {
    return parts.rows().find((row) => row.card === card)?.name ?? ''
  }

  async function decide(request: DecisionRequest): Promise<void> {
    const { card } = request
    const name = nameOf(card)
    setSending((before) => new Set([...before, card]))
    parts.next()
    const kept = sendDecision(campaign, request)
    underWay.add(kept)
    try {
      const act = await kept
      setMine((before) => [...before, { act, cards: [card], at: Date.now() }])
      const row = parts.rows().find((one) => one.card === card)
      if (row && row.state !== 'to_sort') {
        announce(words().said.sent(name, doneWords(row, store.frame())))
      }
    } catch (error) {
      refused(error, { card, name })
    } finally {
      underWay.delete(kept)
      setSending((before) => new Set([...before].filter((one) => one !== card)))
      server.refreshSoon()
    }
  }

  function refused(error: unknown, { card, name }: { card: CardId; name: string }): void {
    const problem = asProblem(error)
    const sex = parts.rows().find((row) => row.card === card)?.who.sex ?? null
    const { who, what } = takenWords(problem, { frame: store.frame(), sex })
    const said = words().said
    const text =
      problem.code === 'triage-taken'
        ? said.taken(who, name, what)
        : problem.code === 'triage-other-gone'
          ? said.otherGone(who, name)
          : said.failed(name, problemText(problem.code))
    if (problem.code === 'triage-stale' || problem.code === 'triage-other-gone') youths.forget(card)
    showToast({
      text,
      icon: 'git-compare',
      replaces: 'triage',
      matters: true,
      ...(problem.code === 'triage-taken'
        ? {}
        : { action: { label: said.open, run: () => parts.go(card) } }),
    })
  }

  function send(lane?: LaneId): void {
    const row = untrack(parts.row)
    if (!row || row.state === 'done' || sending().has(row.card)) return
    const kind = parts.choice.kind()
    if (kind === null) {
      showToast({ text: words().decide.first, icon: 'circle-question-mark', replaces: 'triage' })
      return
    }
    const to = destination(lane)
    if (!to) {
      showToast({ text: words().send.none, icon: 'map-pin', replaces: 'triage' })
      return
    }
    const file = parts.choice.candidate()?.file ?? null
    void decide(
      kind === 'known' ? { kind, card: row.card, file, to } : { kind, card: row.card, to },
    )
  }

  /** A chosen lane is the référent's too where triage proposes them there. */
  function destination(lane: LaneId | undefined): Destination | null {
    const proposal = parts.choice.proposal()
    const proposed = proposal?.kind === 'to' ? proposal.at : null
    if (proposed?.lane && (lane === undefined || lane === proposed.lane)) {
      return { lane: proposed.lane, officer: proposed.officer }
    }
    return lane === undefined ? null : { lane, officer: null }
  }

  function onRow(then: (card: CardId) => DecisionRequest): void {
    const row = untrack(parts.row)
    if (row && row.state !== 'done' && !sending().has(row.card)) void decide(then(row.card))
  }

  async function takeBack(one: Recent): Promise<void> {
    const [first] = one.cards
    const name = first ? nameOf(first) : ''
    setGone((before) => new Set([...before, one.act]))
    try {
      const { undone, left } = await undoDecision(campaign, one.act)
      for (const card of undone) youths.forget(card)
      const said = words().said
      const text = [
        undone.length === 1 ? said.undone(name) : said.undoneMany(undone.length),
        left.length > 0 ? said.left(left.length) : '',
      ]
      showToast({
        text: text.filter(Boolean).join('. '),
        icon: 'undo-2',
        replaces: 'triage',
        matters: left.length > 0,
      })
      const [back] = undone
      if (back && undone.length === 1) parts.go(back)
    } catch (error) {
      const problem = asProblem(error)
      const isOver = problem.code === 'triage-worked' || problem.code === 'triage-undone'
      if (!isOver) setGone((before) => new Set([...before].filter((act) => act !== one.act)))
      const who = problem.fields['by'] ?? words().said.somebody
      showToast({
        text:
          problem.code === 'triage-worked'
            ? words().said.worked(who, name)
            : problemText(problem.code),
        icon: 'git-compare',
        replaces: 'triage',
        matters: true,
      })
    } finally {
      server.refreshSoon()
    }
  }

  /** The last choice may still be on its way: it is the one that is meant. */
  async function takeLastBack(): Promise<void> {
    await Promise.allSettled(underWay)
    const last = recent().at(-1)
    if (last) await takeBack(last)
    else announce(words().said.nothingToUndo)
  }

  const acts: Acts = {
    sending,
    recent,
    send,
    duplicate: (of) => onRow((card) => ({ kind: 'duplicate', card, of })),
    aside: (reason) => onRow((card) => ({ kind: 'aside', card, reason })),
    refuse: async (request) => {
      try {
        await sendRefusal(campaign, request)
        if (request.refused) {
          const undo = () => void acts.refuse({ ...request, refused: false })
          showToast({
            text: words().match.wasRefused,
            icon: 'equal-not',
            replaces: 'triage',
            action: { label: t().common.undo, run: undo },
          })
        }
        youths.forget(request.card)
        youths.want(request.card)
        await server.refresh()
      } catch (error) {
        showToast({ text: problemText(asProblem(error).code), icon: 'circle-alert' })
      }
    },
    confirm: async (cards) => {
      try {
        const { act, confirmed, left } = await sendConfirmation(campaign, cards)
        const one = { act, cards: confirmed, at: Date.now() }
        if (confirmed.length > 0) setMine((before) => [...before, one])
        const text = [
          words().bulk.done(confirmed.length),
          left.length > 0 ? words().bulk.left(left.length) : '',
        ]
        showToast({
          text: text.filter(Boolean).join('. '),
          icon: 'user-check',
          replaces: 'triage',
          ...(confirmed.length > 0
            ? { action: { label: t().common.undo, keys: 'Z', run: () => void takeBack(one) } }
            : {}),
        })
        await server.refresh()
        return true
      } catch (error) {
        showToast({ text: problemText(asProblem(error).code), icon: 'circle-alert' })
        return false
      }
    },
    undo: (one) => void (one ? takeBack(one) : takeLastBack()),
  }
  return acts
}
