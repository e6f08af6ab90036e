import { createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { copyText } from '#client/ui/copy-text.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#client/ui/Menu.tsx'
import { showToast } from '#client/ui/toast.ts'
import { PhoneDialogs, PhoneItems, type PhoneDialog } from './PhoneItems.tsx'
import { ManageViewsDialog, SaveViewDialog } from './ViewDialogs.tsx'
import { useScreen } from './screen.ts'
import { looks, type BoardAddress } from './address.ts'

/** What one does with the view as it stands: keep it by name, send it, fold everything; on a phone, all the rest too. */
export function ViewMenu(props: { readonly address: BoardAddress }) {
  const screen = useScreen()
  const [dialog, setDialog] = createSignal<'save' | 'manage' | PhoneDialog | null>(null)
  const saved = () => screen.preferences.views()
  const share = async () => {
    const copied = await copyText(globalThis.location.href)
    const shared =
      props.address.filters().text === '' ? t().views.shared : t().views.sharedWithoutName
    showToast({
      text: copied ? shared : t().views.notShared,
      icon: copied ? 'check' : 'info',
      replaces: 'view',
    })
  }
  const fold = (folded: boolean) => {
    const { lanes, archived } = screen.store.index.frame()
    screen.preferences.setFolded(
      [null, ...lanes.map((lane) => lane.id), ...archived.map((lane) => lane.id)],
      folded,
    )
  }
  return (
    <>
      <Menu
        label={t().views.menu}
        class="button button-quiet button-small"
        align="end"
        trigger={
          <>
            <Icon name="eye" size={14} />
            <span class="view-word">{t().views.menu}</span>
            <Icon name="chevron-down" size={12} />
          </>
        }
      >
        <Show when={props.address.lane() === null}>
          <MenuChoice
            label={t().views.look}
            value={props.address.look()}
            choices={looks.map((value) => ({ value, text: t().views.looks[value] }))}
            onChoose={(look) => props.address.setLook(look)}
          />
        </Show>
        <Show when={screen.phone()}>
          <PhoneItems address={props.address} onAsk={setDialog} />
        </Show>
        <MenuSeparator />
        <For each={saved()}>
          {(view) => (
            <MenuItem icon="flag" onSelect={() => props.address.setView(view.query)}>
              {view.name}
            </MenuItem>
          )}
        </For>
        <Show when={saved().length > 0}>
          <MenuSeparator />
        </Show>
        <MenuItem icon="plus" onSelect={() => setDialog('save')}>
          {t().views.save}
        </MenuItem>
        <Show when={saved().length > 0}>
          <MenuItem icon="pencil" onSelect={() => setDialog('manage')}>
            {t().views.manage}
          </MenuItem>
        </Show>
        <MenuItem icon="link" onSelect={() => void share()}>
          {t().views.share}
        </MenuItem>
        <MenuItem icon="printer" onSelect={() => setTimeout(() => globalThis.print())}>
          {t().print.action}
        </MenuItem>
        <Show when={props.address.lane() === null}>
          <MenuSeparator />
          <MenuItem icon="chevron-up" onSelect={() => fold(true)}>
            {t().views.fold}
          </MenuItem>
          <MenuItem icon="chevron-down" onSelect={() => fold(false)}>
            {t().views.unfold}
          </MenuItem>
        </Show>
      </Menu>
      <SaveViewDialog
        open={dialog() === 'save'}
        query={props.address.view()}
        onClose={() => setDialog(null)}
      />
      <PhoneDialogs
        asked={dialog() === 'people' ? 'people' : dialog() === 'legend' ? 'legend' : null}
        onClose={() => setDialog(null)}
      />
      <ManageViewsDialog open={dialog() === 'manage'} onClose={() => setDialog(null)} />
    </>
  )
}
