import { createUniqueId, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { TextField } from '#client/ui/Field.tsx'
import { bounds, isSettingWrong } from './checks.ts'
import type { SettingsDraft, SetUpDraft } from './draft.ts'

const groups = {
  delays: ['firstContactDays', 'appointmentDays', 'evaluationMonths'],
  attempts: ['calls', 'days', 'dayParts', 'hoursApart'],
  targets: ['reached', 'supported', 'positiveExits', 'toContactPerYear'],
} as const satisfies Record<string, readonly (keyof SettingsDraft)[]>

export function CampaignStep(props: { readonly kept: SetUpDraft; readonly tried: boolean }) {
  const words = () => t().setUp.campaign
  const draft = () => props.kept.draft
  return (
    <>
      <PageHeading class="set-up-title">{words().title}</PageHeading>
      <p class="set-up-lead">{words().lead}</p>
      <div class="set-up-grid">
        <TextField
          label={words().name}
          placeholder={words().namePlaceholder}
          required
          value={draft().campaign}
          error={
            props.tried && draft().campaign.trim().length < 2 ? words().nameMissing : undefined
          }
          onInput={(event) => props.kept.setDraft('campaign', event.currentTarget.value)}
        />
      </div>
      <div class="set-up-columns">
        <Group name="delays" kept={props.kept} />
        <Group name="targets" kept={props.kept} />
        <Group name="attempts" kept={props.kept} />
      </div>
    </>
  )
}

function Group(props: { readonly name: keyof typeof groups; readonly kept: SetUpDraft }) {
  return (
    <fieldset class="panel set-up-box">
      <legend class="set-up-legend">{t().setUp.campaign[props.name]}</legend>
      <For each={groups[props.name]}>{(field) => <Setting field={field} kept={props.kept} />}</For>
    </fieldset>
  )
}

function Setting(props: { readonly field: keyof SettingsDraft; readonly kept: SetUpDraft }) {
  const id = createUniqueId()
  const words = () => t().setUp.campaign.fields[props.field]
  const wrong = () => isSettingWrong(props.kept.draft.settings, props.field)
  const error = () => {
    if (props.field === 'evaluationMonths') return t().setUp.campaign.monthsWrong
    const { min, max } = bounds[props.field]
    return t().setUp.campaign.between(min, max)
  }
  return (
    <div class="set-up-setting">
      <label for={id}>
        {words().name}
        <small class="set-up-small muted">{words().detail}</small>
      </label>
      <span class="set-up-setting-value">
        <input
          id={id}
          class="input"
          inputmode={props.field === 'evaluationMonths' ? 'text' : 'numeric'}
          value={props.kept.draft.settings[props.field]}
          aria-invalid={wrong() ? 'true' : undefined}
          aria-describedby={`${id}-unit`}
          onInput={(event) =>
            props.kept.setDraft('settings', props.field, event.currentTarget.value)
          }
        />
        <span id={`${id}-unit`}>{words().unit}</span>
      </span>
      <Show when={wrong()}>
        <p class="field-error set-up-setting-error" role="alert">
          {error()}
        </p>
      </Show>
    </div>
  )
}
