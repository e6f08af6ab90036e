// On a phone the strip above the board has room for the filters alone: what stands there on a wider screen, and who is
// here, is in "Vue".
import { Show } from 'solid-js'
import { list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { MenuChoice, MenuItem, MenuSeparator } from '#client/ui/Menu.tsx'
import { orders } from './card-view.ts'
import { LegendDialog } from './Legend.tsx'
import { createPeople, PeopleList } from './PeopleList.tsx'
import { firstNameOf } from './place-words.ts'
import { useScreen } from './screen.ts'
import type { BoardAddress } from './address.ts'

export type PhoneDialog = 'people' | 'legend'

export function PhoneItems(props: {
  readonly address: BoardAddress
  readonly onAsk: (dialog: PhoneDialog) => void
}) {
  const screen = useScreen()
  const people = createPeople(
    () => screen,
    () => screen.actor()?.user ?? null,
  )
  const { own } = screen.acts
  return (
    <>
      {/* The table is sorted by the heads of its columns. */}
      <Show when={props.address.look() !== 'table' || props.address.lane() !== null}>
        <MenuSeparator />
        <MenuChoice
          label={t().board.filters.sort}
          value={screen.order()}
          choices={orders.map((value) => ({ value, text: t().board.filters.orders[value] }))}
          onChoose={(order) => props.address.setOrder(order)}
        />
      </Show>
      <MenuSeparator />
      <MenuItem icon="undo-2" disabled={!own.mayUndo()} onSelect={() => own.undo()}>
        {own.undoText()}
      </MenuItem>
      <MenuItem icon="redo-2" disabled={!own.mayRedo()} onSelect={() => own.redo()}>
        {own.redoText()}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon="users"
        disabled={people().length === 0}
        detail={
          people().length === 0
            ? t().together.people.alone
            : list(people().map((one) => firstNameOf(one.user.name)))
        }
        onSelect={() => props.onAsk('people')}
      >
        {t().together.people.title}
      </MenuItem>
      <MenuItem icon="circle-question-mark" onSelect={() => props.onAsk('legend')}>
        {t().help.legendTitle}
      </MenuItem>
    </>
  )
}

/** What the items open. */
export function PhoneDialogs(props: {
  readonly asked: PhoneDialog | null
  readonly onClose: () => void
}) {
  const screen = useScreen()
  const people = createPeople(
    () => screen,
    () => screen.actor()?.user ?? null,
  )
  return (
    <>
      <Dialog
        open={props.asked === 'people'}
        onClose={() => props.onClose()}
        title={t().together.people.title}
        closeLabel={t().common.close}
      >
        <div class="people-sheet">
          <PeopleList
            screen={screen}
            people={people()}
            online={screen.online()}
            onFollow={() => props.onClose()}
          />
        </div>
      </Dialog>
      <LegendDialog open={props.asked === 'legend'} onClose={() => props.onClose()} />
    </>
  )
}
