import { createMemo, For, Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { bySector } from './by-sector.ts'
import type { CampaignAnswer } from '#shared/contracts/campaigns.ts'
import type { ImportAnswer } from '#shared/contracts/imports.ts'

/** How many of the new cards each lane would be proposed. */
export function SectorBars(props: {
  readonly postCodes: ImportAnswer['postCodes']
  readonly lanes: CampaignAnswer['lanes']
}) {
  const words = () => t().importSectors
  const shared = createMemo(() => bySector(props.postCodes, props.lanes))
  const lines = () => [
    ...(shared()?.lanes ?? []).map(({ name, count }) => ({ name, count })),
    ...(shared()?.unplaced ?? []).map(({ why, count }) => ({ name: words().why[why], count })),
  ]
  const most = () => Math.max(...lines().map(({ count }) => count))
  return (
    <Show when={lines().length > 0}>
      <div>
        <h3 class="label sector-bars-title">{words().title}</h3>
        <ul>
          <For each={lines()}>
            {(line) => (
              <li class="sector-bar">
                <span class="sector-bar-name">{line.name}</span>
                <span class="sector-bar-track" aria-hidden="true">
                  <span
                    class="sector-bar-share"
                    style={{ width: `${(line.count / most()) * 100}%` }}
                  />
                </span>
                <b class="sector-bar-count">{number(line.count)}</b>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  )
}
