import { Popover } from '@kobalte/core/popover'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Button } from '#client/ui/Button.tsx'
import { absenceWords, doingWords } from './people-words.ts'
import type { Colleague } from '#client/sync/presence.ts'
import type { Screen } from './screen.ts'

const shownFaces = 4

/** Who else has this board open, one face a person; behind it, what each is doing. Offline nobody knows: grey. [W1] */
export function PeopleHere(props: {
  readonly screen: Screen
  readonly me: string | null
  readonly online: boolean
}) {
  const [open, setOpen] = createSignal(false)
  const people = createMemo(() => {
    const byId = new Map<string, Colleague>()
    for (const one of props.screen.presence.others()) {
      const other = byId.get(one.user.id)
      // Of several pages of one person, the one they are at.
      if (!other || presentFirst(one, other) < 0) byId.set(one.user.id, one)
    }
    if (props.me !== null) byId.delete(props.me)
    return [...byId.values()].toSorted(
      (a, b) => presentFirst(a, b) || a.user.name.localeCompare(b.user.name),
    )
  })
  return (
    <Show when={people().length > 0}>
      <Popover gutter={6} placement="bottom-end" open={open()} onOpenChange={setOpen}>
        <Popover.Trigger class="people-here">
          <span class="sr">{t().together.people.button(people().length)}</span>
          <For each={people().slice(0, shownFaces)}>
            {(one) => (
              <span class="people-face" classList={{ 'people-absent': absenceWords(one) !== null }}>
                <Avatar
                  name={one.user.name}
                  userId={props.online ? one.user.id : undefined}
                  ring
                  decorative
                />
              </span>
            )}
          </For>
          <Show when={people().length > shownFaces}>
            <span class="people-more">
              {t().board.connection.more(people().length - shownFaces)}
            </span>
          </Show>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content class="people" aria-label={t().together.people.title}>
            <h2 class="people-title">{t().together.people.title}</h2>
            <Show when={props.online} fallback={<p>{t().together.people.offline}</p>}>
              <ul>
                <For each={people()}>
                  {(one) => (
                    <Person
                      colleague={one}
                      screen={props.screen}
                      onFollow={() => {
                        setOpen(false)
                        props.screen.following.follow(one.user)
                      }}
                    />
                  )}
                </For>
              </ul>
            </Show>
          </Popover.Content>
        </Popover.Portal>
      </Popover>
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
