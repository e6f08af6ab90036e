import { For, Match, Show, Switch } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { isAgreementWithdrawn } from '#shared/domain/agreement.ts'
import { initialsOf } from '#client/ui/avatar-colour.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { DueChip } from './DueChip.tsx'
import { handoverMark, sentBackWords } from './desk/handover-words.ts'
import { officerName } from './frame.ts'
import { placeOfLiving } from './place-words.ts'
import { useScreen } from './screen.ts'
import { glyphOf } from './stage-look.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CardView } from './card-view.ts'

/** Attempts shown as shapes; older ones are an ellipsis. */
const shownAttempts = 4

/** The two lines of a compact card. Read in order, they are also its accessible name. */
export function CardFace(props: { readonly view: CardView; readonly pending: boolean }) {
  const screen = useScreen()
  const who = () => props.view.card.who
  const officer = () => {
    const id = props.view.card.at.officer
    return id === null
      ? null
      : (officerName(screen.store.frame(), id) ?? t().board.card.officerGone)
  }
  return (
    <>
      <span class="card-line">
        <span class="card-name">
          <bdi>{props.view.name}</bdi>
        </span>
        <Flags view={props.view} pending={props.pending} />
        <DueChip view={props.view} />
      </span>
      <span class="card-line card-line-2">
        <span class="card-meta">
          <Show when={who().age} fallback={<span class="sr">{t().board.card.ageUnknown}</span>}>
            {(age) => (
              <>
                {age()}
                <span class="card-years">{`\u00A0${t().board.card.years}`}</span>
              </>
            )}
          </Show>
          <Show when={placeOfLiving(who())}>
            {(text) => (
              <span class="card-place" style={{ '--least': leastOf(text()) }}>
                {`${who().age === null ? '' : ' · '}${text()}`}
              </span>
            )}
          </Show>
        </span>
        <Show
          when={isAgreementWithdrawn(props.view.card)}
          fallback={<KnownTag view={props.view} />}
        >
          <WithdrawnTag view={props.view} />
          {/* Two tags and a place do not fit: known or not is then only said. */}
          <span class="sr">
            <KnownTag view={props.view} />
          </span>
        </Show>
        <span class="card-right">
          <Attempts view={props.view} />
          <Show when={officer()}>
            {(name) => (
              <span class="card-officer" title={name()}>
                <span class="sr">{t().board.card.assignedTo(name())}</span>
                <span aria-hidden="true">{initialsOf(name())}</span>
              </span>
            )}
          </Show>
        </span>
      </span>
    </>
  )
}

/** Width under which a narrow card leaves the commune out: the whole of a short one, six letters of a long one. */
function leastOf(commune: string): string {
  return `${Math.min(commune.length, 6) + 1.5}ch`
}

export function Flags(props: { readonly view: CardView; readonly pending: boolean }) {
  const screen = useScreen()
  const missing = () => props.view.missing.map((fact) => t().board.missing[fact]).join(', ')
  return (
    <>
      <Show when={props.view.card.who.qpv}>
        <Flag icon="map-pinned" text={t().board.card.qpv} />
      </Show>
      <Show when={props.view.card.handover}>
        <Flag icon="arrow-right-left" text={handoverMark(screen, props.view)} soon />
      </Show>
      <Show when={isSentBack(props.view)}>
        <Flag icon="undo-2" text={sentBackWords(props.view)} soon />
      </Show>
      <Show when={props.view.missing.length > 0}>
        <Flag icon="circle-dashed" text={t().board.card.incomplete(missing())} soon />
      </Show>
      <Show when={props.view.due.kind === 'callback'}>
        <Flag icon="phone-forwarded" text={t().board.filters.callback} soon />
      </Show>
      <Show when={screen.remote.conflicted(props.view.id)}>
        <Flag icon="git-compare" text={t().acting.conflict} soon />
      </Show>
      <Show when={props.pending}>
        <Flag icon="cloud-upload" text={t().board.card.pending} />
      </Show>
    </>
  )
}

function Flag(props: { readonly icon: IconName; readonly text: string; readonly soon?: boolean }) {
  return (
    <span
      class="card-flag"
      classList={{ 'card-flag-soon': props.soon ?? false }}
      title={props.text}
    >
      <Icon name={props.icon} size={14} />
      <span class="sr">{props.text}</span>
    </span>
  )
}

/** It came back, and nobody has taken it up since. [P3] */
function isSentBack({ card: { at, sentBack } }: CardView): boolean {
  return sentBack !== null && at.officer === null && (at.lane === null || at.stage === 'received')
}

/** A list says that the youth no longer accepts to be contacted: whoever is about to call has to see it. */
export function WithdrawnTag(props: { readonly view: CardView }) {
  return (
    <Show when={isAgreementWithdrawn(props.view.card)}>
      <span class="card-tag card-tag-withdrawn" title={t().agreement.withdrawn}>
        <Icon name="ban" size={10} />
        {t().agreement.mark}
      </span>
    </Show>
  )
}

function KnownTag(props: { readonly view: CardView }) {
  return (
    <Switch>
      <Match when={props.view.card.known === 'unknown'}>
        <span class="card-tag card-tag-unknown">{t().board.card.unknown}</span>
      </Match>
      <Match when={props.view.card.known !== 'untriaged'}>
        <span class="card-tag card-tag-known">{t().board.card.known}</span>
      </Match>
    </Switch>
  )
}

export function Attempts(props: { readonly view: CardView }) {
  const words = () => {
    const outcomes = props.view.attempts.map((one) => t().board.outcomes[one.outcome]).join(', ')
    return t().board.card.attempts(props.view.attempts.length, outcomes)
  }
  const working = () =>
    props.view.card.at.stage === 'dispatched' || props.view.card.at.stage === 'first_contact'
  return (
    <Show
      when={props.view.attempts.length > 0}
      fallback={
        <Show when={working()}>
          <span class="card-attempts card-attempts-none" title={t().board.card.noAttempt}>
            <span class="sr">{t().board.card.noAttempt}</span>
          </span>
        </Show>
      }
    >
      <span class="card-attempts" title={words()}>
        <Show when={props.view.attempts.length > shownAttempts}>
          <span class="card-attempts-more" aria-hidden="true">
            {'…'}
          </span>
        </Show>
        <For each={props.view.attempts.slice(-shownAttempts)}>
          {(attempt) => (
            <Icon name={glyphOf(attempt.outcome)} class={`glyph ${glyphOf(attempt.outcome)}`} />
          )}
        </For>
        <span class="sr">{words()}</span>
      </span>
    </Show>
  )
}
