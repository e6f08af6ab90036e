import { useParams } from '@solidjs/router'
import { createResource, createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Page } from '#client/shell/Page.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Note } from '#client/ui/Note.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { showToast } from '#client/ui/toast.ts'
import { campaignId } from '#shared/domain/ids.ts'
import { MailDialog } from './MailDialog.tsx'
import { MailLine } from './MailLine.tsx'
import { groupOf, groups, readOutbox, retry, type Group, type Outbox } from './outbox.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Mail } from '#shared/contracts/notices.ts'
import './outbox.css'

/** Mails move on by themselves: the page follows while it is seen. */
const everyMs = 10_000

/** What Relance sends by mail, or would: for the coordinators and administrators of a campaign. [3] */
export function OutboxPage() {
  const params = useParams()
  const campaign = () => campaignId.parse(params['campaign'])
  return (
    <Show when={campaign()} keyed>
      {(id) => (
        <Page title={t().telling.outbox.title} campaign={id} view="team">
          <div class="outbox">
            <OneOutbox campaign={id} />
          </div>
        </Page>
      )}
    </Show>
  )
}

function OneOutbox(props: { readonly campaign: CampaignId }) {
  const words = () => t().telling.outbox
  const [read, { refetch }] = createResource(() => props.campaign, readOutbox)
  const outbox = () =>
    read.state === 'ready' || read.state === 'refreshing' ? read.latest : undefined
  const refused = () => read.error !== undefined && asProblem(read.error).status === 403
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible' && outbox()) void refetch()
  }, everyMs)
  onCleanup(() => clearInterval(timer))
  return (
    <Switch fallback={<Spinner label={t().common.loading} />}>
      <Match when={refused()}>
        <EmptyState icon="mail" title={words().notYours} text={problemText('not-allowed')}>
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
      <Match when={outbox()}>
        {(now) => <Mails campaign={props.campaign} outbox={now()} onStale={() => void refetch()} />}
      </Match>
    </Switch>
  )
}

function Mails(props: {
  readonly campaign: CampaignId
  readonly outbox: Outbox
  readonly onStale: () => void
}) {
  const words = () => t().telling.outbox
  const [group, setGroup] = createSignal<Group | null>(null)
  const [shown, setShown] = createSignal<Mail | null>(null)
  const inGroup = (one: Group) => props.outbox.mails.filter((mail) => groupOf(mail) === one)
  const mails = () => {
    const chosen = group()
    return chosen === null ? props.outbox.mails : inGroup(chosen)
  }
  const tryAgain = async (mail: Mail) => {
    try {
      await retry(props.campaign, mail.id)
      showToast({ text: words().retried, icon: 'send' })
    } catch (error) {
      showToast({ text: problemText(asProblem(error).code), icon: 'circle-alert' })
    }
    props.onStale()
  }
  return (
    <>
      <header class="outbox-head">
        <div>
          <PageHeading class="outbox-title">{words().title}</PageHeading>
          <p class="soft">{words().lead}</p>
        </div>
        <Button icon="refresh-cw" onClick={() => props.onStale()}>
          {words().reread}
        </Button>
      </header>
      <Show when={!props.outbox.sends}>
        <Note look="soon" icon="info">
          {words().noSmtp}
        </Note>
      </Show>
      <Show
        when={props.outbox.mails.length > 0}
        fallback={<EmptyState icon="mail" title={words().none} text={words().kept} />}
      >
        <div class="outbox-groups" role="group" aria-label={words().filter}>
          <Chip
            text={words().all}
            count={props.outbox.mails.length}
            chosen={group() === null}
            onChoose={() => setGroup(null)}
          />
          <For each={groups.filter((one) => inGroup(one).length > 0 || group() === one)}>
            {(one) => (
              <Chip
                text={words().states[one]}
                count={inGroup(one).length}
                chosen={group() === one}
                onChoose={() => setGroup(group() === one ? null : one)}
              />
            )}
          </For>
        </div>
        <ul class="panel outbox-list">
          <For each={mails()}>
            {(mail) => (
              <MailLine
                mail={mail}
                sends={props.outbox.sends}
                onSee={() => setShown(mail)}
                onRetry={() => void tryAgain(mail)}
              />
            )}
          </For>
        </ul>
        <p class="muted">{words().kept}</p>
      </Show>
      <Show when={shown()} keyed>
        {(mail) => <MailDialog mail={mail} onClose={() => setShown(null)} />}
      </Show>
    </>
  )
}

function Chip(props: {
  readonly text: string
  readonly count: number
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  return (
    <Button size="small" aria-pressed={props.chosen} onClick={() => props.onChoose()}>
      {props.text}
      <b>{props.count}</b>
    </Button>
  )
}
