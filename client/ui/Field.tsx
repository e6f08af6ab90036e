import { createUniqueId, Show, splitProps } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { JSX } from 'solid-js'

interface FieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong, in words; the control is then marked invalid. */
  readonly error?: string | undefined
  /** Stands right of the label: a link, a count. */
  readonly aside?: JSX.Element
  readonly hideLabel?: boolean
  readonly class?: string
}

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

/** A label, its control, a hint and an error, wired together. */
export function Field(props: FieldProps & { readonly control: (wiring: Wiring) => JSX.Element }) {
  const id = createUniqueId()
  const wiring: Wiring = {
    id,
    get 'aria-describedby'() {
      const ids = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean)
      return ids.length > 0 ? ids.join(' ') : undefined
    },
    get 'aria-invalid'() {
      return props.error ? ('true' as const) : undefined
    },
  }
  return (
    <div class={`field ${props.class ?? ''}`}>
      <div class="field-head" classList={{ sr: props.hideLabel ?? false }}>
        <label class="field-label" for={id}>
          {props.label}
        </label>
        {props.aside}
      </div>
      {props.control(wiring)}
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p class="field-error" id={`${id}-error`}>
          <Icon name="circle-alert" size={14} />
          {props.error}
        </p>
      </Show>
    </div>
  )
}

const fieldKeys = ['label', 'hint', 'error', 'aside', 'hideLabel', 'class'] as const

type InputProps = FieldProps & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, keyof FieldProps>

export function TextField(props: InputProps) {
  const [field, rest] = splitProps(props, fieldKeys)
  return <Field {...field} control={(wiring) => <input class="input" {...rest} {...wiring} />} />
}

type AreaProps = FieldProps &
  Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps>

export function TextArea(props: AreaProps) {
  const [field, rest] = splitProps(props, fieldKeys)
  return <Field {...field} control={(wiring) => <textarea class="input" {...rest} {...wiring} />} />
}

type SelectProps = FieldProps & Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps>

/** The browser's own list: right on phones, by keyboard and to every screen reader. */
export function SelectField(props: SelectProps) {
  const [field, rest] = splitProps(props, fieldKeys)
  return (
    <Field
      {...field}
      control={(wiring) => (
        <span class="select-box">
          <select class="select" {...rest} {...wiring} />
          <Icon name="chevron-down" size={14} />
        </span>
      )}
    />
  )
}
