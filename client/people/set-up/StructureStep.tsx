import { For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { TextField } from '#client/ui/Field.tsx'
import { templateName } from '#shared/domain/templates.ts'
import { PasswordField } from '../PasswordField.tsx'
import { isEmail, shortestPassword } from './checks.ts'
import { settingsOf } from './draft.ts'
import type { SetUpDraft } from './draft.ts'

export function StructureStep(props: { readonly kept: SetUpDraft; readonly tried: boolean }) {
  const words = () => t().setUp.structure
  const draft = () => props.kept.draft
  const passwordError = () => {
    const missing = shortestPassword - props.kept.password().length
    return props.tried && missing > 0 ? t().people.passwordShort(missing) : undefined
  }
  return (
    <>
      <PageHeading class="set-up-title">{words().title}</PageHeading>
      <p class="set-up-lead">{words().lead}</p>
      <fieldset class="panel set-up-box">
        <legend class="set-up-legend">{words().template}</legend>
        <For each={templateName.options}>
          {(template) => (
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the words come from the dictionary
            <label class="set-up-choice">
              <input
                class="radio"
                type="radio"
                name="template"
                checked={draft().template === template}
                onChange={() => props.kept.setDraft({ template, settings: settingsOf(template) })}
              />
              <span>
                <b>{words().templates[template].name}</b>
                <small class="set-up-small muted">{words().templates[template].detail}</small>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <fieldset class="panel set-up-box">
        <legend class="set-up-legend">{words().account}</legend>
        <p class="set-up-box-text muted">{words().accountText}</p>
        <div class="set-up-grid">
          <TextField
            label={words().name}
            autocomplete="name"
            required
            value={draft().name}
            error={props.tried && draft().name.trim().length < 2 ? words().nameMissing : undefined}
            onInput={(event) => props.kept.setDraft('name', event.currentTarget.value)}
          />
          <TextField
            label={words().email}
            type="email"
            inputmode="email"
            autocomplete="username"
            required
            value={draft().email}
            error={props.tried && !isEmail(draft().email) ? words().emailWrong : undefined}
            onInput={(event) => props.kept.setDraft('email', event.currentTarget.value)}
          />
          <PasswordField
            label={words().password}
            hint={t().people.passwordHint}
            error={passwordError()}
            autocomplete="new-password"
            value={props.kept.password()}
            onInput={props.kept.setPassword}
          />
        </div>
      </fieldset>
    </>
  )
}
