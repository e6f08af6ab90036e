import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { importField } from '#shared/contracts/imports.ts'
import { ReadingChoices } from './ReadingChoices.tsx'
import { RowPreview } from './RowPreview.tsx'
import type { IconName } from '#client/ui/icon-names.ts'
import type { ImportAnswer, ImportField } from '#shared/contracts/imports.ts'
import type { OpenImport } from './open-import.ts'
import type { WizardStep } from './WizardSteps.tsx'

type Column = ImportAnswer['columns'][number]

const stateIcons: Readonly<Record<Column['state'], IconName>> = {
  recognised: 'check',
  chosen: 'check',
  doubtful: 'circle-question-mark',
  ignored: 'minus',
  empty: 'minus',
}

/** Which column of the file is what, with examples; the doubtful ones wait for a word. */
export function ColumnsStep(props: {
  readonly open: OpenImport
  readonly list: ImportAnswer
  readonly onGo: (step: WizardStep) => void
}) {
  const words = () => t().imports.columns
  const doubtful = () => props.list.columns.filter((column) => column.state === 'doubtful').length
  const choose = (column: Column, field: ImportField | null) =>
    void props.open.correct({ mapping: { [String(column.index)]: field } })
  return (
    <>
      <div class="wizard-body wizard-two scroll" aria-busy={props.open.busy()}>
        <div class="wizard-column">
          <PageHeading class="wizard-title">{words().title}</PageHeading>
          <ReadingChoices open={props.open} list={props.list} />
          <Show when={props.list.missing.length > 0}>
            <div class="column-warning">
              <Note look="soon" icon="triangle-alert">
                {words().missing(props.list.missing.map((field) => t().imports.fields[field]))}
              </Note>
            </div>
          </Show>
          <div class="import-table-box">
            <table class="import-table column-table">
              <thead>
                <tr>
                  <th>{words().inFile}</th>
                  <th>{words().examples}</th>
                  <th>{words().inRelance}</th>
                  <th>{words().state}</th>
                </tr>
              </thead>
              <tbody>
                <For each={props.list.columns}>
                  {(column) => (
                    <ColumnRow
                      column={column}
                      busy={props.open.busy()}
                      onChoose={(field) => choose(column, field)}
                    />
                  )}
                </For>
              </tbody>
            </table>
          </div>
        </div>
        <RowPreview list={props.list} />
      </div>
      <footer class="wizard-foot">
        <Button size="large" icon="chevron-left" onClick={() => props.onGo('file')}>
          {t().common.back}
        </Button>
        <span class="wizard-foot-text muted" aria-live="polite">
          {words().toConfirm(doubtful())}
        </span>
        <span class="wizard-gap" />
        <Button
          look="primary"
          size="large"
          iconAfter="arrow-right"
          busy={props.open.busy()}
          onClick={() => props.onGo('check')}
        >
          {words().next}
        </Button>
      </footer>
    </>
  )
}

function ColumnRow(props: {
  readonly column: Column
  readonly busy: boolean
  readonly onChoose: (field: ImportField | null) => void
}) {
  const words = () => t().imports.columns
  const rewriting = () =>
    [
      props.column.zeros > 0 ? words().zeros(props.column.zeros) : '',
      props.column.rewritten > 0 ? words().rewritten(props.column.rewritten) : '',
    ]
      .filter(Boolean)
      .join(', ')
  const header = () => props.column.header || words().unnamed(props.column.index + 1)
  return (
    <tr classList={{ 'column-ignored': props.column.field === null }}>
      <th scope="row" class="column-header">
        {header()}
      </th>
      <td class="column-examples">
        <Show
          when={props.column.examples.length > 0}
          fallback={<i class="muted">{words().empty}</i>}
        >
          {props.column.examples.join(', ')}
        </Show>
      </td>
      <td>
        <span class="select-box column-field">
          <select
            class="select select-small"
            aria-label={words().chooseFor(header())}
            value={props.column.field ?? ''}
            onChange={(event) => {
              const chosen = importField.safeParse(event.currentTarget.value)
              props.onChoose(chosen.success ? chosen.data : null)
            }}
          >
            <option value="">{words().ignore}</option>
            <For each={importField.options}>
              {(field) => <option value={field}>{t().imports.fields[field]}</option>}
            </For>
          </select>
          <Icon name="chevron-down" size={14} />
        </span>
      </td>
      <td>
        <span class={`column-state column-state-${props.column.state}`}>
          <Icon name={stateIcons[props.column.state]} size={14} />
          {words().states[props.column.state]}
          <Show when={rewriting()}>
            {(text) => <small class="column-rewriting">{text()}</small>}
          </Show>
          <Show when={props.column.state === 'doubtful' && props.column.field}>
            {(field) => (
              <Button
                size="small"
                aria-label={words().confirmFor(header(), t().imports.fields[field()])}
                onClick={() => props.onChoose(field())}
              >
                {words().confirm}
              </Button>
            )}
          </Show>
        </span>
      </td>
    </tr>
  )
}
