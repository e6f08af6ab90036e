import { For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { listOf, shiftInOrder } from './hand-order.ts'
import { useScreen } from './screen.ts'
import type { CardId } from '#shared/domain/ids.ts'

/** The place in the order of one's hand, step by step: the dialog stays. */
export function HandOrder(props: { readonly card: CardId }) {
  const screen = useScreen()
  const words = () => t().acting.order
  const ids = () => {
    screen.store.view(props.card)
    return listOf(props.card, screen)
  }
  const place = () => ids().indexOf(props.card)
  const mayGo = (by: -1 | 1) => place() + by >= 0 && place() + by < ids().length
  return (
    <>
      <h3 class="move-heading">{words().title(place() + 1, ids().length)}</h3>
      <div class="move-lanes" role="group" aria-label={words().title(place() + 1, ids().length)}>
        <For each={steps}>
          {(step) => (
            <Button
              size="small"
              icon={step.icon}
              aria-keyshortcuts={step.keys}
              aria-disabled={mayGo(step.by) ? undefined : 'true'}
              onClick={() => shiftInOrder(props.card, step.by, screen)}
            >
              {words()[step.name]}
            </Button>
          )}
        </For>
      </div>
    </>
  )
}

const steps = [
  { name: 'up', by: -1, icon: 'arrow-up', keys: 'Alt+ArrowUp' },
  { name: 'down', by: 1, icon: 'arrow-down', keys: 'Alt+ArrowDown' },
] as const
