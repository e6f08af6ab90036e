// "Répartir équitablement" while it is open: its rules, its lines, what the person changed, what the board did meanwhile.
import {
  batch,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  onMount,
  type Accessor,
} from 'solid-js'
import { today } from '#client/i18n/format.ts'
import { usualRules } from '#shared/domain/even-split.ts'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { SplitOfficer } from '#shared/domain/split-seats.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import type { Screen } from '../screen.ts'
import {
  byOfficer,
  follow,
  propose,
  proposeBeside,
  stageAfter,
  type Line,
  type Lines,
} from './proposal.ts'
import { loadsAfter, type ShareLoad } from './share-loads.ts'
import { readHouseholds, splitCard } from './split-cards.ts'
import {
  candidatesOf,
  hasLeft,
  keptWhileAway,
  sharers,
  surplusCards,
  type Candidate,
  type ShareTask,
} from './share-task.ts'

export type Rule = 'keepReferent' | 'workingTime' | 'spreadQpv' | 'rebalance'

/** What the board did to the proposal while a person looked at it. */
export interface News {
  readonly gone: readonly CardId[]
  readonly added: number
  readonly again: number
}

export interface Sharing {
  readonly task: ShareTask
  /** Households are still being read. */
  readonly ready: Accessor<boolean>
  /** They could not be read: siblings are not kept together. */
  readonly blind: Accessor<boolean>
  readonly rules: Accessor<Readonly<Record<Rule, boolean>>>
  readonly setRule: (rule: Rule, on: boolean) => void
  /** Cover: they leave for good, so that every open card is shared. */
  readonly leaving: Accessor<boolean>
  readonly setLeaving: (leaving: boolean) => void
  /** Cover: the stages whose cards are shared; what the officer has in each. */
  readonly stages: Accessor<ReadonlyMap<Stage, { readonly count: number; readonly on: boolean }>>
  readonly setStage: (stage: Stage, on: boolean) => void
  readonly officers: Accessor<readonly OfficerEntry[]>
  readonly loads: Accessor<readonly ShareLoad[]>
  /** In the order they are shown; stable while nothing comes or goes. */
  readonly ids: Accessor<readonly CardId[]>
  readonly line: (card: CardId) => Line | undefined
  /** Lines that would change something. */
  readonly count: Accessor<number>
  readonly choose: (card: CardId, officer: UserId | null) => void
  readonly chooseLane: (card: CardId, lane: LaneId) => void
  /** Everything to one person; null: shared among all again. */
  readonly giveAllTo: (officer: UserId | null) => void
  readonly news: Accessor<News | null>
  readonly apply: () => number
}

/** Owned by the panel: the rows of the lane show the proposal as long as it lives. */
export function createSharing(
  task: ShareTask,
  screen: Screen,
  said: (done: number) => string,
): Sharing {
  const { store, desk } = screen
  const [rules, setRules] = createSignal<Readonly<Record<Rule, boolean>>>({
    ...usualRules,
    rebalance: false,
  })
  const [leaving, setLeaving] = createSignal(hasLeft(task, store.index.frame()))
  const [left, setLeft] = createSignal(stagesLeft())
  const [lines, setLines] = createSignal<Lines>(new Map())
  const [news, setNews] = createSignal<News | null>(null)
  const [households, setHouseholds] = createSignal<ReadonlyMap<CardId, string> | null>(null)
  const [blind, setBlind] = createSignal(false)
  const officers = createMemo(() => sharers(task, store.frame()))
  const cancelled = new AbortController()

  function stagesLeft(): ReadonlySet<Stage> {
    return task.kind === 'cover' && !leaving() ? keptWhileAway : new Set()
  }
  const everything = () =>
    candidatesOf(task, store.index.views(), { frame: store.index.frame(), leaving: leaving() })
  const base = () => everything().filter((one) => !left().has(one.from.stage))

  function surplus(arriving: number): readonly Candidate[] {
    if (!rules().rebalance || task.kind === 'cover') return []
    return surplusCards(task, store.index.views(), {
      frame: store.index.frame(),
      loadOf: (officer) => store.index.tally().count(`officer/${officer}`),
      today: today(),
      workingTime: rules().workingTime,
      arriving,
    })
  }

  /** Cards added by rebalancing that nobody has touched since. */
  function stillSurplus(): readonly Candidate[] {
    if (task.kind === 'cover') return []
    return [...lines().values()].flatMap(({ card, from }) => {
      const view = store.index.view(card)
      if (from.officer === null || !view || view.attempts.length > 0) return []
      const { at } = view.card
      const same = at.officer === from.officer && at.lane === from.lane && at.stage === from.stage
      return same ? [{ card, from: at, lane: at.lane }] : []
    })
  }

  function by(candidates: readonly Candidate[]) {
    const held = new Map<UserId, number>()
    for (const { from } of candidates) {
      if (from.officer !== null) held.set(from.officer, (held.get(from.officer) ?? 0) + 1)
    }
    const own = new Set(candidates.map((one) => one.card))
    return {
      officers: officers().map((one): SplitOfficer => {
        const carried = store.index.tally().count(`officer/${one.id}`) - (held.get(one.id) ?? 0)
        const { id, weeklyQuota, absences } = one
        return { id, weeklyQuota, absences, active: Math.max(0, carried), given: 0 }
      }),
      cardOf: (card: CardId) =>
        splitCard(card, {
          index: store.index,
          households: households() ?? new Map(),
          officers: officers(),
          shared: own,
        }),
      today: today(),
      rules: rules(),
    }
  }

  function proposeAnew(how: 'from-nothing' | 'keeping-choices'): void {
    const arriving = base()
    const candidates = [...arriving, ...surplus(arriving.length)]
    batch(() => {
      setNews(null)
      const decided = how === 'keeping-choices' ? lines() : new Map()
      setLines(proposeBeside(candidates, decided, by(candidates)))
    })
  }

  async function begin(): Promise<void> {
    const found = await readHouseholds(screen.campaign, task, cancelled.signal)
    if (cancelled.signal.aborted) return
    if (!found) setBlind(true)
    setHouseholds(found ?? new Map<CardId, string>())
    proposeAnew('from-nothing')
  }
  onMount(() => void begin())

  // The board goes on: what somebody else took leaves the proposal, what came joins it, and it is said.
  createEffect(
    on(
      () => [
        store.changes(),
        store.frame(),
        ...officers().map((one) => store.count(`officer/${one.id}`)),
      ],
      () => {
        if (households() === null || applying) return
        const candidates = [...base(), ...stillSurplus()]
        const followed = follow(lines(), candidates, by(candidates))
        const { gone, added, again } = followed
        if (followed.lines !== lines()) setLines(followed.lines)
        if (gone.length + added.length + again.length > 0) {
          setNews({ gone, added: added.length, again: again.length })
        }
      },
      { defer: true },
    ),
  )

  const groups = createMemo(() => byOfficer(lines()))
  desk.show({
    proposedTo: (officer) => groups().get(officer) ?? none,
    proposedIn: ({ officer, lane, stage }) =>
      (groups().get(officer) ?? none).filter((card) => {
        const line = lines().get(card)
        return line?.lane === lane && stageAfter(line.from) === stage
      }),
  })
  onCleanup(() => {
    cancelled.abort()
    desk.show(null)
  })
  let applying = false

  const ids = createMemo(
    () => sortedIds(lines(), (card) => store.index.view(card)?.dueKey ?? ''),
    [],
    {
      equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
    },
  )
  const count = () => [...lines().values()].filter(isComplete).length

  const loads = createMemo(() =>
    loadsAfter(lines(), officers(), {
      workingTime: rules().workingTime,
      loadOf: (officer) => store.count(`officer/${officer}`),
    }),
  )

  function edit(card: CardId, change: Partial<Line>): void {
    const line = lines().get(card)
    if (line) setLines(new Map(lines()).set(card, { ...line, ...change }))
  }

  return {
    task,
    ready: () => households() !== null,
    blind,
    rules,
    setRule: (rule, value) => {
      setRules({ ...rules(), [rule]: value })
      proposeAnew('keeping-choices')
    },
    leaving,
    setLeaving: (value) => {
      batch(() => {
        setLeaving(value)
        setLeft(stagesLeft())
        proposeAnew('keeping-choices')
      })
    },
    stages: () => {
      store.changes()
      const found = new Map<Stage, { count: number; on: boolean }>()
      for (const { from } of everything()) {
        const before = found.get(from.stage)?.count ?? 0
        found.set(from.stage, { count: before + 1, on: !left().has(from.stage) })
      }
      return found
    },
    setStage: (stage, on_) => {
      const next = new Set(left())
      if (on_) next.delete(stage)
      else next.add(stage)
      setLeft(next)
      proposeAnew('keeping-choices')
    },
    officers,
    loads,
    ids,
    line: (card) => lines().get(card),
    count,
    choose: (card, officer) => edit(card, { officer, why: officer === null ? 'out' : 'hand' }),
    chooseLane: (card, chosen) => {
      const line = lines().get(card)
      if (!line) return
      const candidate = { card, from: line.from, lane: chosen }
      const kept = new Map([...lines()].filter(([one]) => one !== card))
      const fresh = propose([candidate], kept, by([...base(), ...stillSurplus()]))
      setLines(new Map([...lines(), ...fresh]))
    },
    giveAllTo: (officer) => {
      if (officer === null) {
        proposeAnew('from-nothing')
        return
      }
      setLines(
        new Map([...lines()].map(([card, line]) => [card, { ...line, officer, why: 'hand' }])),
      )
    },
    news,
    apply: () => {
      applying = true
      const sent = [...lines().values()]
        .filter(isComplete)
        .map(({ card, from, lane: to, officer }) => ({
          card,
          at: {
            stage: stageAfter(from),
            lane: to,
            officer,
          },
        }))
      return screen.acts.sendAll(sent, task.kind === 'cover' ? 'cover' : 'share', said)
    },
  }
}

const none: readonly CardId[] = []

function isComplete(line: Line): boolean {
  return line.officer !== null && line.lane !== null
}

/** What a person has to decide first, then by deadline. */
function sortedIds(lines: Lines, dueKey: (card: CardId) => string): CardId[] {
  const key = (line: Line) =>
    `${line.why === 'lane' ? 0 : line.why === 'full' ? 1 : 2}${dueKey(line.card)}${line.card}`
  return [...lines.values()]
    .map((line) => ({ card: line.card, key: key(line) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((one) => one.card)
}
