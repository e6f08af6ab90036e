import { useNavigate } from '@solidjs/router'
import { For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Menu, MenuItem, MenuSeparator } from '#client/ui/Menu.tsx'
import { campaignOf, campaigns } from './campaigns.ts'
import { firstView } from './views.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

/** Which campaign this is, and the way to the others. `detail` stands after the name: "1 011 jeunes". */
export function CampaignMenu(props: {
  readonly campaign: CampaignId
  readonly detail?: string | undefined
}) {
  const navigate = useNavigate()
  const known = () => (campaigns.state === 'ready' ? campaigns() : [])
  return (
    <Menu
      class="top-bar-campaign"
      trigger={
        <>
          <span class="sr">{t().shell.campaign}</span>
          <span class="top-bar-campaign-name">{campaignOf(props.campaign)?.name ?? '…'}</span>
          <span class="top-bar-campaign-detail" hidden={!props.detail}>
            {props.detail}
          </span>
          <Icon name="chevron-down" size={14} />
        </>
      }
    >
      <For each={known()}>
        {(one) => (
          <MenuItem
            icon={one.id === props.campaign ? 'check' : firstView(one.role).icon}
            detail={t().shell.templates[one.template]}
            onSelect={() => navigate(firstView(one.role).href(one.id))}
          >
            {one.name}
          </MenuItem>
        )}
      </For>
      <MenuSeparator />
      <MenuItem icon="inbox" onSelect={() => navigate(`${links.home()}?choix=1`)}>
        {t().shell.allCampaigns}
      </MenuItem>
    </Menu>
  )
}
