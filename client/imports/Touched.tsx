import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { fullName } from '#shared/domain/names.ts'
import type { UndoAnswer } from '#shared/contracts/imports.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

/** Cards that an undo has left as somebody has made them. */
export function Touched(props: {
  readonly title: string
  readonly cards: UndoAnswer['left']
  readonly campaign: CampaignId
}) {
  return (
    <Show when={props.cards.length > 0}>
      <section class="panel touched-cards">
        <h2 class="panel-title">{props.title}</h2>
        <ul class="touched-cards-list">
          <For each={props.cards}>
            {(one) => (
              <li>
                <a href={links.card(props.campaign, one.card)}>{fullName(one)}</a>
                <small class="muted">{t().imports.apply.leftLine(one.line)}</small>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
