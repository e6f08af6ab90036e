import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { presenceColour } from '#client/ui/avatar-colour.ts'
import { Button } from '#client/ui/Button.tsx'
import { firstNameOf } from './place-words.ts'
import { useScreen } from './screen.ts'

/** While one follows a colleague: who leads, and the way out. */
export function FollowBar() {
  const screen = useScreen()
  return (
    <Show when={screen.following.leader()}>
      {(user) => (
        <>
          <div class={`follow-frame presence-${presenceColour(user().id)}`} aria-hidden="true" />
          <section
            class={`follow-bar presence-${presenceColour(user().id)}`}
            aria-label={t().together.people.following(firstNameOf(user().name))}
          >
            <Avatar name={user().name} userId={user().id} size="small" decorative />
            <b>{t().together.people.following(firstNameOf(user().name))}</b>
            <span class="follow-hint">
              {screen.following.hidden()
                ? t().together.people.followHidden
                : t().together.people.followHint}
            </span>
            <Button size="small" onClick={() => screen.following.stop()}>
              {t().together.people.stop}
            </Button>
          </section>
        </>
      )}
    </Show>
  )
}
