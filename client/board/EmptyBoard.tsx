import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { buttonClass } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { useScreen } from './screen.ts'

/** A campaign that has no card yet, and what brings the first ones. */
export function EmptyBoard() {
  const screen = useScreen()
  return (
    <EmptyState icon="inbox" title={t().board.states.emptyTitle} text={t().board.states.emptyText}>
      <Show when={screen.actor()?.role === 'coordinator'}>
        <a class={buttonClass({ look: 'primary' })} href={links.imports(screen.campaign)}>
          {t().board.states.import}
        </a>
      </Show>
    </EmptyState>
  )
}
