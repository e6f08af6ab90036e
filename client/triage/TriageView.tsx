import { createMemo, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Note } from '#client/ui/Note.tsx'
import { AsideDialog } from './AsideDialog.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { DuplicateDialog } from './DuplicateDialog.tsx'
import { ExtractDialog } from './ExtractDialog.tsx'
import { KeysFooter } from './KeysFooter.tsx'
import { keysOfTriage } from './keys.ts'
import { MatchSection } from './MatchSection.tsx'
import { QueuePanel } from './QueuePanel.tsx'
import { SendPanel } from './SendPanel.tsx'
import { useTriage } from './state.ts'
import { TriageKeysDialog } from './TriageKeysDialog.tsx'
import { YouthHead } from './YouthHead.tsx'

/** The queue, the youth with who they may be, and where the card goes. */
export function TriageView() {
  const triage = useTriage()
  const [queueOpen, setQueueOpen] = createSignal(false)
  const left = createMemo(() => triage.rows().filter((row) => row.state === 'to_sort').length)
  onMount(() => {
    const keys = (event: KeyboardEvent) => keysOfTriage(event, triage)
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
  })
  return (
    <div class="triage" classList={{ 'triage-queue-open': queueOpen() }}>
      <QueuePanel open={queueOpen()} onOpen={setQueueOpen} />
      <div class="triage-main scroll">
        <Show when={!triage.online()}>
          <Note look="soon" icon="cloud-off">
            {t().triage.decide.offline}
          </Note>
        </Show>
        <Switch fallback={<Idle left={left()} />}>
          <Match when={triage.row()}>
            {(row) => (
              <>
                <YouthHead row={row()} />
                <MatchSection row={row()} />
                <DecisionBar row={row()} />
              </>
            )}
          </Match>
        </Switch>
      </div>
      <SendPanel />
      <KeysFooter />
      <DuplicateDialog />
      <AsideDialog />
      <BulkDialog />
      <ExtractDialog />
      <TriageKeysDialog />
    </div>
  )
}

/** Nobody on screen: all sorted, nothing there, or just arriving. */
function Idle(props: { readonly left: number }) {
  const triage = useTriage()
  const words = () => t().triage.done
  const aside = () => triage.rows().filter((row) => row.state === 'aside')
  return (
    <div class="triage-idle">
      <Show when={props.left === 0 && triage.server.answer()}>
        <Show
          when={triage.rows().length > 0}
          fallback={
            <>
              <PageHeading class="sr">{t().triage.title}</PageHeading>
              <EmptyState icon="inbox" title={words().emptyTitle} text={words().emptyText}>
                <a class={buttonClass({ look: 'primary' })} href={links.imports(triage.campaign)}>
                  {words().import}
                </a>
              </EmptyState>
            </>
          }
        >
          <PageHeading class="sr">{words().title}</PageHeading>
          <EmptyState
            icon="circle-check"
            title={words().title}
            text={[
              words().text(triage.rows().length - aside().length),
              aside().length > 0 ? words().aside(aside().length) : '',
            ]
              .filter(Boolean)
              .join(' ')}
          >
            <a class={buttonClass({ look: 'primary' })} href={links.board(triage.campaign)}>
              {words().board}
            </a>
            <Show when={aside()[0]}>
              {(first) => (
                <Button onClick={() => triage.go(first().card)}>{words().seeAside}</Button>
              )}
            </Show>
            <Show when={triage.server.answer()?.extract}>
              <Button onClick={() => triage.ask('extract')}>{t().triage.extract.title}</Button>
            </Show>
          </EmptyState>
        </Show>
      </Show>
    </div>
  )
}
