import { createMemo, createSignal, For } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { rowFilter } from '#shared/contracts/imports.ts'
import { DoubtfulDialog, doubtfulColumns } from './DoubtfulDialog.tsx'
import { createRows } from './row-pages.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import { correctionOf } from './rows.ts'
import { RowDialog } from './RowDialog.tsx'
import { RowsTable } from './RowsTable.tsx'
import { WillHappen } from './WillHappen.tsx'
import type { ImportAnswer, ImportPatch, RowFilter } from '#shared/contracts/imports.ts'
import type { OpenImport } from './open-import.ts'
import type { ImportRef } from './calls.ts'
import type { WizardStep } from './WizardSteps.tsx'

/** Row by row, what will be done; errors are corrected in their cell. */
export function CheckStep(props: {
  readonly of: ImportRef
  readonly open: OpenImport
  readonly list: ImportAnswer
  readonly onGo: (step: WizardStep) => void
  readonly onGiveUp: () => void
}) {
  const words = () => t().imports.check
  const counts = () => props.list.counts
  const [chosen, setChosen] = createSignal<RowFilter>()
  const filter = createMemo((): RowFilter => chosen() ?? (counts().look > 0 ? 'look' : 'all'))
  // oxlint-disable-next-line solid/reactivity -- the page is keyed by its address: another import is another step
  const rows = createRows(props.of, { list: () => props.list, filter })
  const toApply = () => props.list.summary.create + props.list.summary.update

  const correct = async (patch: ImportPatch) => {
    // A row that is corrected stays in sight: the filter one is on is kept from now on.
    setChosen(filter())
    if (await props.open.correct(patch)) announce(words().corrected)
  }
  const [opened, setOpened] = createSignal<number>()
  // Corrected, a row may leave the filter it was opened under: it stays open as it was seen last.
  const openedRow = createMemo((before: ImportRow | undefined) => {
    const line = opened()
    if (line === undefined) return undefined
    return rows.ofLine(line) ?? (before?.line === line ? before : undefined)
  })
  const [confirming, setConfirming] = createSignal(false)
  const apply = () => {
    if (doubtfulColumns(props.list).length > 0) setConfirming(true)
    else void props.open.apply()
  }
  const confirm = async () => {
    const columns = doubtfulColumns(props.list).map(({ index, field }) => [String(index), field])
    const confirmed = await props.open.correct({ mapping: Object.fromEntries(columns) })
    setConfirming(false)
    if (confirmed) await props.open.apply()
  }
  return (
    <>
      <DoubtfulDialog
        open={confirming()}
        list={props.list}
        busy={props.open.busy()}
        onClose={() => setConfirming(false)}
        onReview={() => props.onGo('columns')}
        onConfirm={() => void confirm()}
      />
      <div class="wizard-body wizard-two wizard-check" aria-busy={props.open.busy()}>
        <div class="wizard-column">
          <div class="check-head">
            <PageHeading class="wizard-title">{words().title(props.list.summary.rows)}</PageHeading>
            <div class="check-filters" role="group" aria-label={words().filters}>
              <For each={rowFilter.options}>
                {(one) => (
                  <button
                    type="button"
                    class="check-filter"
                    aria-pressed={filter() === one}
                    onClick={() => setChosen(one)}
                  >
                    {words().filter[one]} <b class="check-filter-count">{number(counts()[one])}</b>
                  </button>
                )}
              </For>
            </div>
          </div>
          <RowsTable
            rows={rows}
            onFix={(row, field, value) => void correct(correctionOf(row, field, value))}
            onOpen={setOpened}
            onShowAll={() => setChosen('all')}
          />
          <RowDialog
            of={props.of}
            list={props.list}
            row={openedRow()}
            busy={props.open.busy()}
            onClose={() => setOpened()}
            onDecide={(line, decision) => void correct({ decisions: { [String(line)]: decision } })}
            onCorrect={(patch) => void correct(patch)}
          />
        </div>
        <WillHappen of={props.of} open={props.open} list={props.list} />
      </div>
      <footer class="wizard-foot">
        <Button size="large" icon="chevron-left" onClick={() => props.onGo('columns')}>
          {t().common.back}
        </Button>
        <Button look="quiet" size="large" onClick={() => props.onGiveUp()}>
          <span class="wizard-long">{words().abandon}</span>
          <span class="wizard-short" aria-hidden="true">
            {words().abandonShort}
          </span>
        </Button>
        <span class="wizard-foot-text muted">{words().nobodySent}</span>
        <span class="wizard-gap" />
        <Button
          look="primary"
          size="large"
          busy={props.open.busy()}
          aria-disabled={toApply() === 0 ? 'true' : undefined}
          onClick={() => toApply() > 0 && apply()}
        >
          {toApply() === 0 ? words().nothingToApply : words().apply(toApply())}
        </Button>
      </footer>
    </>
  )
}
