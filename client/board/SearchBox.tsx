import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { BoardAddress } from './address.ts'

/** Narrows the board to names that match; accents, case and the order of the words do not matter. */
export function SearchBox(props: { readonly address: BoardAddress }) {
  const [input, setInput] = createSignal<HTMLInputElement>()
  const text = () => props.address.filters().text
  const search = (value: string) =>
    props.address.setFilters({ ...props.address.filters(), text: value })
  onMount(() => {
    const focus = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        input()?.focus()
        input()?.select()
      }
    }
    document.addEventListener('keydown', focus)
    onCleanup(() => document.removeEventListener('keydown', focus))
  })
  return (
    <label class="search-box" classList={{ 'search-box-used': text() !== '' }}>
      <Icon name="search" />
      <span class="sr">{t().board.filters.search}</span>
      <input
        ref={setInput}
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={t().board.filters.search}
        aria-keyshortcuts="Control+K"
        value={text()}
        onInput={(event) => search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search('')
        }}
      />
      <Show
        when={text() !== ''}
        fallback={
          <kbd class="search-box-keys" aria-hidden="true">
            {'Ctrl\u00A0K'}
          </kbd>
        }
      >
        <button
          type="button"
          class="search-box-clear"
          aria-label={t().board.filters.clearSearch}
          onClick={() => {
            search('')
            input()?.focus()
          }}
        >
          <Icon name="x" size={14} />
        </button>
      </Show>
    </label>
  )
}
