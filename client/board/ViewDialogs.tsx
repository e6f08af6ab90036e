import { createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { TextField } from '#client/ui/Field.tsx'
import { showToast } from '#client/ui/toast.ts'
import type { SavedView } from '#shared/contracts/preferences.ts'
import { useScreen } from './screen.ts'

/** Views one person may keep, as the server has it. */
const mostViews = 30
const longestName = 60

export function SaveViewDialog(props: {
  readonly open: boolean
  readonly query: SavedView['query']
  readonly onClose: () => void
}) {
  const screen = useScreen()
  const [name, setName] = createSignal('')
  const [tried, setTried] = createSignal(false)
  const words = () => t().views
  const typed = () => name().trim()
  const taken = () => screen.preferences.views().some((view) => view.name === typed())
  const full = () => !taken() && screen.preferences.views().length >= mostViews
  const error = () => {
    if (full()) return words().tooMany
    return tried() && typed() === '' ? words().nameNeeded : undefined
  }
  const close = () => {
    setName('')
    setTried(false)
    props.onClose()
  }
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (error() !== undefined) return
    screen.preferences.saveView({ name: typed(), query: props.query })
    showToast({ text: words().savedAs(typed()), icon: 'check', replaces: 'view' })
    close()
  }
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={words().saveTitle}
      closeLabel={t().common.close}
    >
      <form id="save-view" class="view-form" onSubmit={save} novalidate>
        <TextField
          label={words().name}
          hint={taken() ? words().nameTaken : words().nameHint}
          error={error()}
          maxlength={longestName}
          autocomplete="off"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" look="primary">
          {t().common.save}
        </Button>
      </form>
    </Dialog>
  )
}

export function ManageViewsDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const screen = useScreen()
  const remove = (view: SavedView) => {
    screen.preferences.removeView(view.name)
    showToast({
      text: t().views.removed(view.name),
      icon: 'trash-2',
      replaces: 'view',
      action: { label: t().common.undo, run: () => screen.preferences.saveView(view) },
    })
  }
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t().views.manageTitle}
      closeLabel={t().common.close}
    >
      <Show when={screen.preferences.views().length > 0} fallback={<p>{t().views.noView}</p>}>
        <ul class="view-list">
          <For each={screen.preferences.views()}>
            {(view) => (
              <li>
                <span>{view.name}</span>
                <Button
                  look="quiet"
                  size="small"
                  icon="trash-2"
                  aria-label={t().views.remove(view.name)}
                  title={t().views.remove(view.name)}
                  onClick={() => remove(view)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}
