import { useParams } from '@solidjs/router'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Page } from '#client/shell/Page.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { campaignId } from '#shared/domain/ids.ts'
import { CardsTable } from './CardsTable.tsx'
import { createLater } from './later.ts'
import { PageTurner } from './PageTurner.tsx'
import { pageSize, readCards } from './referred.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import './referred.css'

/** [P5] What a partner sees of a campaign: the young people referred to their organisation, as coded facts. */
export function ReferredPage() {
  const params = useParams()
  const campaign = () => campaignId.parse(params['campaign'])
  return (
    <Show when={campaign()} keyed>
      {(id) => (
        <Page title={t().people.referred.title} campaign={id} view="referred">
          <Referred campaign={id} />
        </Page>
      )}
    </Show>
  )
}

function Referred(props: { readonly campaign: CampaignId }) {
  const words = () => t().people.referred
  const [typed, setTyped] = createSignal('')
  const [q, setQ] = createSignal('')
  // The cursor of every page up to the one in sight: turning back needs no other answer of the server.
  const [cursors, setCursors] = createSignal<readonly (string | null)[]>([null])
  const searchSoon = createLater(250, (text: string) => {
    setCursors([null])
    setQ(text)
  })
  const [read, { refetch }] = createResource(
    () => ({ campaign: props.campaign, q: q(), cursor: cursors().at(-1) ?? null }),
    (asked) => readCards(asked.campaign, asked),
  )
  const page = () =>
    read.state === 'ready' || read.state === 'refreshing' ? read.latest : undefined
  const shown = () => {
    const now = page()
    return now !== undefined && now.cards.length > 0 ? now : undefined
  }
  return (
    <div class="referred">
      <header class="referred-head">
        <div>
          <PageHeading class="referred-title">{words().title}</PageHeading>
          <p class="soft">{words().lead}</p>
        </div>
        <Show when={q() !== '' || typed() !== '' || shown()}>
          <input
            class="input referred-search"
            type="search"
            autocomplete="off"
            spellcheck={false}
            placeholder={words().search}
            aria-label={words().search}
            value={typed()}
            onInput={(event) => {
              setTyped(event.currentTarget.value)
              searchSoon(event.currentTarget.value.trim())
            }}
          />
        </Show>
      </header>
      <p class="referred-count muted" aria-live="polite">
        {page() && words().count(page()?.total ?? 0, q())}
      </p>
      <Switch>
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
        <Match when={shown()}>
          {(now) => (
            <>
              <CardsTable cards={now().cards} busy={read.loading} />
              <PageTurner
                first={(cursors().length - 1) * pageSize + 1}
                shown={now().cards.length}
                total={now().total}
                busy={read.loading}
                onBack={cursors().length > 1 ? () => setCursors(cursors().slice(0, -1)) : null}
                onNext={now().next === null ? null : () => setCursors([...cursors(), now().next])}
              />
            </>
          )}
        </Match>
        <Match when={page()}>
          <Show
            when={q() !== ''}
            fallback={<EmptyState icon="route" title={words().empty} text={words().emptyText} />}
          >
            <EmptyState icon="search" title={words().noMatch} text={words().noMatchText} />
          </Show>
        </Match>
        <Match when={read.loading}>
          <Spinner label={t().common.loading} />
        </Match>
      </Switch>
    </div>
  )
}
