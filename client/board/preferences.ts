// What this person has set for this board: kept by the server, so that another browser shows the same; and here, so that
// the board is drawn right before the server answers, and offline.
import { createSignal, onCleanup, onMount, type Accessor } from 'solid-js'
import { z } from 'zod'
import { ask } from '#client/api.ts'
import {
  noPreferences,
  preferences as schema,
  preferencesAnswer,
  type Preferences as Values,
  type SavedView,
} from '#shared/contracts/preferences.ts'
import type { CampaignId, LaneId } from '#shared/domain/ids.ts'

export interface Preferences {
  /** null: "À répartir". */
  readonly isFolded: (lane: LaneId | null) => boolean
  readonly setFolded: (lanes: readonly (LaneId | null)[], folded: boolean) => void
  readonly views: Accessor<readonly SavedView[]>
  /** One name, one view: the same name is written over. */
  readonly saveView: (view: SavedView) => void
  readonly removeView: (name: string) => void
}

type Key = keyof Values

/** What the browser keeps: the values, and which of them the server has not been told. */
const keptSchema = z.object({ values: schema, unsent: z.array(z.enum(['foldedLanes', 'views'])) })

/** Owned by the caller's scope. `person` keeps apart those who share a computer. */
export function createPreferences(campaign: CampaignId, person: string): Preferences {
  const storageKey = `relance.preferences.${campaign}.${person}`
  const path = `/api/campaigns/${campaign}/preferences`
  const kept = readKept(storageKey)
  const [values, setValues] = createSignal<Values>(kept?.values ?? noPreferences)
  const unsent = new Set<Key>(kept?.unsent)
  let sending = false
  let stopped = false

  function keep(): void {
    localStorage.setItem(storageKey, JSON.stringify({ values: values(), unsent: [...unsent] }))
  }

  function change(next: Partial<Values>): void {
    setValues({ ...values(), ...next })
    if (next.foldedLanes) unsent.add('foldedLanes')
    if (next.views) unsent.add('views')
    keep()
    void send()
  }

  /** One request at a time; what fails goes with the next change, the next opening, or the line's return. */
  async function send(): Promise<void> {
    if (sending || unsent.size === 0) return
    sending = true
    const sent = values()
    const keys = [...unsent]
    const body = Object.fromEntries(keys.map((key) => [key, sent[key]]))
    try {
      await ask(path, preferencesAnswer, { method: 'PATCH', body })
      for (const key of keys) if (values()[key] === sent[key]) unsent.delete(key)
      keep()
    } catch {
      // Kept here meanwhile. A board is not stopped, nor its reader disturbed, by a fold that waits.
      return
    } finally {
      sending = false
    }
    if (!stopped) void send()
  }

  async function fetchKept(): Promise<void> {
    try {
      const answer = await ask(path, preferencesAnswer)
      // What was changed here since the server last heard of it is newer than what it says.
      const own = Object.fromEntries([...unsent].map((key) => [key, values()[key]]))
      setValues({ ...answer.preferences, ...own })
      keep()
    } catch {
      // Offline, or no right to this board: the board itself says so.
      return
    }
    void send()
  }

  onMount(() => void fetchKept())
  const resend = () => void send()
  globalThis.addEventListener('online', resend)
  onCleanup(() => {
    stopped = true
    globalThis.removeEventListener('online', resend)
  })

  return {
    isFolded: (lane) => values().foldedLanes.includes(lane ?? 'none'),
    setFolded: (lanes, folded) => {
      const keys = lanes.map((lane) => lane ?? 'none')
      const others = values().foldedLanes.filter((one) => !keys.includes(one))
      change({ foldedLanes: folded ? [...others, ...keys] : others })
    },
    views: () => values().views,
    saveView: (view) =>
      change({ views: [...values().views.filter((one) => one.name !== view.name), view] }),
    removeView: (name) => change({ views: values().views.filter((one) => one.name !== name) }),
  }
}

function readKept(storageKey: string): z.infer<typeof keptSchema> | null {
  try {
    return keptSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? 'null'))
  } catch {
    // Nothing yet, written by hand, or by another version.
    return null
  }
}
