import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { createPageTitle } from '#client/shell/arrival.ts'
import { Brand } from '#client/shell/Brand.tsx'
import { OfflineNote } from '#client/shell/OfflineNote.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { steps } from './checks.ts'
import type { Step } from './checks.ts'
import type { JSX } from 'solid-js'
import './set-up.css'

/** The name and detail of a step; the platform's lanes are its PSADs. */
export function stepWords(step: Step, platform: boolean): { name: string; detail: string } {
  return step === 'lanes' && platform ? t().setUp.lanesStepPlatform : t().setUp.steps[step]
}

export function StepFrame(props: {
  readonly step: Step
  readonly platform: boolean
  readonly onGo: (step: Step) => void
  readonly onContinue: () => void
  /** For steps that may be left empty. */
  readonly onLater: (() => void) | undefined
  readonly blocked: boolean
  readonly busy: boolean
  readonly children: JSX.Element
}) {
  const position = () => steps.indexOf(props.step)
  const before = () => steps[position() - 1]
  createPageTitle(() => [stepWords(props.step, props.platform).name, t().setUp.title])
  return (
    <div class="set-up">
      <aside class="set-up-side">
        <Brand large />
        <p class="set-up-side-title">
          {t().setUp.title}
          <small class="set-up-small">{t().setUp.duration}</small>
        </p>
        <ol class="set-up-steps">
          <For each={steps}>
            {(step, index) => (
              <StepLine
                words={stepWords(step, props.platform)}
                number={index() + 1}
                state={index() < position() ? 'done' : index() === position() ? 'now' : 'ahead'}
                onGo={() => props.onGo(step)}
              />
            )}
          </For>
        </ol>
        <div class="set-up-side-foot">
          <LanguageSwitch />
          <p class="set-up-kept muted">
            <Icon name="cloud-check" size={14} />
            {t().setUp.kept}
          </p>
        </div>
      </aside>
      <main class="set-up-content" id="content">
        <form
          class="set-up-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!props.blocked && !props.busy) props.onContinue()
          }}
        >
          <div class="set-up-body">
            <OfflineNote text={t().setUp.offline} />
            <p class="set-up-where muted">{t().setUp.stepOf(position() + 1, steps.length)}</p>
            {props.children}
          </div>
          <footer class="set-up-foot">
            <Show when={before()}>
              {(step) => (
                <Button size="large" icon="chevron-left" onClick={() => props.onGo(step())}>
                  {t().common.back}
                </Button>
              )}
            </Show>
            <span class="set-up-gap" />
            <Show when={props.onLater}>
              {(later) => (
                <Button look="quiet" size="large" onClick={() => later()()}>
                  {t().setUp.later}
                </Button>
              )}
            </Show>
            <Button
              type="submit"
              look="primary"
              size="large"
              busy={props.busy}
              aria-disabled={props.blocked ? 'true' : undefined}
              iconAfter="arrow-right"
            >
              {props.step === 'ready' ? t().setUp.ready.create : t().common.continue}
            </Button>
          </footer>
        </form>
      </main>
    </div>
  )
}

function StepLine(props: {
  readonly words: { name: string; detail: string }
  readonly number: number
  readonly state: 'done' | 'now' | 'ahead'
  readonly onGo: () => void
}) {
  const face = () => (
    <>
      <span class="set-up-step-number">
        <Show when={props.state === 'done'} fallback={props.number}>
          <Icon name="check" size={14} />
        </Show>
      </span>
      <span>
        <b class="set-up-step-name">{props.words.name}</b>
        <small class="set-up-small">{props.words.detail}</small>
      </span>
    </>
  )
  return (
    <li
      class={`set-up-step set-up-step-${props.state}`}
      aria-current={props.state === 'now' ? 'step' : undefined}
    >
      <Show when={props.state === 'done'} fallback={<span class="set-up-step-face">{face()}</span>}>
        <button type="button" class="set-up-step-face" onClick={() => props.onGo()}>
          {face()}
        </button>
      </Show>
    </li>
  )
}
