import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { IconName } from '#client/ui/icon-names.ts'
import type { TriageCandidate } from '#shared/contracts/triage.ts'
import { runsOf } from './differences.ts'
import { valuesOf, type ShownField, type Values } from './sides.ts'
import { slipOf } from './words.ts'

type Likeness = 'same' | 'near' | 'different' | 'missing'

const signs: Readonly<Record<Likeness, IconName>> = {
  same: 'equal',
  near: 'equal-approximately',
  different: 'equal-not',
  missing: 'minus',
}

/** One value of a candidate: `=`, `≈` with what differs underlined, `≠`; each in words for who cannot see signs. */
export function Compared(props: {
  readonly field: ShownField
  readonly own: Values
  readonly candidate: TriageCandidate
}) {
  const values = () => valuesOf(props.candidate.person)[props.field]
  /** A number that is a slip away is near for the eye; it is no evidence. */
  const slip = () => (props.field === 'phone' ? slipOf(props.own.phone, values()) : null)
  const is = (): Likeness => {
    const judged = props.candidate.fields[props.field].is
    return judged === 'different' && slip() !== null ? 'near' : judged
  }
  const text = () => values().join(', ')
  const runs = () =>
    is() === 'near'
      ? runsOf(slip() ?? text(), props.own[props.field].join(', '))
      : [{ text: text(), differs: false }]
  return (
    <span class={`match-value match-${is()}`}>
      <Icon name={signs[is()]} size={14} />
      <span class="sr">{t().triage.match[is()]}</span>
      <Show when={text() !== ''} fallback={<span class="muted">{t().triage.match.absent}</span>}>
        <span class="match-text">
          <For each={runs()}>
            {(run) => (
              <Show when={run.differs} fallback={run.text}>
                <u>{run.text}</u>
              </Show>
            )}
          </For>
        </span>
      </Show>
    </span>
  )
}
