import { createComputed, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { setTemplate } from '#client/i18n/template.ts'
import { createPageTitle } from './arrival.ts'
import { campaignOf } from './campaigns.ts'
import { BottomNav, TopBar } from './TopBar.tsx'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { JSX } from 'solid-js'
import type { TopBarSlots } from './TopBar.tsx'
import type { View } from './views.ts'

/** A page with the bar above (and, in a campaign, below on a phone). `fixed`: as high as the window, scrolls inside. */
export function Page(
  props: TopBarSlots & {
    readonly title: string
    readonly campaign?: CampaignId
    readonly view?: View
    readonly fixed?: boolean
    readonly children: JSX.Element
  },
) {
  // Before anything below says a word: what a lane and an officer are called here.
  createComputed(() => {
    const open = props.campaign === undefined ? undefined : campaignOf(props.campaign)
    if (open) setTemplate(open.template)
  })
  createPageTitle(() => [
    props.title,
    props.campaign === undefined ? '' : (campaignOf(props.campaign)?.name ?? ''),
  ])
  let content: HTMLElement | undefined
  return (
    <div
      class="page"
      classList={{
        'page-fixed': props.fixed ?? false,
        'page-with-nav': props.campaign !== undefined,
      }}
    >
      <a
        class="skip-link"
        href="#content"
        onClick={(event) => {
          // The router takes the click, and would not move the focus.
          event.preventDefault()
          content?.focus()
        }}
      >
        {t().shell.skipToContent}
      </a>
      <TopBar
        campaign={props.campaign}
        view={props.view}
        campaignDetail={props.campaignDetail}
        search={props.search}
        status={props.status}
        presence={props.presence}
      />
      <main ref={content} id="content" class="page-main" tabindex="-1">
        {props.children}
      </main>
      <Show when={props.campaign} keyed>
        {(campaign) => <BottomNav campaign={campaign} view={props.view} />}
      </Show>
    </div>
  )
}
