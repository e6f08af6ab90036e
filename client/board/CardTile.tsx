import { createMemo, createSignal, onMount, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { presenceColour } from '#client/ui/avatar-colour.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { links } from '#client/links.ts'
import { CardFace } from './CardFace.tsx'
import { CardLine } from './CardLine.tsx'
import { keysOnCard } from './keyboard.ts'
import { firstNameOf } from './place-words.ts'
import { useScreen, type Density } from './screen.ts'
import type { Colleague } from '#client/sync/presence.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { CardView } from './card-view.ts'

/** A card in a list: a link that opens it, a handle to move it, and the marks of who else is on it. */
export function CardTile(props: {
  readonly id: CardId
  readonly density: Density
  /** The one tab stop of its list. */
  readonly tabStop: boolean
  readonly onFocus: () => void
  readonly along?: (() => readonly CardId[]) | undefined
}) {
  const screen = useScreen()
  return (
    <Show when={screen.store.view(props.id)}>{(view) => <Tile {...props} view={view()} />}</Show>
  )
}

function Tile(props: Parameters<typeof CardTile>[0] & { readonly view: CardView }) {
  const screen = useScreen()
  const [link, setLink] = createSignal<HTMLAnchorElement>()
  const readers = () => screen.readers(props.id)
  const writer = () => readers().find((one) => one.state.editing)
  const holder = () => screen.dragger(props.id)
  const arrival = () => screen.remote.arrival(props.id)
  const mark = createMemo(() => {
    if (holder()) return null
    const words = t().board.card
    const writing = writer()
    if (writing) {
      return {
        icon: 'pencil',
        user: writing.user.id,
        text: words.writes(firstNameOf(writing.user.name)),
      } as const
    }
    const moved = arrival()
    if (moved) {
      return {
        icon: 'arrow-right',
        user: moved.userId ?? '',
        // Of whom nobody knows who it was there is no first name.
        text: words.moved(moved.userId === null ? moved.name : firstNameOf(moved.name)),
      } as const
    }
    const [first, ...others] = readers()
    if (!first) return null
    const name = firstNameOf(first.user.name)
    return {
      icon: 'eye',
      user: first.user.id,
      text: others.length > 0 ? words.andOthers(name, others.length) : words.reads(name),
    } as const
  })
  const lifted = createMemo(() => {
    const now = screen.drag.lifted()
    return now?.card === props.id ? now.how : null
  })
  const selected = createMemo(() => screen.selection.has(props.id))
  const pending = () => screen.isPending(props.id)
  onMount(() => {
    const element = link()
    if (element) screen.underWay.carryFocus(props.id, element)
  })
  return (
    <>
      <a
        ref={setLink}
        class="card"
        classList={{
          'card-compact-line': props.density === 'lines',
          'card-incomplete': props.view.missing.length > 0,
          'card-pending': pending(),
          'card-selected': selected(),
          'card-conflict': screen.remote.conflicted(props.id),
          'card-seen': mark() !== null,
          'card-edited': writer() !== undefined,
          'card-held': lifted() === 'keyboard',
          'card-origin': lifted() === 'pointer',
          'card-hole': holder() !== null,
          [`presence-${presenceColour(holder()?.user.id ?? mark()?.user ?? '')}`]:
            holder() !== null || mark() !== null,
        }}
        href={links.card(screen.campaign, props.id)}
        data-card={props.id}
        tabindex={props.tabStop ? 0 : -1}
        draggable="false"
        aria-keyshortcuts={
          screen.order() === 'rank' ? 'M A X Space Alt+ArrowUp Alt+ArrowDown' : 'M A X Space'
        }
        onFocus={() => {
          screen.setFocused(props.id)
          props.onFocus()
        }}
        onPointerDown={(event) => screen.drag.press(event, props.id)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) return
          event.preventDefault()
          if (screen.drag.swallowedClick(event)) return
          if (event.shiftKey) screen.selection.extendTo(props.id, props.along?.())
          else screen.open(props.id)
        }}
        onContextMenu={(event) => {
          event.preventDefault()
          // A finger that rests lifts the card first.
          if (screen.drag.lifted() === null) screen.askMove(props.id)
        }}
        onKeyDown={(event) => keysOnCard(event, props.id, screen)}
      >
        <Show
          when={holder()}
          fallback={<Face view={props.view} density={props.density} pending={pending()} />}
        >
          {(colleague) => <HeldFace name={props.view.name} colleague={colleague()} />}
        </Show>
        <Show when={selected()}>
          <span class="sr">{t().acting.selection.mark}</span>
        </Show>
        <Show when={mark()}>
          {(shown) => (
            <span class="card-mark">
              <Icon name={shown().icon} size={10} />
              {shown().text}
            </span>
          )}
        </Show>
      </a>
      <button
        type="button"
        class="card-more"
        tabindex={-1}
        aria-label={t().board.card.more(props.view.name)}
        onClick={() => screen.askMove(props.id)}
      >
        <Icon name="ellipsis" size={14} />
      </button>
    </>
  )
}

function Face(props: {
  readonly view: CardView
  readonly density: Density
  readonly pending: boolean
}) {
  return (
    <Show
      when={props.density === 'cards'}
      fallback={<CardLine view={props.view} pending={props.pending} />}
    >
      <CardFace view={props.view} pending={props.pending} />
    </Show>
  )
}

/** A card in a colleague's hand. The element is the card's own: the focus on it stays where it is. [W5] */
function HeldFace(props: { readonly name: string; readonly colleague: Colleague }) {
  return (
    <span class="card-held-by">
      <Avatar
        name={props.colleague.user.name}
        userId={props.colleague.user.id}
        size="small"
        decorative
      />
      <span>{t().board.card.moves(firstNameOf(props.colleague.user.name))}</span>
      <span class="sr">{props.name}</span>
    </span>
  )
}
