import { useParams } from '@solidjs/router'
import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Page } from '#client/shell/Page.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { campaignId } from '#shared/domain/ids.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { RolePanel } from './RolePanel.tsx'
import { byRole, readTeam } from './team.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Member, Team } from './team.ts'
import './team.css'

/** [P2] The people of a campaign, for its coordinators and administrators. */
export function TeamPage() {
  const params = useParams()
  const campaign = () => campaignId.parse(params['campaign'])
  return (
    <Show when={campaign()} keyed>
      {(id) => (
        <Page title={t().people.team.title} campaign={id} view="team">
          <div class="team">
            <OneTeam campaign={id} />
          </div>
        </Page>
      )}
    </Show>
  )
}

function OneTeam(props: { readonly campaign: CampaignId }) {
  const words = () => t().people.team
  const [read, { refetch }] = createResource(() => props.campaign, readTeam)
  const team = () =>
    read.state === 'ready' || read.state === 'refreshing' ? read.latest : undefined
  const refused = () => read.error !== undefined && asProblem(read.error).status === 403
  return (
    <Switch fallback={<Spinner label={t().common.loading} />}>
      <Match when={refused()}>
        <EmptyState icon="users" title={words().notYours} text={problemText('not-allowed')}>
          <a class={buttonClass({ look: 'primary' })} href={links.board(props.campaign)}>
            {t().shell.goHome}
          </a>
        </EmptyState>
      </Match>
      <Match when={read.error !== undefined}>
        <EmptyState
          icon="cloud-off"
          title={t().shell.broken}
          text={problemText(asProblem(read.error).code)}
        >
          <Button look="primary" onClick={() => void refetch()}>
            {t().common.retry}
          </Button>
        </EmptyState>
      </Match>
      <Match when={team()}>
        {(now) => <Members campaign={props.campaign} team={now()} onStale={() => void refetch()} />}
      </Match>
    </Switch>
  )
}

function Members(props: {
  readonly campaign: CampaignId
  readonly team: Team
  /** What stands here is not true any more. */
  readonly onStale: () => void
}) {
  const words = () => t().people.team
  const [only, setOnly] = createSignal(false)
  const [inviting, setInviting] = createSignal<Member | null>(null)
  const waiting = () => props.team.members.filter((one) => one.invited)
  // With nobody left to wait for, the button is gone: then everybody is shown.
  const filtered = () => only() && waiting().length > 0
  return (
    <>
      <header class="team-head">
        <div>
          <PageHeading class="team-title">{words().title}</PageHeading>
          <p class="soft">
            {`${words().lead(props.team.members.length)}, ${words().waiting(waiting().length)}`}
          </p>
        </div>
        <a class={`${buttonClass({})} team-outbox`} href={links.outbox(props.campaign)}>
          <Icon name="mail" />
          {t().telling.outbox.open}
        </a>
        <Show when={waiting().length > 0 && waiting().length < props.team.members.length}>
          <Button
            icon={filtered() ? 'check' : 'hourglass'}
            class="team-only"
            aria-pressed={filtered()}
            onClick={() => setOnly(!only())}
          >
            {words().onlyWaiting}
          </Button>
        </Show>
      </header>
      <For each={byRole(props.team, filtered() ? waiting() : props.team.members)}>
        {(group) => <RolePanel group={group} pool={props.team.pool} onInvite={setInviting} />}
      </For>
      <Show when={inviting()} keyed>
        {(person) => (
          <InviteDialog
            campaign={props.campaign}
            person={person}
            onStale={() => props.onStale()}
            onClose={() => setInviting(null)}
          />
        )}
      </Show>
    </>
  )
}
