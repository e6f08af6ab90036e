import { createSignal, splitProps } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'

/** A password that can be shown: people who see what they type mistype less. */
export function PasswordField(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly autocomplete: 'current-password' | 'new-password'
  readonly value: string
  readonly onInput: (value: string) => void
}) {
  const [shown, setShown] = createSignal(false)
  const [field] = splitProps(props, ['label', 'hint', 'error'])
  return (
    <Field
      {...field}
      control={(wiring) => (
        <span class="password-field">
          <input
            {...wiring}
            class="input"
            type={shown() ? 'text' : 'password'}
            autocomplete={props.autocomplete}
            autocapitalize="none"
            spellcheck={false}
            required
            value={props.value}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <Button
            class="password-field-show"
            look="quiet"
            icon={shown() ? 'eye-off' : 'eye'}
            aria-label={shown() ? t().people.hidePassword : t().people.showPassword}
            onClick={() => setShown(!shown())}
          />
        </span>
      )}
    />
  )
}
