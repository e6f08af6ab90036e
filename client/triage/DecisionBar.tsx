import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import type { JSX } from 'solid-js'
import { fullName } from '#shared/domain/names.ts'
import type { QueueRow } from './queue.ts'
import { useTriage } from './state.ts'

/** Known, unknown, duplicate, to complete. The first two wait for where the card goes; one key each. */
export function DecisionBar(props: { readonly row: QueueRow }) {
  const triage = useTriage()
  const words = () => t().triage.decide
  const sex = () => props.row.who.sex
  const kind = () => triage.choice.kind()
  const attach = () => {
    const one = triage.choice.candidate()
    return one ? words().attach(fullName(one.person), one.score) : words().withoutFile
  }
  return (
    <Show when={props.row.state !== 'done'}>
      <div class="triage-decide" role="group" aria-label={words().label}>
        <Decision
          letter="C"
          title={t().triage.known(sex())}
          text={attach()}
          chosen={kind() === 'known'}
          onChoose={() => triage.choice.choose('known')}
        />
        <Decision
          letter="I"
          title={t().triage.unknown(sex())}
          text={words().firstVisit}
          chosen={kind() === 'unknown'}
          onChoose={() => triage.choice.choose('unknown')}
        />
        <Decision
          letter="D"
          title={words().duplicate}
          text={words().duplicateText}
          onChoose={() => triage.ask('duplicate')}
        />
        <Decision
          letter="P"
          title={words().complete}
          text={words().completeText}
          onChoose={() => triage.ask('aside')}
        />
      </div>
    </Show>
  )
}

function Decision(props: {
  readonly letter: string
  readonly title: string
  readonly text: JSX.Element
  /** A choice that stays; absent: it opens a dialog. */
  readonly chosen?: boolean
  readonly onChoose: () => void
}) {
  return (
    <button
      type="button"
      class="triage-decision"
      classList={{ 'triage-decision-chosen': props.chosen ?? false }}
      aria-pressed={props.chosen}
      aria-keyshortcuts={props.letter}
      onClick={() => props.onChoose()}
    >
      <kbd aria-hidden="true">{props.letter}</kbd>
      <span>
        <b>{props.title}</b>
        <small>{props.text}</small>
      </span>
    </button>
  )
}
