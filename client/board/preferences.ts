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
  /** Open on this page, folded still for the next: what led here was no wish of the person's about the lane. */
  readonly openHere: (lane: LaneId | null) => void
  readonly views: Accessor<readonly SavedView[]>
  /** One name, one view: the same name is written over. */
  readonly saveView: (view: SavedView) => void
  readonly removeView: (name: string) => void
}

type Key = keyof Values
type ViewsEdit = (views: readonly SavedView[]) => SavedView[]

/** What the browser keeps: the values, and which of them the server has not been told. */
const keptKeys = ['foldedLanes', 'views'] as const satisfies readonly Key[]
const keptSchema = z.object({ values: schema, unsent: z.array(z.enum(keptKeys)) })

/** Owned by the caller's scope. `person` keeps apart those who share a computer. */
export function createPreferences(campaign: CampaignId, person: string): Preferences {
  const storageKey = `relance.preferences.${campaign}.${person}`
  const path = `/api/campaigns/${campaign}/preferences`
  const kept = readKept(storageKey)
  const [values, setValues] = createSignal<Values>(kept?.values ?? noPreferences)
  const [openedHere, setOpenedHere] = createSignal<ReadonlySet<LaneId | null>>(new Set())
  const unsent = new Set<Key>(kept?.unsent)
  /** Made while the views of others are asked for. */
  const edits: ViewsEdit[] = []
  let sending = false
  let stopped = false

  function keep(): void {
    localStorage.setItem(storageKey, JSON.stringify({ values: values(), unsent: [...unsent] }))
  }

  function fold(foldedLanes: Values['foldedLanes']): void {
    setValues({ ...values(), foldedLanes })
    unsent.add('foldedLanes')
    keep()
    void send()
  }

  /** One request at a time; what fails goes with the next change, the next opening, or the line's return. */
  async function send(): Promise<void> {
    // Views go once they stand beside those of other tabs.
    const keys = [...unsent].filter((key) => key !== 'views' || edits.length === 0)
    if (sending || keys.length === 0) return
    sending = true
    const sent = values()
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

  /** Another tab or computer may have saved views since: these are added to, not written over. */
  async function changeViews(edit: ViewsEdit): Promise<void> {
    const isLate = unsent.has('views') && edits.length === 0
    setValues({ ...values(), views: edit(values().views) })
    unsent.add('views')
    keep()
    // What waits since before is not among theirs: it stays as it is here.
    if (isLate) return send()
    edits.push(edit)
    if (edits.length > 1) return
    try {
      const { preferences: theirs } = await ask(path, preferencesAnswer)
      setValues({ ...values(), views: edits.reduce((all, one) => one(all), theirs.views) })
    } catch {
      // Offline: as it was here.
    }
    edits.length = 0
    keep()
    await send()
  }

  async function fetchKept(): Promise<void> {
    const before = values()
    try {
      const answer = await ask(path, preferencesAnswer)
      // What was changed here since the server last heard of it, or since it was asked, is newer than what it says.
      const own = Object.fromEntries(
        keptKeys
          .filter((key) => unsent.has(key) || values()[key] !== before[key])
          .map((key) => [key, values()[key]]),
      )
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
    isFolded: (lane) => values().foldedLanes.includes(lane ?? 'none') && !openedHere().has(lane),
    openHere: (lane) => setOpenedHere(new Set([...openedHere(), lane])),
    setFolded: (lanes, folded) => {
      setOpenedHere(new Set([...openedHere()].filter((one) => !lanes.includes(one))))
      const keys = lanes.map((lane) => lane ?? 'none')
      const others = values().foldedLanes.filter((one) => !keys.includes(one))
      fold(folded ? [...others, ...keys] : others)
    },
    views: () => values().views,
    saveView: (view) =>
      void changeViews((views) => [...views.filter((one) => one.name !== view.name), view]),
    removeView: (name) => void changeViews((views) => views.filter((one) => one.name !== name)),
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
