import { Navigate, useSearchParams } from '@solidjs/router'
import { For, Match, Show, Switch } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText, t, wordsOf } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { campaigns, rereadCampaigns } from './campaigns.ts'
import { Page } from './Page.tsx'
import { PageHeading } from './PageHeading.tsx'
import { firstView } from './views.ts'
import type { CampaignSummary } from '#shared/contracts/campaigns.ts'

/** The campaigns of a person; with only one there is nothing to choose. */
export function HomePage() {
  const [search] = useSearchParams()
  const ready = () => (campaigns.state === 'ready' ? campaigns() : undefined)
  const only = () => {
    const all = ready()
    return all?.length === 1 && search['choix'] === undefined ? all[0] : undefined
  }
  return (
    <Show
      when={only()}
      fallback={
        <Page title={t().shell.campaigns}>
          <div class="plain-page">
            <PageHeading>{t().shell.campaigns}</PageHeading>
            <Switch fallback={<Spinner label={t().common.loading} />}>
              <Match when={campaigns.error !== undefined}>
                <EmptyState
                  icon="cloud-off"
                  title={t().shell.broken}
                  text={problemText(asProblem(campaigns.error).code)}
                >
                  <Button look="primary" onClick={() => void rereadCampaigns()}>
                    {t().common.retry}
                  </Button>
                </EmptyState>
              </Match>
              <Match when={ready()?.length === 0}>
                <EmptyState
                  icon="inbox"
                  title={t().shell.noCampaign}
                  text={t().shell.noCampaignText}
                />
              </Match>
              <Match when={ready()}>{(all) => <CampaignList campaigns={all()} />}</Match>
            </Switch>
          </div>
        </Page>
      }
    >
      {(one) => <Navigate href={firstView(one().role).href(one().id)} />}
    </Show>
  )
}

function CampaignList(props: { readonly campaigns: readonly CampaignSummary[] }) {
  return (
    <ul class="campaign-list">
      <For each={props.campaigns}>
        {(one) => (
          <li>
            <a class="campaign-list-item panel" href={firstView(one.role).href(one.id)}>
              <Icon name={firstView(one.role).icon} size={24} />
              <span>
                <b>{one.name}</b>
                <span class="muted campaign-list-detail">
                  {`${t().shell.templates[one.template]} · ${wordsOf(one.template).common.roles[one.role]}`}
                </span>
              </span>
              <Icon name="chevron-right" />
            </a>
          </li>
        )}
      </For>
    </ul>
  )
}
