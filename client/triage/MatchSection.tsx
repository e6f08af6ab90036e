import { createSignal, Match, Show, Switch } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { dayAndTime } from '#client/i18n/format.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Note } from '#client/ui/Note.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { showToast } from '#client/ui/toast.ts'
import type { TriageCardAnswer } from '#shared/contracts/triage.ts'
import { MatchTable } from './MatchTable.tsx'
import type { QueueRow } from './queue.ts'
import { useTriage } from './state.ts'

/** "Déjà connue ?": the files that may be the youth's, side by side, or why there are none. */
export function MatchSection(props: { readonly row: QueueRow }) {
  const triage = useTriage()
  const words = () => t().triage.match
  const state = () => triage.youths.state(props.row.card)
  const extract = () => triage.server.answer()?.extract ?? null
  const read = () => {
    const now = state()
    return now.kind === 'read' && !now.youth.matching ? now.youth : null
  }
  const failed = () => {
    const now = state()
    return now.kind === 'failed' ? now : null
  }
  const [busy, setBusy] = createSignal(false)
  const again = async () => {
    setBusy(true)
    try {
      await triage.server.matchAgain()
    } catch (error) {
      showToast({ text: problemText(asProblem(error).code), icon: 'circle-alert' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class="triage-match" aria-labelledby="triage-match-title">
      <div class="triage-match-head">
        <h2 id="triage-match-title">
          {words().title(props.row.who.sex, read()?.candidates.length ?? 0)}
        </h2>
        <Show when={extract()}>
          {(one) => (
            <button type="button" class="link" onClick={() => triage.ask('extract')}>
              {words().extract(dayAndTime(new Date(one().loadedAt)))}
            </button>
          )}
        </Show>
      </div>
      <Switch fallback={<Spinner label={words().searching} />}>
        <Match when={props.row.state === 'done'}>{null}</Match>
        <Match when={failed()}>
          <Note
            look="late"
            icon="circle-alert"
            action={
              <Button size="small" onClick={() => triage.youths.want(props.row.card)}>
                {t().common.retry}
              </Button>
            }
          >
            {words().failed}
          </Note>
        </Match>
        <Match when={triage.server.answer() && !extract()}>
          <div class="triage-no-extract panel">
            <EmptyState icon="database" title={words().noExtract} text={words().noExtractText}>
              <Button icon="file-up" onClick={() => triage.ask('extract')}>
                {words().load}
              </Button>
            </EmptyState>
          </div>
        </Match>
        <Match when={read()?.failed}>
          <Note
            look="late"
            icon="circle-alert"
            urgent
            action={
              <Button size="small" icon="refresh-cw" busy={busy()} onClick={() => void again()}>
                {t().common.retry}
              </Button>
            }
          >
            {words().notMatched}
          </Note>
        </Match>
        <Match when={read()}>{(youth) => <Candidates row={props.row} youth={youth()} />}</Match>
      </Switch>
    </section>
  )
}

function Candidates(props: { readonly row: QueueRow; readonly youth: TriageCardAnswer }) {
  const triage = useTriage()
  const words = () => t().triage.match
  const bringBack = () => {
    for (const file of props.youth.refused) {
      void triage.acts.refuse({ card: props.row.card, other: { file }, refused: false })
    }
  }
  return (
    <>
      <Show
        when={props.youth.candidates.length > 0}
        fallback={<p class="triage-match-none panel">{words().none}</p>}
      >
        <MatchTable youth={props.youth} />
      </Show>
      <Show when={props.youth.refused.length > 0}>
        <p class="triage-refused muted">
          {words().refused(props.youth.refused.length)}{' '}
          <button type="button" class="link" onClick={bringBack}>
            {words().bringBack}
          </button>
        </p>
      </Show>
    </>
  )
}
