import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'

/** From page to page; nothing when one page holds all. A button that leads nowhere keeps the focus and says so. */
export function PageTurner(props: {
  /** The place of the first one in sight, from 1. */
  readonly first: number
  readonly shown: number
  readonly total: number
  readonly busy: boolean
  readonly onBack: (() => void) | null
  readonly onNext: (() => void) | null
}) {
  const words = () => t().people.referred
  const turn = (to: (() => void) | null) => {
    if (to === null || props.busy) return
    to()
    globalThis.scrollTo({ top: 0 })
  }
  return (
    <Show when={props.onBack !== null || props.onNext !== null}>
      <nav class="referred-pages" aria-label={words().pages}>
        <Button
          icon="chevron-left"
          aria-disabled={props.onBack === null ? 'true' : undefined}
          onClick={() => turn(props.onBack)}
        >
          {words().before}
        </Button>
        <span class="muted" aria-live="polite">
          {words().range(props.first, props.first + props.shown - 1, props.total)}
        </span>
        <Button
          iconAfter="chevron-right"
          aria-disabled={props.onNext === null ? 'true' : undefined}
          onClick={() => turn(props.onNext)}
        >
          {words().next}
        </Button>
      </nav>
    </Show>
  )
}
