// What the server knows beside the board: the extract, how rows match, who decided what. Asked again when rows come or go.
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { asProblem } from '#client/api.ts'
import type { TriageAnswer } from '#shared/contracts/triage.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import { matchAgain, readQueue } from './calls.ts'

export interface ServerSide {
  /** null until it has answered once. */
  readonly answer: Accessor<TriageAnswer | null>
  readonly problem: Accessor<string | null>
  readonly refresh: () => Promise<void>
  /** The same a little later: many rows that change at once are one question. */
  readonly refreshSoon: () => void
  /** Matches again what could not be matched. */
  readonly matchAgain: () => Promise<void>
  readonly setExtract: (extract: TriageAnswer['extract']) => void
}

const soonMs = 800
/** While the matching of some rows is under way. */
const againMs = 1_500

/** Owned by the caller's scope. */
export function createServerSide(
  campaign: CampaignId,
  onMatched: (answer: TriageAnswer) => void,
): ServerSide {
  const [answer, setAnswer] = createSignal<TriageAnswer | null>(null)
  const [problem, setProblem] = createSignal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<void> | null = null
  let closed = false

  async function ask(): Promise<void> {
    try {
      const read = await readQueue(campaign)
      if (closed) return
      const before = answer()
      const wasOpen = !before || before.matching || before.failed !== null
      setAnswer(read)
      setProblem(null)
      if (read.matching) wait(againMs)
      else if (read.failed) wait(Math.max(againMs, Date.parse(read.failed.againAt) - Date.now()))
      if (!read.matching && wasOpen) onMatched(read)
    } catch (error) {
      if (!closed) setProblem(asProblem(error).code)
    } finally {
      asking = null
    }
  }

  function wait(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), ms)
  }

  async function refresh(): Promise<void> {
    // Whoever asks wants to know what happened until now: an answer under way may be older.
    if (asking) await asking
    if (closed) return
    asking ??= ask()
    await asking
  }

  onCleanup(() => {
    closed = true
    clearTimeout(timer)
  })
  return {
    answer,
    problem,
    refresh,
    refreshSoon: () => wait(soonMs),
    matchAgain: async () => {
      await matchAgain(campaign)
      await refresh()
    },
    setExtract: (extract) => setAnswer((before) => before && { ...before, extract }),
  }
}
