import { createMemo, For, Show } from 'solid-js'
import { dayTiny, list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { firstNameOf } from './place-words.ts'
import { useScreen } from './screen.ts'
import { cellKeyOf } from './tally.ts'

/** Of "À répartir": the lists that those who wait came with, and who is sorting them right now. [W1] */
export function WaitingFacts() {
  const screen = useScreen()
  const days = createMemo(() => {
    const received = screen.store
      .cell(cellKeyOf('received', null))
      .flatMap((id) => screen.store.index.view(id)?.card.received.on ?? [])
    return [...new Set(received)].toSorted()
  })
  const lists = () => {
    const [first] = days()
    const last = days().at(-1)
    if (!first || !last) return null
    const words = t().board.lane
    return first === last
      ? words.listOf(dayTiny(first))
      : words.listsOf(dayTiny(first), dayTiny(last))
  }
  const sorting = createMemo(() => {
    if (!screen.online()) return []
    const others = screen.presence.others().filter((one) => one.state.triage)
    return [...new Map(others.map((one) => [one.user.id, one.user])).values()]
  })
  return (
    <>
      <Show when={lists()}>{(text) => <span class="lane-lists">{text()}</span>}</Show>
      <Show when={sorting().length > 0}>
        <span class="lane-here lane-sorting">
          <For each={sorting().slice(0, 3)}>
            {(user) => <Avatar name={user.name} userId={user.id} size="small" decorative />}
          </For>
          <span>
            {t().board.lane.sorting(
              list(sorting().map((user) => firstNameOf(user.name))),
              sorting().length,
            )}
          </span>
        </span>
      </Show>
    </>
  )
}
