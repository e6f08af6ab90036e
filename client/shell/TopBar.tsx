import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Bell } from './Bell.tsx'
import { Brand } from './Brand.tsx'
import { CampaignMenu } from './CampaignMenu.tsx'
import { campaignOf } from './campaigns.ts'
import { viewsFor } from './views.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { JSX } from 'solid-js'
import type { View } from './views.ts'

/** What a page puts into the bar; each slot may stay empty. */
export interface TopBarSlots {
  /** After the campaign's name: "1 011 jeunes". */
  readonly campaignDetail?: string | undefined
  readonly search?: JSX.Element
  /** The connection pill. */
  readonly status?: JSX.Element
  /** Who else is here. */
  readonly presence?: JSX.Element
}

export function TopBar(
  props: TopBarSlots & {
    readonly campaign?: CampaignId | undefined
    readonly view?: View | undefined
  },
) {
  return (
    <header class="top-bar" classList={{ 'top-bar-no-campaign': props.campaign === undefined }}>
      <Brand />
      <Show when={props.campaign} keyed>
        {(campaign) => (
          <>
            <CampaignMenu campaign={campaign} detail={props.campaignDetail} />
            <nav class="top-bar-views" aria-label={t().shell.views}>
              <ViewLinks campaign={campaign} view={props.view} class="top-bar-view" />
            </nav>
          </>
        )}
      </Show>
      {props.search}
      <span class="top-bar-gap" />
      {props.status}
      {props.presence}
      <Bell />
      <AccountMenu />
    </header>
  )
}

/** The same views at the bottom of a phone. */
export function BottomNav(props: {
  readonly campaign: CampaignId
  readonly view?: View | undefined
}) {
  return (
    <nav class="bottom-nav" aria-label={t().shell.views}>
      <ViewLinks campaign={props.campaign} view={props.view} />
    </nav>
  )
}

function ViewLinks(props: {
  readonly campaign: CampaignId
  readonly view: View | undefined
  readonly class?: string
}) {
  return (
    <For each={viewsFor(campaignOf(props.campaign)?.role)}>
      {(one) => (
        <a
          class={props.class}
          href={one.href(props.campaign)}
          aria-current={one.view === props.view ? 'page' : undefined}
        >
          <Icon name={one.icon} />
          <span>{t().shell[one.view]}</span>
        </a>
      )}
    </For>
  )
}
