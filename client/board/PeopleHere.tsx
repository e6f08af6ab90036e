import { Popover } from '@kobalte/core/popover'
import { createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { createPeople, PeopleList } from './PeopleList.tsx'
import { absenceWords } from './people-words.ts'
import type { Screen } from './screen.ts'

const shownFaces = 4

/** Who else has this board open, one face a person; behind it, what each is doing. Offline nobody knows: grey. [W1] */
export function PeopleHere(props: {
  readonly screen: Screen
  readonly me: string | null
  readonly online: boolean
}) {
  const [open, setOpen] = createSignal(false)
  const people = createPeople(
    () => props.screen,
    () => props.me,
  )
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
            <PeopleList
              screen={props.screen}
              people={people()}
              online={props.online}
              onFollow={() => setOpen(false)}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover>
    </Show>
  )
}
