import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Count } from './Count.tsx'

/** How many are late and, where the filters keep some of them back, how many of those are shown. */
export function LateCount(props: { readonly late: number; readonly shown: number }) {
  return (
    <Show
      when={props.late > 0}
      fallback={
        <span class="lane-up-to-date">
          <Icon name="check" size={14} />
          {t().board.lane.upToDate}
        </span>
      }
    >
      <span class="lane-late">
        <Icon name="clock-alert" size={14} />
        <span>
          <Count shown={props.shown} total={props.late} />
          {`\u00A0${t().board.lane.lateWord(props.late)}`}
        </span>
      </span>
    </Show>
  )
}

/** Post codes as people say them: "11e 20e" in Paris, "11th 20th" in English, the codes elsewhere; a long list is cut. */
export function territoryOf(codes: readonly string[]): string {
  const names = codes.map((code) =>
    code.startsWith('750') ? t().acting.district(Number(code.slice(3))) : code,
  )
  return names.length > 5 ? `${names.slice(0, 5).join(' ')} …` : names.join(' ')
}
