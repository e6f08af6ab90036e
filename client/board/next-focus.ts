// The card one was on has left the view: filters keep it back, it went to another lane or stage than is shown, it is off the
// board. Who works down a list is then on the next one of it.
import { createEffect, createMemo, on } from 'solid-js'
import { isFocusLost } from '#client/ui/focus-return.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { focusCard, focusNear } from './focus-card.ts'
import { listOf } from './hand-order.ts'
import type { Screen } from './screen.ts'
import { cellKeyOf } from './tally.ts'
import { nextOf } from './walk.ts'

/** Some list of the board, as it is looked at now, holds the card. */
export function isInView(card: CardId, screen: Screen): boolean {
  const at = screen.store.view(card)?.card.at
  if (!at || !screen.store.cell(cellKeyOf(at.stage, at.lane)).includes(card)) return false
  const lane = screen.lane()
  if (lane !== null) return at.lane === lane
  return !screen.phone() || at.stage === screen.stage()
}

/** For the lists of lanes and stages. Owned by the caller's scope. */
export function passFocusOn(screen: Screen): void {
  const around = createMemo(() => {
    const card = screen.focused()
    const view = card === null ? undefined : screen.store.view(card)
    const ids = card !== null && isInView(card, screen) ? listOf(card, screen) : []
    return { card, view, ids }
  })
  createEffect(
    on(around, ({ card, view }, before) => {
      // "Tout voir" goes on in its own order.
      if (!before?.view || card !== before.card || view === before.view) return
      if (card === null || screen.seeingAll() !== null) return
      const had = screen.underWay.focused() === card
      const own = screen.underWay.own()
      const { at } = before.view.card
      const gone = before.ids.includes(card) && !isInView(card, screen)
      const next = gone ? nextOf(card, before.ids, (id) => isBeside(id, at)) : card
      if (gone) screen.setFocused(next)
      if (!had) return
      queueMicrotask(() => {
        if (!isFocusLost()) return
        const how = { index: screen.store.index, preventScroll: !own }
        if (next === null) focusNear(at, how)
        else focusCard(next, how)
      })
    }),
  )

  /** Still in the list that the card was in. */
  function isBeside(
    id: CardId,
    at: { stage: string; lane: string | null; officer: string | null },
  ) {
    const now = screen.store.index.view(id)?.card.at
    const seated = screen.lane() !== null && at.stage !== 'received'
    return (
      now?.stage === at.stage &&
      now.lane === at.lane &&
      (!seated || now.officer === at.officer) &&
      isInView(id, screen)
    )
  }
}
