import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { fold } from '#shared/domain/names.ts'
import { valueText } from './row-words.ts'
import { shownFields } from './rows.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import type { ShownField } from './rows.ts'

type Alike = ImportRow['alike'][number]

/** A row and somebody alike, side by side, with what differs marked. */
export function AlikeTable(props: { readonly row: ImportRow; readonly alike: Alike }) {
  const words = () => t().importRow.alike
  const other = () => {
    const { where, line, campaign } = props.alike
    if (where === 'file') return words().file(line ?? 0)
    return where === 'card' ? words().card : words().elsewhere(campaign?.name ?? '')
  }
  const differs = (field: ShownField) => {
    const [one, two] = [props.row[field], props.alike[field]]
    return one !== null && two !== null && fold(one) !== fold(two)
  }
  return (
    <section>
      <h3 class="row-alike-title">
        {props.alike.certain ? words().certain : words().perhaps}
        <For each={props.alike.reasons}>
          {(reason) => <Tag look="outlined">{words().reasons[reason]}</Tag>}
        </For>
      </h3>
      <div class="row-alike-box scroll" data-strip>
        <table class="import-table row-alike">
          <thead>
            <tr>
              <th>
                <span class="sr">{t().importRow.field}</span>
              </th>
              <For each={shownFields}>{(field) => <th>{t().imports.fields[field]}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words().thisRow}</th>
              <For each={shownFields}>
                {(field) => (
                  <td classList={{ muted: !props.row[field] }}>
                    {valueText(field, props.row[field])}
                  </td>
                )}
              </For>
            </tr>
            <tr>
              <th scope="row">{other()}</th>
              <For each={shownFields}>
                {(field) => (
                  <td classList={{ muted: !props.alike[field] }}>
                    <span classList={{ 'row-alike-differs': differs(field) }}>
                      {valueText(field, props.alike[field])}
                      <Show when={differs(field)}>
                        <span class="sr">{`, ${words().differs}`}</span>
                      </Show>
                    </span>
                  </td>
                )}
              </For>
            </tr>
          </tbody>
        </table>
      </div>
      <Show when={props.alike.where === 'elsewhere'}>
        <p class="field-hint">{words().elsewhereHint}</p>
      </Show>
    </section>
  )
}
