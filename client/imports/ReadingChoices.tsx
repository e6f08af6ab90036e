import { createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { SelectField, TextField } from '#client/ui/Field.tsx'
import { importPatch } from '#shared/contracts/imports.ts'
import { must } from '#shared/assert.ts'
import type { ImportAnswer, ImportPatch } from '#shared/contracts/imports.ts'
import type { OpenImport } from './open-import.ts'

const encodings: Readonly<Record<NonNullable<ImportPatch['encoding']>, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
  'utf-16le': 'UTF-16',
}
const separators = [';', ',', '\t'] as const

/** How the file itself is read: characters and separator of a CSV, sheet of a workbook, row of the header. */
export function ReadingChoices(props: { readonly open: OpenImport; readonly list: ImportAnswer }) {
  const words = () => t().imports.columns
  const reading = () => props.list.reading
  const [header, setHeader] = createSignal<string>()
  const correct = (change: Record<string, unknown>) => {
    const patch = importPatch.safeParse(change)
    if (patch.success) void props.open.correct(patch.data)
  }
  return (
    <fieldset class="reading-choices">
      <legend class="sr">{words().reading}</legend>
      <Show when={reading().format === 'csv'}>
        <SelectField
          label={words().encoding}
          value={reading().encoding ?? 'utf-8'}
          onChange={(event) => correct({ encoding: event.currentTarget.value })}
        >
          <For each={Object.entries(encodings)}>
            {([value, text]) => <option value={value}>{text}</option>}
          </For>
        </SelectField>
        <SelectField
          label={words().separator}
          value={reading().separator ?? ';'}
          onChange={(event) => correct({ separator: event.currentTarget.value })}
        >
          <For each={separators}>
            {(value) => <option value={value}>{words().separators[value]}</option>}
          </For>
        </SelectField>
      </Show>
      <Show when={reading().sheets.length > 1}>
        <SelectField
          label={words().sheet}
          value={reading().sheet ?? must(reading().sheets[0], 'a workbook has a sheet')}
          onChange={(event) => correct({ sheet: event.currentTarget.value })}
        >
          <For each={reading().sheets}>{(sheet) => <option value={sheet}>{sheet}</option>}</For>
        </SelectField>
      </Show>
      <Show when={reading().levelsUnclear > 0 || reading().levelScale}>
        <SelectField
          label={words().levelScale}
          hint={reading().levelsUnclear > 0 ? words().levelsUnclear : undefined}
          value={reading().levelScale ?? ''}
          onChange={(event) => correct({ levelScale: event.currentTarget.value })}
        >
          <Show when={reading().levelScale === null}>
            <option value="">{words().scales.unknown}</option>
          </Show>
          <option value="old">{words().scales.old}</option>
          <option value="new">{words().scales.new}</option>
        </SelectField>
      </Show>
      <TextField
        label={words().headerRow}
        type="number"
        min="1"
        max="50"
        class="reading-header-row"
        value={header() ?? String(reading().headerRow)}
        onInput={(event) => setHeader(event.currentTarget.value)}
        onChange={() => {
          correct({ headerRow: Number(header()) })
          setHeader()
        }}
      />
    </fieldset>
  )
}
