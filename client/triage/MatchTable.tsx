import { For, Show } from 'solid-js'
import { officerName } from '#client/board/frame.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import type { TriageCandidate, TriageCardAnswer } from '#shared/contracts/triage.ts'
import { fullName, readingForm } from '#shared/domain/names.ts'
import { Compared } from './Compared.tsx'
import { labelOf, reasonSentences } from './reasons.ts'
import { useTriage } from './state.ts'
import { dateText } from './words.ts'
import { valuesOf, type ShownField } from './sides.ts'

const fields: readonly ShownField[] = [
  'lastName',
  'firstName',
  'birthDate',
  'phone',
  'address',
  'email',
]

/** The list's youth beside each candidate, field by field. */
export function MatchTable(props: { readonly youth: TriageCardAnswer }) {
  const triage = useTriage()
  const words = () => t().triage.match
  const chosen = (one: TriageCandidate) =>
    triage.choice.kind() !== 'unknown' && triage.choice.candidate()?.file === one.file
  const own = () => valuesOf(props.youth.youth)
  return (
    <div class="match-box" data-strip>
      <table class="match" style={{ '--candidates': props.youth.candidates.length }}>
        <thead>
          <tr>
            <th scope="col" class="match-field">
              <span class="sr">{words().field}</span>
            </th>
            <th scope="col" class="match-own">
              {words().inList}
            </th>
            <For each={props.youth.candidates}>
              {(one) => (
                <th scope="col" classList={{ 'match-chosen': chosen(one) }}>
                  <CandidateHead candidate={one} chosen={chosen(one)} />
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={fields}>
            {(field) => (
              <tr>
                <th scope="row">{words().fields[field]}</th>
                <td class="match-own">{own()[field].join(', ') || words().absent}</td>
                <For each={props.youth.candidates}>
                  {(one) => (
                    <td classList={{ 'match-chosen': chosen(one) }}>
                      <Compared field={field} own={own()} candidate={one} />
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
          <tr>
            <th scope="row">{words().advisor}</th>
            <td class="match-own muted">{words().nothingSaid}</td>
            <For each={props.youth.candidates}>
              {(one) => (
                <td classList={{ 'match-chosen': chosen(one) }}>
                  <Advisor candidate={one} />
                </td>
              )}
            </For>
          </tr>
          <tr>
            <th scope="row">{words().lastInterview}</th>
            <td class="match-own muted">{words().nothingSaid}</td>
            <For each={props.youth.candidates}>
              {(one) => (
                <td classList={{ 'match-chosen': chosen(one) }}>
                  {[one.lastInterview ? dateText(one.lastInterview) : '', one.status ?? '']
                    .filter(Boolean)
                    .join(', ') || words().absent}
                </td>
              )}
            </For>
          </tr>
          <tr class="match-why">
            <th scope="row">{words().why}</th>
            <td class="match-own muted">{words().nothingSaid}</td>
            <For each={props.youth.candidates}>
              {(one) => (
                <td classList={{ 'match-chosen': chosen(one) }}>
                  {reasonSentences(one).join(' ')}
                  <NotSame candidate={one} card={props.youth} />
                </td>
              )}
            </For>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function CandidateHead(props: { readonly candidate: TriageCandidate; readonly chosen: boolean }) {
  const triage = useTriage()
  const name = () => fullName(props.candidate.person)
  return (
    <button
      type="button"
      class="match-head"
      aria-pressed={props.chosen}
      aria-label={`${props.candidate.score} %, ${labelOf(props.candidate)}. ${t().triage.match.choose(name(), props.candidate.score)}`}
      onClick={() => {
        triage.choice.pick(props.candidate.file)
        triage.choice.choose('known')
      }}
    >
      <span class="match-score">
        <b>{props.candidate.score}</b>
        <span>{'%'}</span>
        <span class="match-label">{labelOf(props.candidate)}</span>
      </span>
      <span class="bar" classList={{ 'match-bar-chosen': props.chosen }}>
        <span class="bar-value" style={{ '--v': props.candidate.score / 100 }} />
      </span>
    </button>
  )
}

function Advisor(props: { readonly candidate: TriageCandidate }) {
  const triage = useTriage()
  const words = () => t().triage.match
  const here = () => {
    const { referent } = props.candidate
    return referent.kind === 'here' ? officerName(triage.store.frame(), referent.officer) : null
  }
  const written = () => readingForm(props.candidate.advisor ?? '')
  return (
    <Show when={props.candidate.advisor} fallback={<span class="muted">{words().noAdvisor}</span>}>
      <Show
        when={here()}
        fallback={
          <span class="muted">
            {props.candidate.referent.kind === 'left'
              ? `${written()}, ${words().advisorLeft}`
              : written()}
          </span>
        }
      >
        {(name) => (
          <span class="match-advisor">
            <Icon name="user-check" size={12} />
            {name()}
          </span>
        )}
      </Show>
    </Show>
  )
}

function NotSame(props: { readonly candidate: TriageCandidate; readonly card: TriageCardAnswer }) {
  const triage = useTriage()
  const words = () => t().triage.match
  return (
    <Button
      class="match-not-same"
      look="quiet"
      size="small"
      icon="equal-not"
      aria-label={words().notSameOf(fullName(props.candidate.person))}
      onClick={() =>
        void triage.acts.refuse({
          card: props.card.card,
          other: { file: props.candidate.file },
          refused: true,
        })
      }
    >
      {words().notSame}
    </Button>
  )
}
