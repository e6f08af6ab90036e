import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { number, percent } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { stages, type Stage } from '#shared/domain/stages.ts'
import { Count } from './Count.tsx'
import { progressOf } from './progress.ts'
import { shownInStage } from './shown.ts'
import { useScreen } from './screen.ts'
import { stageIcons } from './stage-look.ts'

/** The six columns: name, count, progress with a tick at the target, one caption. On a phone they are the tabs. */
export function StageHeaders(props: {
  readonly chosen: Stage
  readonly onChoose: (stage: Stage) => void
}) {
  const screen = useScreen()
  return (
    <div class="stages" data-strip role="group" aria-label={t().board.stagesLabel}>
      <For each={stages}>
        {(stage) => (
          <Show
            when={screen.phone()}
            fallback={
              <div class={`stage stage-${stage}`}>
                <StageHeader stage={stage} />
              </div>
            }
          >
            <StageTab
              stage={stage}
              chosen={props.chosen === stage}
              onChoose={() => props.onChoose(stage)}
            />
          </Show>
        )}
      </For>
    </div>
  )
}

/** The chosen tab is always in sight, however one came to it. */
function StageTab(props: {
  readonly stage: Stage
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const [button, setButton] = createSignal<HTMLButtonElement>()
  createEffect(() => {
    const tab = button()
    const strip = tab?.parentElement
    if (!props.chosen || !tab || !strip) return
    // Not scrollIntoView: that would move the page under the finger too.
    strip.scrollTo({ left: tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2 })
  })
  return (
    <button
      type="button"
      ref={setButton}
      class={`stage stage-${props.stage}`}
      aria-pressed={props.chosen}
      onClick={() => props.onChoose()}
    >
      <StageHeader stage={props.stage} />
    </button>
  )
}

function StageHeader(props: { readonly stage: Stage }) {
  const screen = useScreen()
  const count = () => screen.store.count(`stage/${props.stage}`)
  const shown = createMemo(() => shownInStage(screen.store, props.stage))
  const progress = () => progressOf(props.stage, screen.store)
  const caption = () => {
    const { done, of, share, target } = progress()
    const words = t().board.captions
    const text =
      props.stage === 'received' || props.stage === 'not_reached'
        ? words[props.stage](number(done), number(of))
        : props.stage === 'dispatched'
          ? words.dispatched(percent(share), screen.store.frame().settings.firstContactDays)
          : words[props.stage](percent(share))
    return target === null ? text : words.target(text, percent(target))
  }
  return (
    <>
      <span class="stage-title">
        <Icon name={stageIcons[props.stage]} />
        <span class="stage-name">{t().common.stages[props.stage]}</span>
        <b class="stage-count">
          <Count shown={shown()} total={count()} />
          <span class="sr">{` ${t().board.youthsWord(count())}`}</span>
        </b>
      </span>
      <span class="bar stage-bar" aria-hidden="true">
        <span class="bar-value" style={{ '--v': progress().share }} />
        <Show when={progress().target}>
          {(target) => <span class="bar-target" style={{ '--t': target() }} />}
        </Show>
      </span>
      <span class="stage-caption">{progress().of === 0 ? '\u00A0' : caption()}</span>
    </>
  )
}
