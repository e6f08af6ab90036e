// Following a colleague: their lane and their card come into sight here. One asks for it, and any act of one's own ends it.
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { announce } from '#client/ui/announce.ts'
import { t } from '#client/i18n/i18n.ts'
import type { Colleague, Presence } from '#client/sync/presence.ts'
import type { Leading } from './leading.ts'
import { firstNameOf } from './place-words.ts'

export interface Following {
  /** Who is followed; null: nobody. */
  readonly leader: Accessor<Colleague['user'] | null>
  /** The card they are on does not pass the filters here. */
  readonly hidden: Accessor<boolean>
  readonly follow: (user: Colleague['user']) => void
  readonly stop: () => void
}

/** Owned by the caller's scope. */
export function createFollowing(parts: {
  presence: Presence
  leading: Leading
  online: () => boolean
}): Following {
  const [leader, setLeader] = createSignal<Colleague['user'] | null>(null)
  const [hidden, setHidden] = createSignal(false)
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
    setHidden(false)
    announce(text(firstNameOf(user.name)))
  }
  const stop = () => end(t().together.people.stopped)
  const act = (event: Event) => {
    const own = event.target instanceof Element && event.target.closest('.follow-bar, .people')
    if (!own) stop()
  }

  createEffect(
    on(
      () => {
        const { card, drag, view } = page()?.state ?? {}
        return [drag?.card ?? card ?? null, view?.lane, view?.stage ?? null] as const
      },
      ([card, lane, stage], before) => {
        if (!page()) return
        const [cardBefore, laneBefore, stageBefore] = before ?? []
        if (card === null) setHidden(false)
        else if (card !== cardBefore) {
          const isShown = parts.leading.toCard(card)
          setHidden(!isShown)
          if (isShown) return
        }
        if (lane !== undefined && (lane !== laneBefore || stage !== stageBefore)) {
          parts.leading.toLane(lane, stage)
        }
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
    hidden,
    follow: (user) => {
      setLeader(user)
      announce(t().together.people.following(firstNameOf(user.name)))
    },
    stop,
  }
}
