import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import './imports.css'
import './row-dialog.css'

const wizardSteps = ['file', 'columns', 'check', 'apply'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** Where one is: file, columns, check, import; a step that is done can be opened again while nothing was applied. */
export function WizardSteps(props: {
  readonly now: WizardStep
  readonly details: Readonly<Partial<Record<WizardStep, string>>>
  readonly onGo?: ((step: WizardStep) => void) | undefined
}) {
  const position = (step: WizardStep) => wizardSteps.indexOf(step)
  return (
    <ol class="wizard-steps" data-strip>
      <For each={wizardSteps}>
        {(step, index) => {
          const state = () =>
            index() < position(props.now) ? 'done' : step === props.now ? 'now' : 'ahead'
          const face = () => (
            <>
              <span class="wizard-step-number">
                <Show when={state() === 'done'} fallback={index() + 1}>
                  <Icon name="check" size={14} />
                </Show>
              </span>
              <span class="wizard-step-words">
                <b class="wizard-step-name">{t().imports.steps[step]}</b>
                <small class="wizard-step-detail">{props.details[step]}</small>
              </span>
            </>
          )
          return (
            <li
              class={`wizard-step wizard-step-${state()}`}
              aria-current={state() === 'now' ? 'step' : undefined}
            >
              <Show
                when={state() === 'done' && props.onGo}
                fallback={<span class="wizard-step-face">{face()}</span>}
              >
                {(go) => (
                  <button type="button" class="wizard-step-face" onClick={() => go()(step)}>
                    {face()}
                  </button>
                )}
              </Show>
            </li>
          )
        }}
      </For>
    </ol>
  )
}
