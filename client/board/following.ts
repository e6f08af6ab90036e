// Following a colleague: their lane and their card come into sight here. One asks for it, and any act of one's own ends it.
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { announce } from '#client/ui/announce.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Colleague, Presence } from '#client/sync/presence.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import type { BoardIndex } from './board-index.ts'
import { firstNameOf } from './place-words.ts'
import type { Preferences } from './preferences.ts'
import { revealCard } from './reveal.ts'

export interface Following {
  /** Who is followed; null: nobody. */
  readonly leader: Accessor<Colleague['user'] | null>
  readonly follow: (user: Colleague['user']) => void
  readonly stop: () => void
}

/** Owned by the caller's scope. */
export function createFollowing(parts: {
  presence: Presence
  preferences: Preferences
  index: () => BoardIndex
  online: () => boolean
}): Following {
  const [leader, setLeader] = createSignal<Colleague['user'] | null>(null)
  // Of several pages of one person, the one they are at.
  const page = createMemo(() => {
    const user = leader()
    if (!user) return null
    const pages = parts.presence.others().filter((one) => one.user.id === user.id)
    return pages.find((one) => !one.state.away && !one.state.idle) ?? pages[0] ?? null
  })

  function end(text: (name: string) => string): void {
    const user = leader()
    if (!user) return
    setLeader(null)
    announce(text(firstNameOf(user.name)))
  }
  const stop = () => end(t().together.people.stopped)
  const act = (event: Event) => {
    const own = event.target instanceof Element && event.target.closest('.follow-bar, .people')
    if (!own) stop()
  }

  createEffect(
    on(
      () => [page()?.state.card, page()?.state.drag?.card, page()?.state.view?.lane] as const,
      ([card, dragged, lane], before) => {
        if (!page()) return
        const [cardBefore, draggedBefore, laneBefore] = before ?? []
        const to = dragged ?? card
        const changed = to !== (draggedBefore ?? cardBefore)
        if (
          to &&
          changed &&
          revealCard(to, { index: parts.index(), preferences: parts.preferences })
        )
          return
        if (lane !== undefined && lane !== laneBefore) revealLane(lane)
      },
    ),
  )
  createEffect(() => {
    if (leader() && parts.online() && !page()) end(t().together.people.left)
  })
  createEffect(() => {
    if (!leader()) return
    const controller = new AbortController()
    for (const kind of ['pointerdown', 'wheel', 'keydown']) {
      document.addEventListener(kind, act, { signal: controller.signal, capture: true })
    }
    onCleanup(() => controller.abort())
  })
  return {
    leader,
    follow: (user) => {
      setLeader(user)
      announce(t().together.people.following(firstNameOf(user.name)))
    },
    stop,
  }
}

function revealLane(lane: LaneId | null): void {
  document
    .querySelector(`.board [data-lane="${CSS.escape(lane ?? '')}"]`)
    ?.scrollIntoView({ block: 'start' })
}
