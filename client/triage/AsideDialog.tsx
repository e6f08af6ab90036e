import { For, onCleanup, onMount, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { asideReason } from '#shared/domain/card.ts'
import { useTriage } from './state.ts'

/** Why this card cannot be sorted yet: one key. */
export function AsideDialog() {
  const triage = useTriage()
  const row = () => (triage.dialog() === 'aside' ? triage.row() : null)
  return (
    <Dialog
      open={row() !== null}
      onClose={() => triage.ask(null)}
      title={t().triage.aside.title(row()?.name ?? '')}
      closeLabel={t().common.close}
    >
      <Show when={row()}>
        <Reasons />
      </Show>
    </Dialog>
  )
}

function Reasons() {
  const triage = useTriage()
  const words = () => t().triage.aside
  const choose = (at: number) => {
    const reason = asideReason.options[at]
    if (!reason) return
    triage.ask(null)
    triage.acts.aside(reason)
  }
  onMount(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return
      event.preventDefault()
      choose(Number(event.key) - 1)
    }
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
  })
  return (
    <>
      <p class="muted">{words().text}</p>
      <ol class="triage-choices">
        <For each={asideReason.options}>
          {(reason, at) => (
            <li>
              <button
                type="button"
                class="triage-choice triage-choice-line"
                onClick={() => choose(at())}
              >
                <kbd aria-hidden="true">{at() + 1}</kbd>
                <b>{words().reasons[reason]}</b>
              </button>
            </li>
          )}
        </For>
      </ol>
    </>
  )
}
