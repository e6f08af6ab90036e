import { For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { stages } from '#shared/domain/stages.ts'
import { stageIcons } from './stage-look.ts'

/** The shape of the board while it arrives. */
export function BoardSkeleton() {
  return (
    <div class="board-page" aria-busy="true">
      <p class="sr" role="status">
        {t().board.states.loading}
      </p>
      <div class="filter-bar" data-strip aria-hidden="true">
        <For each={[1, 2, 3, 4, 5]}>{() => <span class="chip chip-waiting" />}</For>
      </div>
      <div class="board">
        <div class="stages" data-strip>
          <For each={stages}>
            {(stage) => (
              <div class={`stage stage-${stage}`}>
                <span class="stage-title">
                  <Icon name={stageIcons[stage]} />
                  <span class="stage-name">{t().common.stages[stage]}</span>
                </span>
              </div>
            )}
          </For>
        </div>
        <div class="lane">
          <div class="lane-head" aria-hidden="true">
            <i class="bar-waiting" />
          </div>
          <div class="lane-cells" aria-hidden="true">
            <For each={stages}>
              {(stage) => (
                <div class={`cell stage-${stage} cell-waiting`}>
                  <For each={[1, 2, 3, 4]}>{() => <CardWaiting />}</For>
                </div>
              )}
            </For>
          </div>
        </div>
      </div>
    </div>
  )
}

/** Two bars where the two lines of a card will be. */
function CardWaiting() {
  return (
    <span class="card-waiting">
      <i class="bar-waiting" />
      <i class="bar-waiting" />
    </span>
  )
}
