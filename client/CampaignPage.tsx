import { Navigate, useParams } from '@solidjs/router'
import { createMemo, lazy, Match, Switch } from 'solid-js'
import { t } from './i18n/i18n.ts'
import { links } from './links.ts'
import { campaigns } from './shell/campaigns.ts'
import { Spinner } from './ui/Spinner.tsx'
import { campaignId } from '#shared/domain/ids.ts'

const BoardPage = lazy(async () => ({ default: (await import('./board/BoardPage.tsx')).BoardPage }))
const ReferredPage = lazy(async () => ({
  default: (await import('./people/referred/ReferredPage.tsx')).ReferredPage,
}))

/**
 * The first page of a campaign, by role: the board, a partner's list [P5], an administrator's team. A campaign that is
 * not in one's list goes to the board's own door, which knows best and says why not.
 */
export function CampaignPage() {
  const params = useParams()
  // The board's code comes along with the list of campaigns, not after it: most people open the board.
  void BoardPage.preload()
  const known = createMemo(() => campaigns.state !== 'unresolved' && campaigns.state !== 'pending')
  // `latest` stays while the list is read again: nobody's page is taken away for that.
  const role = createMemo(() =>
    known() && campaigns.error === undefined
      ? campaigns.latest?.find((one) => one.id === params['campaign'])?.role
      : undefined,
  )
  return (
    <Switch fallback={<BoardPage />}>
      <Match when={!known()}>
        <Spinner label={t().common.loading} page />
      </Match>
      <Match when={role() === 'partner'}>
        <ReferredPage />
      </Match>
      <Match when={role() === 'admin'}>
        <Navigate href={links.team(campaignId.parse(params['campaign']))} />
      </Match>
    </Switch>
  )
}
