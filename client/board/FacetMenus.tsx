import { createMemo, createSignal, For, Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Menu, MenuCheck, MenuChoice, MenuSeparator } from '#client/ui/Menu.tsx'
import { countValues, type Facet, type Filters, type Flag } from './filters.ts'
import { valueWords } from './filter-words.ts'
import { useScreen, type Screen } from './screen.ts'

const everything = '*'
/** Behind "Plus de filtres"; the officer has a chip of its own. */
const furtherFacets = ['list', 'commune', 'tag'] as const satisfies readonly Facet[]

interface MenuProps {
  readonly filters: Filters
  readonly onChange: (next: Partial<Filters>) => void
}

export function OfficerMenu(props: MenuProps) {
  const screen = useScreen()
  const officer = () => props.filters.officer
  return (
    <Menu
      class={`chip ${officer() === null ? '' : 'chip-chosen'}`}
      trigger={
        <>
          <Icon name="users" size={14} />
          {officer() === null
            ? t().views.facets.officer
            : valueWords(screen.store.frame(), 'officer', officer() ?? '')}
          <Icon name="chevron-down" size={12} />
        </>
      }
    >
      <FacetChoice facet="officer" {...props} />
    </Menu>
  )
}

/** One more chip for the rest: the list, the commune, the tag, and whatever has no room in the row. */
export function FurtherMenu(
  props: MenuProps & {
    readonly flags: readonly Flag[]
    readonly officer: boolean
    readonly onToggle: (flag: Flag) => void
  },
) {
  const screen = useScreen()
  const [open, setOpen] = createSignal(false)
  // What one has just chosen gets its place in the row; while the menu is open it stays here too, and so does the focus.
  const offered = createMemo<readonly Flag[]>(
    (before) => (open() ? [...new Set([...before, ...props.flags])] : props.flags),
    [],
  )
  const shownFacets = (): readonly Facet[] =>
    props.officer ? ['officer', ...furtherFacets] : furtherFacets
  /** What is chosen in here, in words: it is not to be seen elsewhere in the row. */
  const chosen = () => [
    ...props.flags
      .filter((flag) => props.filters.flags.has(flag))
      .map((flag) => t().board.filters[flag]),
    ...shownFacets().flatMap((facet) => {
      const value = props.filters[facet]
      return value === null ? [] : [valueWords(screen.store.frame(), facet, value)]
    }),
  ]
  return (
    <Menu
      class={`chip filter-further ${chosen().length === 0 ? '' : 'chip-chosen'}`}
      onOpenChange={setOpen}
      trigger={
        <>
          <Icon name="plus" size={14} />
          <span class="filter-further-words">{chosen().join(', ') || t().views.facets.more}</span>
          <Icon name="chevron-down" size={12} />
        </>
      }
    >
      <For each={offered()}>
        {(flag) => (
          <MenuCheck checked={props.filters.flags.has(flag)} onToggle={() => props.onToggle(flag)}>
            {t().views.facets.choice(
              t().board.filters[flag],
              number(screen.store.count(`flag/${flag}`)),
            )}
          </MenuCheck>
        )}
      </For>
      <For each={shownFacets()}>
        {(facet, i) => (
          <>
            <Show when={i() > 0 || offered().length > 0}>
              <MenuSeparator />
            </Show>
            <FacetChoice facet={facet} filters={props.filters} onChange={props.onChange} />
          </>
        )}
      </For>
    </Menu>
  )
}

/** The values that the cards have, each with how many have it. Counted when the menu opens. */
function FacetChoice(props: {
  readonly facet: Facet
  readonly filters: Filters
  readonly onChange: (next: Partial<Filters>) => void
}) {
  const screen = useScreen()
  const choices = createMemo(() => {
    // Told of each change of the board: a count that stands still beside moving cards would be wrong.
    screen.store.changes()
    return choicesOf(screen, props.facet, props.filters[props.facet])
  })
  return (
    <Show when={choices().length > 0}>
      <MenuChoice
        label={t().views.facets[props.facet]}
        value={props.filters[props.facet] ?? everything}
        choices={[{ value: everything, text: t().views.facets.all[props.facet] }, ...choices()]}
        onChoose={(value) => props.onChange({ [props.facet]: value === everything ? null : value })}
      />
    </Show>
  )
}

function choicesOf(screen: Screen, facet: Facet, chosen: string | null) {
  const counts = countValues(screen.store.index.views(), facet)
  const values = new Set([...counts.keys(), ...(chosen === null ? [] : [chosen])])
  const worded = [...values].map((value) => ({
    value,
    words: valueWords(screen.store.frame(), facet, value),
    count: counts.get(value) ?? 0,
  }))
  worded.sort((a, b) =>
    // The latest list first, everything else by its words.
    facet === 'list'
      ? b.value.localeCompare(a.value)
      : a.words.localeCompare(b.words, undefined, { numeric: true }),
  )
  return worded.map(({ value, words, count }) => ({
    value,
    text: t().views.facets.choice(words, number(count)),
  }))
}
