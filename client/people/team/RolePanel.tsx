import { createUniqueId, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { me } from '#client/session.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { Member, RoleGroup } from './team.ts'

/** The people of one role. */
export function RolePanel(props: {
  readonly group: RoleGroup
  readonly pool: boolean
  readonly onInvite: (person: Member) => void
}) {
  const id = createUniqueId()
  return (
    <section class="panel team-panel" aria-labelledby={id}>
      <h2 id={id} class="team-role">
        {t().people.team.roles[props.group.role]}
        <span class="muted team-count">{props.group.members.length}</span>
      </h2>
      <ul>
        <For each={props.group.members}>
          {(person) => (
            <MemberLine person={person} pool={props.pool} onInvite={() => props.onInvite(person)} />
          )}
        </For>
      </ul>
    </section>
  )
}

function MemberLine(props: {
  readonly person: Member
  readonly pool: boolean
  readonly onInvite: () => void
}) {
  const words = () => t().people.team
  const isMe = () => props.person.id === me()?.id
  /** [P1] A link for somebody who has a password opens their account: an administrator's business, as the server says. */
  const mayInvite = () => props.person.invited || (me()?.admin === true && !isMe())
  return (
    <li class="team-line">
      <Avatar name={props.person.name} decorative />
      <span class="team-who">
        <b>
          {props.person.name}
          <span class="muted team-you" hidden={!isMe()}>
            {` (${words().you})`}
          </span>
        </b>
        <span class="muted team-email">{props.person.email}</span>
      </span>
      <span class="team-lane soft">
        <Lanes person={props.person} pool={props.pool} />
      </span>
      <span class="team-state">
        <Show when={props.person.invited}>
          <Tag look="soon" icon="hourglass">
            {words().invited}
          </Tag>
        </Show>
      </span>
      <span class="team-act">
        <Show when={mayInvite()}>
          <Button
            size="small"
            icon="link"
            aria-label={words().inviteName(props.person.name)}
            onClick={() => props.onInvite()}
          >
            <span class="team-act-word">{words().invite}</span>
          </Button>
        </Show>
      </span>
    </li>
  )
}

/** Where somebody works; roles that stand above the lanes have none to name. */
function Lanes(props: { readonly person: Member; readonly pool: boolean }) {
  const words = () => t().people.team
  const none = () => {
    if (props.person.role === 'manager') return words().noLane
    if (props.person.role !== 'officer') return ''
    return props.pool ? words().pool : words().noLane
  }
  return <>{props.person.lanes.join(', ') || none()}</>
}
