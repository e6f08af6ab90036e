import { createSignal, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { noteText } from './note-text.ts'
import { birthText, phoneText } from './rows.ts'
import type { Cell, ShownField } from './rows.ts'

/** A value of a row; where something is wrong it is a button that turns into the field to correct it. */
export function CellEditor(props: {
  readonly line: number
  readonly field: ShownField
  readonly cell: Cell
  readonly onFix: (value: string) => void
}) {
  const [editing, setEditing] = createSignal(false)
  let button: HTMLButtonElement | undefined
  const words = () => t().imports.check
  const text = () => {
    const value = props.cell.value ?? ''
    if (props.field === 'phone') return phoneText(value)
    return props.field === 'birthDate' ? birthText(value) : value
  }
  const others = () => props.cell.others.map(phoneText).join(', ')
  const label = () => words().correct(t().imports.fields[props.field], props.line)
  const leave = () => {
    setEditing(false)
    queueMicrotask(() => button?.focus())
  }
  const keep = (value: string) => {
    const changed = value.trim() !== text()
    leave()
    if (changed) props.onFix(value.trim())
  }
  return (
    <Show
      when={props.cell.correctable}
      fallback={
        <span class="row-value">
          {text()}
          <Others numbers={others()} />
        </span>
      }
    >
      <Show
        when={editing()}
        fallback={
          <button
            ref={button}
            type="button"
            class="row-cell"
            classList={{
              'row-cell-late': props.cell.blocking,
              'row-cell-soon': !props.cell.blocking && props.cell.note !== null,
            }}
            onClick={() => setEditing(true)}
          >
            <span class="sr">{`${label()}, `}</span>
            <span class={props.cell.note === null ? 'row-cell-lines' : 'row-cell-line'}>
              <span class="row-cell-value">{text() || words().missingValue}</span>
              <Others numbers={others()} />
            </span>
            <Show when={props.cell.note}>
              {(code) => (
                <small class="row-cell-note">
                  <Icon name={props.cell.blocking ? 'circle-alert' : 'triangle-alert'} size={12} />
                  {noteText({ field: props.field, code: code(), value: props.cell.value })}
                </small>
              )}
            </Show>
          </button>
        }
      >
        <input
          ref={(element) => queueMicrotask(() => element.select())}
          class="input row-cell-input"
          aria-label={label()}
          title={words().correcting}
          value={text()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep(event.currentTarget.value)
            if (event.key === 'Escape') leave()
          }}
          onBlur={(event) => editing() && keep(event.currentTarget.value)}
        />
      </Show>
    </Show>
  )
}

/** The row's other numbers: they stay, whatever is typed for the one that is shown first. */
function Others(props: { readonly numbers: string }) {
  return (
    <Show when={props.numbers}>
      <span class="row-others">
        <span class="sr">{t().imports.check.beside}</span>
        {props.numbers}
      </span>
    </Show>
  )
}
