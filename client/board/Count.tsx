import { Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'

/** How many are shown and, where the filters keep some back, of how many: "12 / 67". */
export function Count(props: { readonly shown: number; readonly total: number }) {
  return (
    <Show when={props.shown !== props.total} fallback={number(props.total)}>
      <span aria-hidden="true">
        {number(props.shown)}
        <span class="count-total">{` / ${number(props.total)}`}</span>
      </span>
      <span class="sr">{t().views.of(number(props.shown), number(props.total))}</span>
    </Show>
  )
}
