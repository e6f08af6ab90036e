import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, createMemo, For, Match, onCleanup, Show, Switch } from 'solid-js'
import { ConnectionPill } from '#client/board/ConnectionPill.tsx'
import { readSingleKeysOf } from '#client/board/single-keys.ts'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { readSession } from '#client/session.ts'
import { Page } from '#client/shell/Page.tsx'
import { openLive, type Live } from '#client/sync/live.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { boardOf, campaignId, type CampaignId } from '#shared/domain/ids.ts'
import { createTriage, TriageProvider, type Triage } from './state.ts'
import { TriageView } from './TriageView.tsx'
import '#client/board/board.css'
import './queue.css'
import './triage.css'
import './match.css'

/** Triage of one campaign's waiting cards, by coordinators. [P2] */
export function TriagePage() {
  const params = useParams()
  const campaign = createMemo(() => campaignId.parse(params['campaign']))
  return (
    <Show when={campaign()} keyed>
      {(id) => <OneTriage campaign={id} />}
    </Show>
  )
}

function OneTriage(props: { readonly campaign: CampaignId }) {
  // oxlint-disable-next-line solid/reactivity -- the parent is keyed by the campaign: this component lives as long as one
  const live = openLive(boardOf(props.campaign))
  onCleanup(live.close)
  // A document that was reset is another board: its triage is made anew.
  const built = createMemo(() => {
    const current = live.current()
    return current && live.role() === 'coordinator'
      ? createTriage({ campaign: props.campaign, current, live })
      : null
  })
  createEffect(() => {
    const known = live.me()
    if (known) readSingleKeysOf(known.id)
  })
  return (
    <Page
      title={t().triage.title}
      campaign={props.campaign}
      view="triage"
      fixed
      status={<ConnectionPill live={live} />}
      presence={<Show when={built()}>{(one) => <Others triage={one()} />}</Show>}
    >
      <Switch fallback={<Spinner label={t().common.loading} page />}>
        <Match when={isRefused(live) || (live.role() !== null && live.role() !== 'coordinator')}>
          <NotForYou live={live} />
        </Match>
        <Match when={built()} keyed>
          {(one) => (
            <TriageProvider value={one}>
              <TriageView />
            </TriageProvider>
          )}
        </Match>
        <Match when={live.state().kind === 'offline'}>
          <div class="board-state">
            <EmptyState
              icon="cloud-off"
              title={t().board.states.failedTitle}
              text={t().board.states.failedText}
            >
              <Button look="primary" onClick={() => live.retry()}>
                {t().common.retry}
              </Button>
            </EmptyState>
          </div>
        </Match>
      </Switch>
    </Page>
  )
}

function isRefused(live: Live): boolean {
  return live.state().kind === 'refused'
}

function NotForYou(props: { readonly live: Live }) {
  const navigate = useNavigate()
  createEffect(() => {
    const state = props.live.state()
    if (state.kind === 'refused' && state.reason === 'signed-out') void readSession()
  })
  return (
    <div class="board-state">
      <EmptyState icon="cloud-off" title={t().shell.noBoard.title} text={t().shell.noBoard.text}>
        <Button look="primary" onClick={() => navigate(links.home())}>
          {t().shell.goHome}
        </Button>
      </EmptyState>
    </div>
  )
}

/** Colleagues who sort with me. */
function Others(props: { readonly triage: Triage }) {
  const people = createMemo(() => [
    ...new Map(props.triage.others().map((one) => [one.user.id, one.user])).values(),
  ])
  return (
    <Show when={people().length > 0}>
      <span class="triage-others">
        <For each={people().slice(0, 4)}>
          {(one) => <Avatar name={one.name} userId={one.id} ring />}
        </For>
      </span>
    </Show>
  )
}
