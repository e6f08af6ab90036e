import { createMemo, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import type { Colleague } from '#client/sync/presence.ts'

const shownFaces = 4

/** Who else has this board open, one face a person. Offline nobody knows: the faces go grey. */
export function PeopleHere(props: {
  readonly others: readonly Colleague[]
  readonly me: string | null
  readonly online: boolean
}) {
  const people = createMemo(() => {
    const byId = new Map(props.others.map((one) => [one.user.id, one.user]))
    if (props.me !== null) byId.delete(props.me)
    return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  })
  return (
    <Show when={people().length > 0}>
      <span class="people-here">
        <span class="sr">{t().board.connection.people(people().length)}</span>
        <For each={people().slice(0, shownFaces)}>
          {(user) => <Avatar name={user.name} userId={props.online ? user.id : undefined} ring />}
        </For>
        <Show when={people().length > shownFaces}>
          <span class="people-more">{t().board.connection.more(people().length - shownFaces)}</span>
        </Show>
      </span>
    </Show>
  )
}
