import { Show } from 'solid-js'
import { dayAndTime } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { mayRetry } from './outbox.ts'
import type { Mail } from '#shared/contracts/notices.ts'

const looks = {
  waiting: 'filled',
  sending: 'filled',
  retrying: 'soon',
  sent: 'accent',
  held: 'outlined',
  failed: 'late',
} as const

const icons = {
  waiting: 'hourglass',
  sending: 'send',
  retrying: 'refresh-cw',
  sent: 'check',
  held: 'pause',
  failed: 'triangle-alert',
} as const

/** One mail: to whom, where it stands and since when, what went wrong. */
export function MailLine(props: {
  readonly mail: Mail
  /** An SMTP server is configured. */
  readonly sends: boolean
  readonly onSee: () => void
  readonly onRetry: () => void
}) {
  const words = () => t().telling.outbox
  const when = () => {
    const { state, dueAt, sentAt } = props.mail
    const due = dayAndTime(new Date(dueAt))
    switch (state) {
      case 'waiting':
        return props.sends ? words().due(due) : words().would(due)
      case 'retrying':
        return words().next(due)
      case 'sent':
        return words().sent(dayAndTime(new Date(sentAt ?? dueAt)))
      case 'held':
        return words().held(due)
      case 'sending':
      case 'failed':
        return ''
    }
  }
  const trouble = () =>
    [
      props.mail.attempts > 1 || props.mail.error !== null
        ? words().tries(props.mail.attempts)
        : '',
      props.mail.error === null ? '' : words().error(props.mail.error),
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <li class="outbox-line">
      <span class="outbox-who">
        <b>{props.mail.to.name}</b>
        <span class="muted">{props.mail.to.email}</span>
      </span>
      <span class="outbox-what">
        <span class="muted">{words().kinds[props.mail.kind]}</span>
        <span>{props.mail.texts[props.mail.language].subject}</span>
      </span>
      <span class="outbox-state">
        <Tag look={looks[props.mail.state]} icon={icons[props.mail.state]} large>
          {words().states[props.mail.state]}
        </Tag>
        <span class="muted">{when()}</span>
        <Show when={trouble()}>
          <span class="outbox-trouble">{trouble()}</span>
        </Show>
      </span>
      <span class="outbox-acts">
        <Show when={mayRetry(props.mail)}>
          <Button
            size="small"
            icon="refresh-cw"
            aria-label={words().retryOf(props.mail.to.name)}
            onClick={() => props.onRetry()}
          >
            {words().retry}
          </Button>
        </Show>
        <Button
          size="small"
          icon="eye"
          aria-label={words().seeOf(props.mail.to.name)}
          onClick={() => props.onSee()}
        >
          {words().see}
        </Button>
      </span>
    </li>
  )
}
