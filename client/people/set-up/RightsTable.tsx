import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'

type Right = 'yes' | 'no' | 'all' | 'lane'
type Row = 'officer' | 'officerPlatform' | 'manager' | 'coordinator' | 'observer'

// Columns as in the words: see the board, open their cards, dispatch, import. The rules P2 to P5 in short.
const rights: Readonly<Record<Row, readonly Right[]>> = {
  officer: ['yes', 'yes', 'no', 'no'],
  officerPlatform: ['yes', 'all', 'no', 'no'],
  manager: ['yes', 'lane', 'lane', 'no'],
  coordinator: ['yes', 'all', 'yes', 'yes'],
  observer: ['yes', 'no', 'no', 'no'],
}

/** What each role may do, for those who name the team. */
export function RightsTable(props: { readonly platform: boolean }) {
  const words = () => t().setUp.team
  const rows = (): readonly Row[] =>
    props.platform
      ? ['officerPlatform', 'coordinator', 'observer']
      : ['officer', 'manager', 'coordinator', 'observer']
  return (
    <div
      class="panel rights-box"
      data-strip
      role="group"
      aria-label={words().rights}
      // Where it scrolls by itself, keys have to reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1 asks it of what scrolls
      tabindex="0"
    >
      <table class="rights">
        <caption class="sr">{words().rights}</caption>
        <thead>
          <tr>
            <th>
              <span class="sr">{words().role}</span>
            </th>
            <For each={words().rightNames}>{(name) => <th scope="col">{name}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr>
                <th scope="row">{words().rightRows[row]}</th>
                <For each={rights[row]}>
                  {(right) => (
                    <td>
                      <RightCell right={right} />
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

function RightCell(props: { readonly right: Right }) {
  return (
    <Show when={props.right !== 'no'} fallback={<span class="muted">{t().common.no}</span>}>
      <Show
        when={props.right === 'yes'}
        fallback={props.right === 'all' ? t().setUp.team.allCards : t().setUp.team.laneCards}
      >
        <Icon name="check" />
        <span class="sr">{t().common.yes}</span>
      </Show>
    </Show>
  )
}
