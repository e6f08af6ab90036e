import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { For, Show } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import type { JSX } from 'solid-js'

/** A button that opens a menu; arrows, first letters, Escape. */
export function Menu(props: {
  readonly label?: string
  readonly class: string
  readonly trigger: JSX.Element
  readonly align?: 'start' | 'end'
  readonly onOpenChange?: (open: boolean) => void
  readonly children: JSX.Element
}) {
  return (
    <DropdownMenu
      onOpenChange={(open) => props.onOpenChange?.(open)}
      gutter={4}
      placement={props.align === 'end' ? 'bottom-end' : 'bottom-start'}
      modal={false}
    >
      <DropdownMenu.Trigger class={props.class} aria-label={props.label}>
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">{props.children}</DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}

export function MenuItem(props: {
  readonly icon?: IconName
  readonly detail?: string | undefined
  readonly disabled?: boolean
  readonly onSelect: () => void
  readonly children: JSX.Element
}) {
  return (
    <DropdownMenu.Item
      class="menu-item"
      disabled={props.disabled ?? false}
      onSelect={() => props.onSelect()}
    >
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <span class="menu-item-text">
        {props.children}
        <Show when={props.detail}>
          <span class="menu-item-detail">{props.detail}</span>
        </Show>
      </span>
    </DropdownMenu.Item>
  )
}

/** One choice among several; the chosen one carries a check. */
export function MenuChoice<T extends string>(props: {
  readonly label: string
  readonly value: T
  readonly choices: readonly {
    readonly value: T
    readonly text: string
    readonly icon?: IconName
  }[]
  readonly onChoose: (value: T) => void
}) {
  const choiceOf = (text: string) => props.choices.find((choice) => choice.value === text)
  const choose = (text: string) => {
    const found = choiceOf(text)
    if (found) props.onChoose(found.value)
  }
  return (
    <DropdownMenu.Group>
      <DropdownMenu.GroupLabel class="menu-heading">{props.label}</DropdownMenu.GroupLabel>
      <DropdownMenu.RadioGroup value={props.value} onChange={choose}>
        {/* By value: a count that changes while the menu is open leaves the items, and the focus, where they are. */}
        <For each={props.choices.map((choice) => choice.value)}>
          {(value) => (
            <DropdownMenu.RadioItem class="menu-item" value={value} closeOnSelect={false}>
              <Show when={choiceOf(value)?.icon}>{(name) => <Icon name={name()} />}</Show>
              <span class="menu-item-text">{choiceOf(value)?.text}</span>
              <DropdownMenu.ItemIndicator>
                <Icon name="check" size={14} />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          )}
        </For>
      </DropdownMenu.RadioGroup>
    </DropdownMenu.Group>
  )
}

/** On or off by itself; the menu stays open for the next one. */
export function MenuCheck(props: {
  readonly checked: boolean
  readonly onToggle: () => void
  readonly children: JSX.Element
}) {
  return (
    <DropdownMenu.CheckboxItem
      class="menu-item"
      checked={props.checked}
      onChange={() => props.onToggle()}
      closeOnSelect={false}
    >
      <span class="menu-item-text">{props.children}</span>
      <DropdownMenu.ItemIndicator>
        <Icon name="check" size={14} />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator class="menu-separator" />
}
