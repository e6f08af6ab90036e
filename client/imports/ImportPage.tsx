import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { NotFoundPage } from '#client/shell/NotFoundPage.tsx'
import { OfflineNote } from '#client/shell/OfflineNote.tsx'
import { Page } from '#client/shell/Page.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { campaignId, importId } from '#shared/domain/ids.ts'
import { ApplyStep } from './ApplyStep.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { createOpenImport } from './open-import.ts'
import { WizardSteps } from './WizardSteps.tsx'
import type { ImportAnswer } from '#shared/contracts/imports.ts'
import type { ImportRef } from './calls.ts'
import type { WizardStep } from './WizardSteps.tsx'

export function ImportPage() {
  const params = useParams()
  const ref = (): ImportRef => ({
    campaign: campaignId.parse(params['campaign']),
    id: importId.parse(params['import']),
  })
  return (
    <Show when={`${params['campaign']}/${params['import']}`} keyed>
      <ImportWizard of={ref()} />
    </Show>
  )
}

function ImportWizard(props: { readonly of: ImportRef }) {
  // oxlint-disable-next-line solid/reactivity -- the page is keyed by its address: another import is another wizard
  const open = createOpenImport(props.of)
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const answer = () => (open.read.error === undefined ? open.read() : undefined)
  const step = (list: ImportAnswer): WizardStep => {
    if (list.state !== 'preview') return 'apply'
    return search['etape'] === 'verification' ? 'check' : 'columns'
  }
  const go = (to: WizardStep) => {
    const here = links.import(props.of.campaign, props.of.id)
    navigate(
      to === 'file'
        ? links.imports(props.of.campaign)
        : to === 'check'
          ? `${here}?etape=verification`
          : here,
    )
  }
  const giveUp = async () => {
    if (await open.undo()) go('file')
  }
  return (
    <Show when={open.read.error === undefined} fallback={<NotFoundPage />}>
      <Page title={t().imports.title} campaign={props.of.campaign} view="imports" fixed>
        <Show when={answer()} fallback={<Spinner label={t().common.loading} page />}>
          {(list) => (
            <>
              <WizardSteps
                now={step(list())}
                details={detailsOf(list())}
                onGo={list().state === 'preview' ? go : undefined}
              />
              <OfflineNote text={t().imports.offline} />
              <Switch>
                <Match when={step(list()) === 'columns'}>
                  <ColumnsStep open={open} list={list()} onGo={go} />
                </Match>
                <Match when={step(list()) === 'check'}>
                  <CheckStep
                    of={props.of}
                    open={open}
                    list={list()}
                    onGo={go}
                    onGiveUp={() => void giveUp()}
                  />
                </Match>
                <Match when={step(list()) === 'apply'}>
                  <ApplyStep open={open} list={list()} of={props.of} />
                </Match>
              </Switch>
            </>
          )}
        </Show>
      </Page>
    </Show>
  )
}

function detailsOf(list: ImportAnswer): Partial<Record<WizardStep, string>> {
  const recognised = list.columns.filter((column) => column.field !== null).length
  return {
    file: list.fileName,
    columns: t().imports.recognised(recognised, list.columns.length),
    check: t().imports.withoutCard(list.summary.notCarded),
  }
}
