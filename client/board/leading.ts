// Leading this screen to a card or a lane, wherever it stands: the stage of a phone, the lane that is open, a folded or
// far lane. What comes into sight is said here and done by the list that holds it, as soon as it is drawn.
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { BoardIndex } from './board-index.ts'
import type { Preferences } from './preferences.ts'
import { cellKeyOf } from './tally.ts'

export interface Leading {
  /** Brings a card into sight and leaves the focus where it is; false when the filters hide it. */
  readonly toCard: (card: CardId) => boolean
  /** The same for a lane; `stage` where one stage at a time is shown. */
  readonly toLane: (lane: LaneId | null, stage: Stage | null) => void
  /** Card last led to: where only the first cards of a list are shown, it is shown too. */
  readonly card: Accessor<CardId | null>
  /** Calls `bring` once for each card led to, in the one list that holds it. Owned by the caller's scope. */
  readonly whenLed: (list: {
    readonly has: (card: CardId) => boolean
    readonly bring: (card: CardId) => void
  }) => void
}

export function createLeading(parts: {
  index: () => BoardIndex
  preferences: Preferences
  /** Lane that is open over the whole page. */
  lane: Accessor<LaneId | null>
  /** null: all lanes. */
  openLane: (lane: LaneId | null) => void
  setStage: (stage: Stage) => void
}): Leading {
  const { preferences } = parts
  const [led, setLed] = createSignal<{ readonly card: CardId; done: boolean } | null>(null)

  function goTo(lane: LaneId | null): void {
    const open = parts.lane()
    if (open !== null && open !== lane) parts.openLane(lane)
  }

  return {
    toCard: (card) => {
      const at = parts.index().view(card)?.card.at
      if (!at || !parts.index().cell(cellKeyOf(at.stage, at.lane)).includes(card)) return false
      if (preferences.isFolded(at.lane)) preferences.openHere(at.lane)
      parts.setStage(at.stage)
      goTo(at.lane)
      setLed({ card, done: false })
      return true
    },
    toLane: (lane, stage) => {
      if (lane === null) parts.setStage('received')
      else if (stage !== null) parts.setStage(stage)
      goTo(lane)
      // After it was drawn.
      requestAnimationFrame(() =>
        document
          .querySelector(`.board [data-lane="${CSS.escape(lane ?? '')}"]`)
          ?.scrollIntoView({ block: 'start' }),
      )
    },
    card: () => led()?.card ?? null,
    whenLed: ({ has, bring }) =>
      createEffect(
        on(led, (one) => {
          if (!one || one.done || !has(one.card)) return
          // What stands above the list has its height by the next frame, on a page that was just opened too.
          const frame = requestAnimationFrame(() => {
            one.done = true
            bring(one.card)
          })
          onCleanup(() => cancelAnimationFrame(frame))
        }),
      ),
  }
}
