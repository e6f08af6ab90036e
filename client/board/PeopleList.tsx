import { createMemo, For, Show, type Accessor } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Button } from '#client/ui/Button.tsx'
import { absenceWords, doingWords } from './people-words.ts'
import type { Colleague } from '#client/sync/presence.ts'
import type { Screen } from './screen.ts'

/** Who else has this board open, one entry a person, who sits there first. [W1] */
export function createPeople(
  screen: () => Screen,
  me: () => string | null,
): Accessor<readonly Colleague[]> {
  const people = createMemo(() => {
    const byId = new Map<string, Colleague>()
    for (const one of screen().presence.others()) {
      const other = byId.get(one.user.id)
      // Of several pages of one person, the one they are at.
      if (!other || presentFirst(one, other) < 0) byId.set(one.user.id, one)
    }
    const own = me()
    if (own !== null) byId.delete(own)
    return [...byId.values()].toSorted(
      (a, b) => presentFirst(a, b) || a.user.name.localeCompare(b.user.name),
    )
  })
  return people
}

/** What each of them is doing, and following them. Offline nobody knows. */
export function PeopleList(props: {
  readonly screen: Screen
  readonly people: readonly Colleague[]
  readonly online: boolean
  readonly onFollow: () => void
}) {
  return (
    <Show when={props.online} fallback={<p>{t().together.people.offline}</p>}>
      <ul>
        <For each={props.people}>
          {(one) => (
            <Person
              colleague={one}
              screen={props.screen}
              onFollow={() => {
                props.onFollow()
                props.screen.following.follow(one.user)
              }}
            />
          )}
        </For>
      </ul>
    </Show>
  )
}

function Person(props: {
  readonly colleague: Colleague
  readonly screen: Screen
  readonly onFollow: () => void
}) {
  const user = () => props.colleague.user
  const doing = () => {
    // Read again when that card changes.
    const { card } = props.colleague.state
    if (card) props.screen.store.view(card)
    return doingWords(props.colleague, props.screen.store.index)
  }
  const followed = () => props.screen.following.leader()?.id === user().id
  return (
    <li class="person">
      <span classList={{ 'people-absent': absenceWords(props.colleague) !== null }}>
        <Avatar name={user().name} userId={user().id} decorative />
      </span>
      <span class="person-text">
        <b>{user().name}</b>
        <span class="person-doing">
          {[absenceWords(props.colleague), doing()].filter(Boolean).join(', ')}
        </span>
      </span>
      <Button
        look="quiet"
        size="small"
        icon={followed() ? 'x' : 'eye'}
        aria-label={followed() ? t().together.people.stop : t().together.people.follow(user().name)}
        onClick={() => (followed() ? props.screen.following.stop() : props.onFollow())}
      >
        {followed() ? t().together.people.stop : t().together.people.followWord}
      </Button>
    </li>
  )
}

/** Negative: `a` is more here than `b`. */
function presentFirst(a: Colleague, b: Colleague): number {
  const rank = (one: Colleague) => (one.state.away ? 2 : one.state.idle ? 1 : 0)
  return rank(a) - rank(b)
}
