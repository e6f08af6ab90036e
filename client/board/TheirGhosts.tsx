import { createEffect, createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { presenceColour } from '#client/ui/avatar-colour.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { Colleague } from '#client/sync/presence.ts'
import type { CardView } from './card-view.ts'
import { CardFace } from './CardFace.tsx'
import { dropName } from './drag.ts'
import { shortNameOf } from './place-words.ts'
import { useScreen } from './screen.ts'

/** Cards in other hands, each over the place aimed at: windows scroll apart from each other, so a place is all that is sure. */
export function TheirGhosts() {
  const screen = useScreen()
  const theirs = createMemo(() =>
    screen.online() ? screen.presence.others().filter((one) => one.state.drag?.over) : [],
  )
  const clients = createMemo(() => theirs().map((one) => one.clientId), [], { equals: sameIds })
  return (
    // By page: each beat of a hand is another state of the same one.
    <For each={clients()}>
      {(id) => (
        <Show when={theirs().find((one) => one.clientId === id)}>
          {(colleague) => <TheirGhost colleague={colleague()} />}
        </Show>
      )}
    </For>
  )
}

interface Spot {
  readonly name: string
  readonly x: number
  readonly y: number
  /** It has come from another place; over the same one it keeps step with what scrolls. */
  readonly glides: boolean
}

function TheirGhost(props: { readonly colleague: Colleague }) {
  const screen = useScreen()
  const drag = () => props.colleague.state.drag
  const view = () => {
    const card = drag()?.card
    return card ? screen.store.view(card) : undefined
  }
  const [spot, setSpot] = createSignal<Spot | null>(null, { equals: sameSpot })
  // Asked anew in each frame as long as somebody carries: lists scroll, lanes fold, rows come and go.
  createEffect(() => {
    const state = drag()
    const shown = view()
    let frame = 0
    function look(): void {
      setSpot((before) => (state && shown ? spotOf(state, shown, before) : null))
      frame = requestAnimationFrame(look)
    }
    look()
    onCleanup(() => cancelAnimationFrame(frame))
  })
  return (
    <Show when={view()}>
      {(shown) => (
        <Show when={spot()}>
          {(at) => (
            <div
              class={`ghost ghost-theirs presence-${presenceColour(props.colleague.user.id)}`}
              classList={{ 'ghost-glides': at().glides }}
              style={{ transform: `translate(${at().x}px, ${at().y}px)` }}
              aria-hidden="true"
            >
              <span class="ghost-name">
                <Icon name="mouse-pointer-2" size={12} />
                {shortNameOf(props.colleague.user.name)}
              </span>
              <div class="card card-ghost">
                <CardFace view={shown()} pending={false} />
              </div>
            </div>
          )}
        </Show>
      )}
    </Show>
  )
}

/** Where on this screen the place lies that a colleague aims at; null: not in sight. */
function spotOf(
  drag: NonNullable<Colleague['state']['drag']>,
  view: CardView,
  before: Spot | null,
): Spot | null {
  for (const name of namesOf(drag, view)) {
    const place = document.querySelector(`.board [data-drop="${CSS.escape(name)}"]`)
    const board = place?.closest('.board')
    if (!place || !board) continue
    const box = place.getBoundingClientRect()
    const sight = board.getBoundingClientRect()
    // The stages stick over what scrolls below them.
    const top = board.querySelector('.stages')?.getBoundingClientRect().bottom ?? sight.top
    const x = box.left + 16
    const y = box.top + Math.min(24, box.height / 4)
    if (y < top || y > sight.bottom || x < sight.left || x > sight.right) return null
    const moved = before?.x !== x || before.y !== y
    const glides = before !== null && (before.name === name ? before.glides && !moved : true)
    return { name, x, y, glides }
  }
  return null
}

/** The cell on the board; in a lane that is open over the whole page, the seat. */
function namesOf(
  { over, officer }: NonNullable<Colleague['state']['drag']>,
  { card }: CardView,
): readonly string[] {
  if (!over) return []
  const { stage, lane } = over
  const cell = dropName({ kind: 'cell', stage, lane })
  if (lane === null) return [cell]
  const taker = officer ?? (card.at.lane === lane ? card.at.officer : null)
  const seat = { kind: 'seat', stage, lane, officer: stage === 'received' ? null : taker } as const
  return [cell, dropName(seat)]
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i])
}

function sameSpot(a: Spot | null, b: Spot | null): boolean {
  return a?.name === b?.name && a?.x === b?.x && a?.y === b?.y && a?.glides === b?.glides
}
