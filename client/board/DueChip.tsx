import { Show } from 'solid-js'
import { dayShort, dayTiny, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { daysBetween } from '#shared/domain/day.ts'
import { restWord } from './rest-word.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CardView } from './card-view.ts'

interface Chip {
  readonly icon: IconName | null
  readonly text: string
  /** The same for somebody who hears it. */
  readonly said: string
}

/** The next thing due on a card: late is a plus sign, a clock and a box, before it is a colour. */
export function DueChip(props: { readonly view: CardView }) {
  const chip = () => chipOf(props.view)
  return (
    <Show when={chip()}>
      {(shown) => (
        <span
          class="due"
          classList={{
            'due-late': props.view.urgency === 'late',
            'due-soon': props.view.urgency === 'soon',
          }}
          title={shown().said}
        >
          <Show when={shown().icon}>{(icon) => <Icon name={icon()} size={12} />}</Show>
          <span aria-hidden="true">{shown().text}</span>
          <span class="sr">{shown().said}</span>
        </span>
      )}
    </Show>
  )
}

/** The chip's own words, for paper. */
export function dueText(view: CardView): string {
  return chipOf(view)?.text ?? ''
}

/** [C4] Nobody can be expected to answer on a Sunday or a public holiday: such a day is shown as one. */
function chipOf(view: CardView): Chip | null {
  const chip = chipOfKind(view)
  const rest = view.due.on === null ? null : restWord(view.due.on)
  if (chip === null || rest === null) return chip
  return {
    icon: view.urgency === 'late' ? chip.icon : 'calendar-x',
    text: chip.text,
    said: `${chip.said}, ${rest}`,
  }
}

function chipOfKind(view: CardView): Chip | null {
  const words = t().board.card
  const { due, urgency } = view
  const late = urgency === 'late'
  switch (due.kind) {
    case 'none':
      return null
    case 'first_contact': {
      const days = daysBetween(today(), due.on)
      return {
        icon: late ? 'clock-alert' : null,
        text: late ? words.daysLate(-days) : words.daysLeft(days),
        said: late ? words.dueLate(dayShort(due.on)) : words.due(dayShort(due.on)),
      }
    }
    case 'callback':
      return {
        icon: late ? 'clock-alert' : 'calendar-clock',
        text: late ? words.daysLate(-daysBetween(today(), due.on)) : dayTiny(due.on),
        said: words.callback(dayShort(due.on)),
      }
    case 'appointment':
      return {
        icon: late ? 'clock-alert' : 'calendar-check',
        text: late ? words.appointmentLate(-daysBetween(today(), due.on)) : dayTiny(due.on),
        said: words.appointment(dayShort(due.on)),
      }
    case 'registration':
      return { icon: 'user-plus', text: words.toRegister, said: words.toRegister }
    case 'referral_decision':
      return { icon: 'footprints', text: words.toPass, said: words.toPass }
    case 'referred':
      return { icon: 'check', text: words.referred, said: words.referred }
  }
}
