import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { BoardAddress } from './address.ts'

/** The way to the search; while the board is narrowed to a name it says so, and lets go of it. */
export function SearchBox(props: { readonly address: BoardAddress; readonly onOpen: () => void }) {
  const text = () => props.address.filters().text
  return (
    <div class="search-box" classList={{ 'search-box-used': text() !== '' }}>
      <button
        type="button"
        class="search-box-open"
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
        onClick={() => props.onOpen()}
      >
        <Icon name="search" />
        <span class="search-box-text">{text() || t().board.filters.search}</span>
      </button>
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
          onClick={() => props.address.setFilters({ ...props.address.filters(), text: '' })}
        >
          <Icon name="x" size={14} />
        </button>
      </Show>
    </div>
  )
}
