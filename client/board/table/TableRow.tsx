import { createMemo, Show } from 'solid-js'
import { dayTiny, number, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { presenceColour } from '#client/ui/avatar-colour.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { links } from '#client/links.ts'
import { daysBetween } from '#shared/domain/day.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { Attempts, Flags, WithdrawnTag } from '../CardFace.tsx'
import { sinceOf, type CardView } from '../card-view.ts'
import { DueChip } from '../DueChip.tsx'
import { officerName } from '../frame.ts'
import { keysOnCard } from '../keyboard.ts'
import { laneName, placeOfLiving } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { isSingleKey } from '../single-keys.ts'
import { stageIcons } from '../stage-look.ts'

/** One card as a row: its name opens it; the keys are those of a card on the board. */
export function TableRow(props: {
  readonly id: CardId
  /** Counted from 1, the head included. */
  readonly row: number
  /** Every row's card, for a range. */
  readonly order: () => readonly CardId[]
  readonly tabStop: boolean
  readonly onFocus: () => void
  /** Goes to another row; false when the key is not one that walks. */
  readonly onWalk: (event: KeyboardEvent) => boolean
}) {
  const screen = useScreen()
  return (
    <Show when={screen.store.view(props.id)}>{(view) => <Row {...props} view={view()} />}</Show>
  )
}

function Row(props: Parameters<typeof TableRow>[0] & { readonly view: CardView }) {
  const screen = useScreen()
  const at = () => props.view.card.at
  const who = () => props.view.card.who
  const selected = createMemo(() => screen.selection.has(props.id))
  const reader = () => screen.readers(props.id)[0]?.user
  const known = () => {
    const words = t().board.card
    if (props.view.card.known === 'untriaged') return t().views.table.nothing
    return props.view.card.known === 'unknown' ? words.unknown : words.known
  }
  const officer = () => {
    const id = at().officer
    if (id === null) return t().views.table.nothing
    return officerName(screen.store.frame(), id) ?? t().board.card.officerGone
  }
  const select = (range: boolean) => {
    if (range) screen.selection.extendTo(props.id, props.order())
    else screen.selection.toggle(props.id)
    const words = t().acting.selection
    const count = screen.selection.cards().length
    announce((selected() ? words.selected : words.unselected)(props.view.name, count))
  }
  const keys = (event: KeyboardEvent) => {
    // Letters walk too, unless single keys were turned off.
    const walks = event.key.length > 1 || isSingleKey(event)
    const handled = (walks && props.onWalk(event)) || ownKeys(event)
    if (!handled) return keysOnCard(event, props.id, screen)
    event.preventDefault()
    event.stopPropagation()
  }
  const ownKeys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    // Nothing is lifted in a table: there is no cell to carry it to. Space chooses, as in every grid.
    if (event.key === ' ') select(event.shiftKey)
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') toBeside(event)
    else return false
    return true
  }
  return (
    <tr
      aria-rowindex={props.row}
      aria-selected={selected()}
      classList={{
        'row-selected': selected(),
        'row-seen': reader() !== undefined,
        [`presence-${presenceColour(reader()?.id ?? '')}`]: reader() !== undefined,
      }}
    >
      <td class="cell-select">
        <input
          type="checkbox"
          class="checkbox"
          tabindex={-1}
          aria-label={t().views.table.select(props.view.name)}
          checked={selected()}
          onClick={(event) => {
            select(event.shiftKey)
            // A range leaves a chosen row chosen, whatever the click has made of its box.
            event.currentTarget.checked = selected()
          }}
          onKeyDown={(event) => toBeside(event)}
        />
      </td>
      <th scope="row" class="cell-name">
        <span class="table-name">
          <a
            href={links.card(screen.campaign, props.id)}
            data-card={props.id}
            tabindex={props.tabStop ? 0 : -1}
            aria-keyshortcuts="M A X Space"
            onFocus={() => {
              screen.setFocused(props.id)
              props.onFocus()
            }}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey) return
              event.preventDefault()
              if (event.shiftKey) select(true)
              else screen.open(props.id)
            }}
            onContextMenu={(event) => {
              event.preventDefault()
              screen.askMove(props.id)
            }}
            onKeyDown={keys}
          >
            {props.view.name}
          </a>
          <WithdrawnTag view={props.view} />
          <Flags view={props.view} pending={screen.isPending(props.id)} />
          <Show when={reader()}>
            {(user) => <Avatar name={user().name} userId={user().id} size="small" />}
          </Show>
        </span>
      </th>
      <td class="cell-years">{who().age ?? t().views.table.nothing}</td>
      <td>{placeOfLiving(who()) || t().views.table.nothing}</td>
      <td>{known()}</td>
      <td>
        <span class={`table-stage stage-${at().stage}`}>
          <Icon name={stageIcons[at().stage]} size={12} />
          {t().common.stages[at().stage]}
        </span>
      </td>
      <td>{laneName(screen.store.frame(), at().lane)}</td>
      <td>{officer()}</td>
      <td>
        <DueChip view={props.view} />
      </td>
      <td>
        <Attempts view={props.view} />
      </td>
      <td class="cell-age">
        {t().views.table.days(number(Math.max(0, daysBetween(sinceOf(props.view), today()))))}
      </td>
      <td>{dayTiny(props.view.card.received.on)}</td>
      <td class="cell-act">
        <button
          type="button"
          class="button button-quiet button-icon button-small"
          tabindex={-1}
          aria-label={t().views.table.act(props.view.name)}
          onClick={() => screen.askMove(props.id)}
          onKeyDown={(event) => toBeside(event)}
        >
          <Icon name="ellipsis" size={14} />
        </button>
      </td>
    </tr>
  )
}

/** Left and right go between what a row can do: choose, open, act. */
function toBeside(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const from = event.currentTarget
  if (step === undefined || !(from instanceof HTMLElement)) return
  event.preventDefault()
  const all = [...(from.closest('tr')?.querySelectorAll<HTMLElement>('input, a, button') ?? [])]
  all[all.indexOf(from) + step]?.focus()
}
