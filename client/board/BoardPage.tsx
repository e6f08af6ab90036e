import { useParams } from '@solidjs/router'
import { t } from '#client/i18n/i18n.ts'
import { Page } from '#client/shell/Page.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { campaignId } from '#shared/domain/ids.ts'

export function BoardPage() {
  const params = useParams()
  return (
    <Page
      title={t().shell.board}
      campaign={campaignId.parse(params['campaign'])}
      view="board"
      fixed
    >
      <PageHeading class="sr">{t().shell.board}</PageHeading>
    </Page>
  )
}
