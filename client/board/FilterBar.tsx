import { createMemo, createSignal, For, Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Menu, MenuChoice } from '#client/ui/Menu.tsx'
import { FurtherMenu, OfficerMenu } from './FacetMenus.tsx'
import { createFit } from './fit-row.ts'
import { orders } from './card-view.ts'
import { isFiltering, type Filters, type Flag } from './filters.ts'
import { Legend } from './Legend.tsx'
import { ViewMenu } from './ViewMenu.tsx'
import { useScreen } from './screen.ts'
import { UndoButtons } from './UndoButtons.tsx'
import type { IconName } from '#client/ui/icon-names.ts'
import type { BoardAddress } from './address.ts'

/** The choices above the board. Each says how many it would keep, whatever else is chosen. */
export function FilterBar(props: { readonly address: BoardAddress }) {
  const screen = useScreen()
  const filters = () => props.address.filters()
  const among = () => filters().among
  const change = (next: Partial<Filters>) => props.address.setFilters({ ...filters(), ...next })
  const toggle = (flag: Flag) => {
    const flags = new Set(filters().flags)
    if (!flags.delete(flag)) flags.add(flag)
    change({ flags })
  }
  const [bar, setBar] = createSignal<HTMLElement>()
  const [row, setRow] = createSignal<HTMLElement>()
  // On a phone the bar scrolls as a whole.
  const out = createFit({ bar, row, wanted: () => !screen.phone() })
  const shownChips = createMemo(() =>
    chips.filter(
      ({ fit }) =>
        fit !== 'withdrawn' ||
        filters().flags.has('withdrawn') ||
        screen.store.count('flag/withdrawn') > 0,
    ),
  )
  /** What has no room in the row, for the last menu of it. */
  const left = (): readonly Flag[] =>
    shownChips().flatMap((one) => (out().has(one.fit) ? one.flags.map(([flag]) => flag) : []))
  return (
    <div
      class="filter-bar"
      ref={setBar}
      data-strip={screen.phone() ? '' : undefined}
      role="toolbar"
      aria-label={t().board.filters.label}
    >
      <div class="filter-chips" ref={setRow}>
        <Show when={filters().notice !== null}>
          <button
            type="button"
            class="chip"
            data-fit="notice"
            aria-pressed="true"
            onClick={() => change({ notice: null, among: null })}
          >
            <Icon name="bell" size={14} />
            {t().telling.filterWord}
            <b>{among() === null ? '…' : number(among()?.size ?? 0)}</b>
          </button>
        </Show>
        <For each={shownChips()}>
          {(one) => (
            <span class="chip-pair" data-fit={one.fit}>
              <For each={one.flags}>
                {([flag, icon]) => (
                  <FlagChip
                    flag={flag}
                    icon={icon}
                    pressed={filters().flags.has(flag)}
                    onToggle={() => toggle(flag)}
                  />
                )}
              </For>
            </span>
          )}
        </For>
        <span data-fit="officer">
          <OfficerMenu filters={filters()} onChange={change} />
        </span>
      </div>
      <FurtherMenu
        filters={filters()}
        onChange={change}
        flags={left()}
        officer={out().has('officer')}
        onToggle={toggle}
      />
      <div class="filter-tools">
        <Show when={isFiltering(filters())}>
          <span class="filter-shown">{t().board.filters.shown(screen.store.shown())}</span>
          <Button look="quiet" size="small" icon="x" onClick={() => props.address.clear()}>
            {t().board.filters.clear}
          </Button>
        </Show>
        <UndoButtons own={screen.acts.own} />
        <Legend />
        {/* The table is sorted by the heads of its columns. */}
        <Show when={props.address.look() !== 'table' || props.address.lane() !== null}>
          <Menu
            class="button button-quiet button-small filter-wide"
            align="end"
            trigger={
              <>
                <Icon name="arrow-right-left" size={14} />
                <span class="sr">{t().board.filters.sort}</span>
                <span class="sort-word">{t().board.filters.orders[screen.order()]}</span>
              </>
            }
          >
            <MenuChoice
              label={t().board.filters.sort}
              value={screen.order()}
              choices={orders.map((value) => ({ value, text: t().board.filters.orders[value] }))}
              onChoose={(order) => props.address.setOrder(order)}
            />
          </Menu>
        </Show>
        {/* A lane's own page has one look. */}
        <Show when={props.address.lane() === null}>
          <span class="segments filter-wide" role="group" aria-label={t().views.look}>
            <For each={looksShown}>
              {(one) => (
                <button
                  type="button"
                  aria-pressed={props.address.look() === one.value}
                  aria-label={t().views.looks[one.value]}
                  title={t().views.looks[one.value]}
                  onClick={() => props.address.setLook(one.value)}
                >
                  <Icon name={one.icon} size={14} />
                </button>
              )}
            </For>
          </span>
        </Show>
        <ViewMenu address={props.address} />
      </div>
    </div>
  )
}

/** In this order, and none is shown before all that stand before it. */
const chips: readonly {
  readonly fit: string
  readonly flags: readonly (readonly [Flag, IconName])[]
}[] = [
  { fit: 'overdue', flags: [['overdue', 'clock-alert']] },
  { fit: 'callback', flags: [['callback', 'phone-forwarded']] },
  { fit: 'incomplete', flags: [['incomplete', 'circle-dashed']] },
  // Rare, and then not to be missed.
  { fit: 'withdrawn', flags: [['withdrawn', 'ban']] },
  {
    fit: 'known',
    flags: [
      ['known', 'user-check'],
      ['unknown', 'user-plus'],
    ],
  },
  { fit: 'qpv', flags: [['qpv', 'map-pinned']] },
  { fit: 'minor', flags: [['minor', 'user']] },
]

function FlagChip(props: {
  readonly flag: Flag
  readonly icon: IconName
  readonly pressed: boolean
  readonly onToggle: () => void
}) {
  const screen = useScreen()
  return (
    <button
      type="button"
      class="chip"
      classList={{ 'chip-late': props.flag === 'overdue' || props.flag === 'withdrawn' }}
      aria-pressed={props.pressed}
      onClick={() => props.onToggle()}
    >
      <Icon name={props.icon} size={14} />
      {t().board.filters[props.flag]}
      <b>{number(screen.store.count(`flag/${props.flag}`))}</b>
    </button>
  )
}

const looksShown = [
  { value: 'cards', icon: 'rows-3' },
  { value: 'lines', icon: 'align-justify' },
  { value: 'table', icon: 'table-2' },
] as const
