import { createResource, Index, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { SelectField, TextArea, TextField } from '#client/ui/Field.tsx'
import { readRow, type ImportRef } from './calls.ts'
import { noteText } from './note-text.ts'
import { choicesOf, shownNumber, shownText } from './row-fields.ts'
import type { ImportAnswer, ImportPatch, RowDetail } from '#shared/contracts/imports.ts'

type OnCorrect = (patch: ImportPatch) => void

/** Everything that the file says of a row, with a field beside each value to correct what is kept of it. */
export function RowFields(props: {
  readonly of: ImportRef
  readonly line: number
  /** Read again when the list is. */
  readonly list: ImportAnswer
  readonly onCorrect: OnCorrect
}) {
  const words = () => t().importRow
  const [detail] = createResource(
    () => ({ of: props.of, line: props.line, list: props.list }),
    ({ of, line }) => readRow(of, line),
  )
  // What was read last stays while it is read again: nobody loses the field they are in.
  const shown = () => (detail.error === undefined ? detail.latest : undefined)
  const line = () => String(props.line)
  return (
    <section>
      <h3 class="label">{words().fields}</h3>
      <Show
        when={shown()}
        fallback={<p class="muted">{detail.error ? words().fieldsFailed : t().common.loading}</p>}
      >
        {(one) => (
          <table class="import-table row-changes row-fields">
            <thead>
              <tr>
                <th>{words().field}</th>
                <th>{t().imports.columns.inFile}</th>
                <th>{t().imports.columns.inRelance}</th>
              </tr>
            </thead>
            <tbody>
              <Index each={one().fields}>
                {(field) => (
                  <FieldRow
                    field={field()}
                    notes={one().row.notes}
                    onType={(text) =>
                      props.onCorrect({ fixes: { [line()]: { [field().field]: text } } })
                    }
                  />
                )}
              </Index>
              <Index each={one().numbers}>
                {(number) => (
                  <NumberRow
                    number={number()}
                    notes={one().row.notes}
                    onType={(text) =>
                      props.onCorrect({ numbers: { [line()]: { [number().raw]: text } } })
                    }
                  />
                )}
              </Index>
              <Show when={one().numbers.every(({ raw }) => raw !== '')}>
                <tr>
                  <th scope="row" colSpan={2}>
                    {words().otherNumber}
                  </th>
                  <td>
                    <TextField
                      label={words().otherNumber}
                      hideLabel
                      inputmode="tel"
                      value=""
                      onChange={(event) => {
                        const text = event.currentTarget.value.trim()
                        if (text) props.onCorrect({ numbers: { [line()]: { '': text } } })
                      }}
                    />
                  </td>
                </tr>
              </Show>
            </tbody>
          </table>
        )}
      </Show>
    </section>
  )
}

type Notes = RowDetail['row']['notes']

function FieldRow(props: {
  readonly field: RowDetail['fields'][number]
  readonly notes: Notes
  readonly onType: (text: string | null) => void
}) {
  const label = () => t().imports.fields[props.field.field]
  const fault = () => {
    const note = props.notes.find(({ field }) => field === props.field.field)
    return note && noteText(note)
  }
  const choices = () => choicesOf(props.field.field)
  const type = (event: { currentTarget: { value: string } }) => {
    const text = event.currentTarget.value.trim()
    if (text !== shownText(props.field)) props.onType(text)
  }
  return (
    <tr>
      <th scope="row">{label()}</th>
      <td classList={{ muted: props.field.listed.length === 0 }}>
        {props.field.listed.join(' · ') || t().importRow.empty}
      </td>
      <td class="row-fields-kept">
        <Show
          when={choices()}
          fallback={
            <Show
              when={props.field.field === 'comment'}
              fallback={
                <TextField
                  label={label()}
                  hideLabel
                  hint={zeroBack(props.field.listed, props.field.read)}
                  error={fault()}
                  value={shownText(props.field)}
                  onChange={type}
                />
              }
            >
              <TextArea
                label={label()}
                hideLabel
                rows={2}
                error={fault()}
                value={shownText(props.field)}
                onChange={type}
              />
            </Show>
          }
        >
          {(all) => (
            <SelectField
              label={label()}
              hideLabel
              error={fault()}
              value={all().find(({ code }) => code === props.field.read)?.said ?? ''}
              onChange={(event) => props.onType(event.currentTarget.value)}
            >
              <option value="">{t().importRow.empty}</option>
              <Index each={all()}>
                {(choice) => <option value={choice().said}>{choice().text}</option>}
              </Index>
            </SelectField>
          )}
        </Show>
        <TakeBack label={label()} when={props.field.typed !== null} onBack={props.onType} />
      </td>
    </tr>
  )
}

function NumberRow(props: {
  readonly number: RowDetail['numbers'][number]
  readonly notes: Notes
  readonly onType: (text: string | null) => void
}) {
  const label = () =>
    props.number.raw === '' ? t().importRow.otherNumber : t().imports.fields[props.number.field]
  const named = () => [label(), props.number.raw].filter(Boolean).join(' ')
  const fault = () => {
    if (props.number.read.includes(null)) return t().imports.check.notes['phone-unreadable']
    const note = props.notes.find(({ value }) => value === props.number.raw)
    return note && noteText(note)
  }
  return (
    <tr>
      <th scope="row">{label()}</th>
      <td>{props.number.raw}</td>
      <td class="row-fields-kept">
        <TextField
          label={named()}
          hideLabel
          inputmode="tel"
          hint={zeroBack([props.number.raw], props.number.read[0] ?? null)}
          error={fault()}
          value={shownNumber(props.number)}
          onChange={(event) => {
            const text = event.currentTarget.value.trim()
            if (text !== shownNumber(props.number)) props.onType(text)
          }}
        />
        <TakeBack label={named()} when={props.number.typed !== null} onBack={props.onType} />
      </td>
    </tr>
  )
}

/** A spreadsheet had taken the first zero of a number or of a postcode. */
function zeroBack(listed: readonly string[], read: string | null): string | undefined {
  const text = listed.length === 1 ? listed[0]?.trim() : undefined
  const isBack = text !== undefined && (read === `0${text}` || read === `+33${text}`)
  return isBack ? t().importRow.zeroBack : undefined
}

/** What the file says counts again. */
function TakeBack(props: {
  readonly label: string
  readonly when: boolean
  readonly onBack: (text: null) => void
}) {
  return (
    <Show when={props.when}>
      <Button
        look="quiet"
        size="small"
        icon="undo-2"
        aria-label={t().importRow.takeBack(props.label)}
        onClick={() => props.onBack(null)}
      />
    </Show>
  )
}
