import { createUniqueId, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { fullName } from '#shared/domain/names.ts'
import { AlikeTable } from './AlikeTable.tsx'
import { RowFields } from './RowFields.tsx'
import { valueText } from './row-words.ts'
import type { ImportRef } from './calls.ts'
import type { ImportAnswer, ImportPatch, RowDecision } from '#shared/contracts/imports.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'

/** One row: what it changes on a card, who is alike, what becomes of it, and every value, to be corrected. */
export function RowDialog(props: {
  readonly of: ImportRef
  readonly list: ImportAnswer
  readonly row: ImportRow | undefined
  readonly busy: boolean
  readonly onClose: () => void
  readonly onDecide: (line: number, decision: RowDecision | null) => void
  readonly onCorrect: (patch: ImportPatch) => void
}) {
  return (
    <Show when={props.row}>
      {(row) => (
        <Dialog
          open
          wide
          onClose={() => props.onClose()}
          title={t().importRow.title(row().line, fullName(row()))}
          closeLabel={t().common.close}
          foot={<Button onClick={() => props.onClose()}>{t().common.close}</Button>}
        >
          <div class="row-dialog scroll" aria-busy={props.busy}>
            <For each={row().alike}>{(alike) => <AlikeTable row={row()} alike={alike} />}</For>
            <Show when={row().changes.length > 0}>
              <Changes changes={row().changes} />
            </Show>
            <Show when={row().alike.length > 0 || row().decision !== null}>
              <Decision row={row()} onDecide={(decision) => props.onDecide(row().line, decision)} />
            </Show>
            <Show when={row().reason}>
              {(reason) => <p class="soft">{t().imports.check.reasons[reason()]}</p>}
            </Show>
            <RowFields
              of={props.of}
              line={row().line}
              list={props.list}
              onCorrect={props.onCorrect}
            />
          </div>
        </Dialog>
      )}
    </Show>
  )
}

function Changes(props: { readonly changes: ImportRow['changes'] }) {
  const words = () => t().importRow
  return (
    <section>
      <h3 class="label">{words().changes}</h3>
      <table class="import-table row-changes">
        <thead>
          <tr>
            <th>{words().field}</th>
            <th>{words().before}</th>
            <th>{words().after}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.changes}>
            {(one) => (
              <tr>
                <th scope="row">{t().imports.fields[one.field]}</th>
                <td classList={{ muted: one.before === null }}>
                  {valueText(one.field, one.before)}
                </td>
                <td>
                  <After change={one} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}

function After(props: { readonly change: ImportRow['changes'][number] }) {
  const words = () => t().importRow
  return (
    <Show
      when={props.change.kept}
      fallback={
        <b classList={{ muted: props.change.after === null }}>
          {valueText(props.change.field, props.change.after)}
        </b>
      }
    >
      <span class="row-changes-kept">
        <Icon name="user-check" size={14} />
        {words().stays}
      </span>
      <small class="row-outcome-detail">
        {words().stayed(valueText(props.change.field, props.change.after))}
      </small>
    </Show>
  )
}

/** What can be chosen depends on who is alike: nobody merges with another campaign's card. */
function Decision(props: {
  readonly row: ImportRow
  readonly onDecide: (decision: RowDecision | null) => void
}) {
  const words = () => t().importRow
  const name = createUniqueId()
  const elsewhereOnly = () => props.row.alike.every(({ where }) => where === 'elsewhere')
  const choices = (): (RowDecision | null)[] =>
    elsewhereOnly() ? [null, 'keep', 'set-aside'] : [null, 'merge', 'keep', 'set-aside']
  const label = (choice: RowDecision | null) => {
    if (choice === null) return words().decisions.proposed
    return choice === 'set-aside' && elsewhereOnly()
      ? words().setAsideElsewhere
      : words().decisions[choice]
  }
  return (
    <fieldset class="row-decision">
      <legend class="label">{words().decide}</legend>
      <For each={choices()}>
        {(choice) => (
          <label class="row-decision-choice">
            <input
              type="radio"
              name={name}
              checked={props.row.decision === choice}
              onChange={() => props.onDecide(choice)}
            />
            <span>{label(choice)}</span>
            <Show when={choice === null}>
              <small class="muted">{t().imports.check.outcomes[proposed(props.row)]}</small>
            </Show>
          </label>
        )}
      </For>
    </fieldset>
  )
}

/** What the row is without a decision: what is certain is merged, what is not is kept. */
function proposed({ alike, decision, outcome }: ImportRow): ImportRow['outcome'] {
  if (decision === null) return outcome
  const certain = alike.find((one) => one.certain && one.where !== 'elsewhere')
  if (!certain) return 'create'
  return certain.where === 'file' ? 'notCarded' : 'update'
}
