import { createEffect, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { CellEditor } from './CellEditor.tsx'
import { isFixable, isOpen } from '#shared/contracts/import-rows.ts'
import { cellOf, narrowNotes, otherNotes, shownFields } from './rows.ts'
import { noteText } from './note-text.ts'
import { createRowWindow } from './window-rows.ts'
import type { Rows } from './row-pages.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import type { ShownField } from './rows.ts'

/** As high as two lines of small text; `imports.css` says the same, the window counts on it. */
const rowHeight = 44

type OnFix = (row: ImportRow, field: ShownField, value: string) => void

/** Thousands of rows, of which only those in sight are drawn. */
export function RowsTable(props: {
  readonly rows: Rows
  readonly onFix: OnFix
  readonly onOpen: (line: number) => void
  readonly onShowAll: () => void
}) {
  const words = () => t().imports.check
  const { attach, ...shown } = createRowWindow({ count: () => props.rows.count(), rowHeight })
  createEffect(() => props.rows.show(shown.range().first, shown.range().last))
  // A row that is on its way stands as its position.
  const slice = () => {
    const { first, last } = shown.range()
    const rows: (ImportRow | number)[] = []
    for (let index = first; index < last; index++) rows.push(props.rows.at(index) ?? index)
    return rows
  }
  return (
    // A scrolling region must be reachable by keyboard.
    <div
      class="import-table-box import-rows scroll"
      ref={attach}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows scroll the rows
      tabindex="0"
      role="region"
      aria-label={words().title(props.rows.count())}
    >
      <Show
        when={props.rows.count() > 0}
        fallback={
          <EmptyState icon="circle-check" title={words().nothing} text={words().nothingText}>
            <Button onClick={() => props.onShowAll()}>{words().showAll}</Button>
          </EmptyState>
        }
      >
        <table class="import-table row-table" aria-rowcount={props.rows.count() + 1}>
          <thead>
            <tr>
              <th>{words().line}</th>
              <For each={shownFields}>
                {(field) => (
                  <th>{field === 'birthDate' ? words().birthDate : t().imports.fields[field]}</th>
                )}
              </For>
              <th>{words().outcome}</th>
            </tr>
          </thead>
          <tbody>
            <Spacer height={shown.before()} />
            <For each={slice()}>
              {(row, index) =>
                typeof row === 'number' ? (
                  <Waiting index={row + 2} />
                ) : (
                  <Row
                    row={row}
                    index={shown.range().first + index() + 2}
                    onFix={props.onFix}
                    onOpen={props.onOpen}
                  />
                )
              }
            </For>
            <Spacer height={shown.after()} />
          </tbody>
        </table>
      </Show>
    </div>
  )
}

/** Stands for the rows that are not drawn. */
function Spacer(props: { readonly height: number }) {
  return (
    <Show when={props.height > 0}>
      <tr class="row-spacer" aria-hidden="true">
        {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- an empty cell of a hidden row */}
        <td colSpan={shownFields.length + 2} style={{ height: `${props.height}px` }} />
      </tr>
    </Show>
  )
}

/** As high as the row that is on its way. */
function Waiting(props: { readonly index: number }) {
  return (
    <tr class="row-line" aria-rowindex={props.index}>
      <td class="muted" colSpan={shownFields.length + 2}>
        {t().common.loading}
      </td>
    </tr>
  )
}

function Row(props: {
  readonly row: ImportRow
  readonly index: number
  readonly onFix: OnFix
  readonly onOpen: (line: number) => void
}) {
  return (
    <tr class="row-line" aria-rowindex={props.index}>
      <td class="muted">{props.row.line}</td>
      <For each={shownFields}>
        {(field) => (
          <td>
            <CellEditor
              line={props.row.line}
              field={field}
              cell={cellOf(props.row, field)}
              onFix={(value) => props.onFix(props.row, field, value)}
            />
          </td>
        )}
      </For>
      <td>
        <OutcomeCell row={props.row} onOpen={props.onOpen} />
      </td>
    </tr>
  )
}

/** Opens the row: the line holds a few of its values. */
function OutcomeCell(props: { readonly row: ImportRow; readonly onOpen: (line: number) => void }) {
  return (
    <button type="button" class="row-open" onClick={() => props.onOpen(props.row.line)}>
      <span class="sr">{`${t().importRow.open(props.row.line)}, `}</span>
      <Outcome row={props.row} />
    </button>
  )
}

const outcomeIcons: Readonly<Record<ImportRow['outcome'], IconName>> = {
  create: 'plus',
  update: 'refresh-cw',
  unchanged: 'equal',
  notCarded: 'minus',
}

function Outcome(props: { readonly row: ImportRow }) {
  const words = () => t().imports.check
  const icon = (): IconName => {
    if (props.row.reason === 'duplicate-in-file' || isOpen(props.row)) return 'copy'
    return isFixable(props.row) ? 'ban' : outcomeIcons[props.row.outcome]
  }
  const detail = () => {
    const row = props.row
    if (row.decision !== null) return t().importRow.decided[row.decision]
    if (isOpen(row)) {
      const here = row.alike.some(({ where }) => where !== 'elsewhere')
      return here ? t().importRow.perhapsSame : t().importRow.perhapsElsewhere
    }
    const notes = otherNotes(row).map(noteText)
    if (notes.length > 0 && row.reason === null) return notes.join(', ')
    if (row.sameAsLine !== null) return words().sameAs(row.sameAsLine)
    if (row.reason !== null) return [words().reasons[row.reason], ...notes].join(', ')
    const changing = row.changes.filter(({ kept }) => !kept).length
    if (row.outcome === 'update' && changing > 0) return t().importRow.nChanges(changing)
    return row.outcome === 'notCarded' ? '' : words().outcomeDetails[row.outcome]
  }
  // On a phone the cells that bear them have no room.
  const hiddenNotes = () =>
    props.row.reason === null && !isOpen(props.row)
      ? narrowNotes(props.row).map(noteText).join(', ')
      : ''
  return (
    <span class={`row-outcome row-outcome-${isFixable(props.row) ? 'stop' : props.row.outcome}`}>
      <Icon name={icon()} size={14} />
      <span class="row-outcome-words">
        <b>{isFixable(props.row) ? words().blocked : words().outcomes[props.row.outcome]}</b>
        <small class="row-outcome-detail" title={detail()}>
          <Show when={hiddenNotes()} fallback={detail()}>
            {(notes) => (
              <>
                <span class="row-detail-wide">{detail()}</span>
                <span class="row-detail-narrow">{notes()}</span>
              </>
            )}
          </Show>
        </small>
      </span>
    </span>
  )
}
