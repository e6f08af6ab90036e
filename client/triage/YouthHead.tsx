import { createEffect, createMemo, on, Show } from 'solid-js'
import { dayShort, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { addDays, daysBetween } from '#shared/domain/day.ts'
import type { TriageCardAnswer } from '#shared/contracts/triage.ts'
import type { QueueRow } from './queue.ts'
import { useTriage } from './state.ts'
import { dateText, doneWords, phoneText } from './words.ts'

/** Who is on screen: from which list, until when, and what the list says of them. */
export function YouthHead(props: { readonly row: QueueRow }) {
  const triage = useTriage()
  const words = () => t().triage.youth
  const card = () => triage.card(props.row.card)
  const youth = createMemo(() => {
    const state = triage.youths.state(props.row.card)
    return state.kind === 'read' ? state.youth.youth : null
  })
  const due = () => {
    const received = card()?.received.on
    if (!received) return null
    const before = addDays(received, triage.store.frame().settings.firstContactDays)
    return { days: daysBetween(today(), before), on: before }
  }
  return (
    <header class="triage-youth">
      <div class="triage-youth-head">
        <div class="triage-youth-name">
          <p class="muted">
            <Show when={card()}>
              {(one) => <>{words().from(props.row.line, dayShort(one().received.on))}</>}
            </Show>
          </p>
          <h1 tabindex="-1" ref={(element) => triage.setHeading(element)}>
            {props.row.name}
          </h1>
        </div>
        <Show when={due()}>
          {(one) => (
            <span class="triage-due" classList={{ 'triage-due-late': one().days < 0 }}>
              <Icon name={one().days < 0 ? 'clock-alert' : 'hourglass'} size={14} />
              {words().before(one().days, dayShort(one().on))}
            </span>
          )}
        </Show>
        <span class="triage-walk">
          <Button
            icon="chevron-left"
            size="small"
            aria-label={words().previous}
            onClick={() => triage.step(-1)}
          />
          <Button
            icon="chevron-right"
            size="small"
            aria-label={words().next}
            onClick={() => triage.step(1)}
          />
        </span>
      </div>
      <Notes row={props.row} />
      <Facts row={props.row} youth={youth()} />
    </header>
  )
}

/** What somebody should know before deciding: it was decided meanwhile, set aside, sent back, or is in other hands. */
function Notes(props: { readonly row: QueueRow }) {
  const triage = useTriage()
  const words = () => t().triage
  const card = () => triage.card(props.row.card)
  const decidedBy = createMemo(
    on(
      () => [props.row.card, triage.server.answer()] as const,
      ([id, answer]) => answer?.decided.find((one) => one.card === id)?.by.name ?? null,
    ),
  )
  const here = () => triage.here(props.row.card)[0]
  createEffect(() => {
    if (props.row.state === 'done') triage.server.refreshSoon()
  })
  return (
    <>
      <Show when={props.row.state === 'done'}>
        <Note
          look="accent"
          icon="check"
          action={
            <Button size="small" onClick={() => triage.next()}>
              {words().youth.next}
            </Button>
          }
        >
          {words().youth.taken(
            decidedBy() ?? words().said.somebody,
            doneWords(props.row, triage.store.frame()),
          )}
        </Note>
      </Show>
      <Show when={props.row.state === 'aside' && card()?.setAside}>
        {(aside) => (
          <Note look="soon" icon="pause">
            {words().youth.aside(words().aside.reasons[aside().reason])}
          </Note>
        )}
      </Show>
      <Show when={props.row.state !== 'done' && card()?.sentBack}>
        <Note look="soon" icon="undo-2">
          {words().youth.sentBack}
        </Note>
      </Show>
      <Show when={here()}>
        {(who) => <Note icon="eye">{words().queue.here(who().user.name)}</Note>}
      </Show>
    </>
  )
}

function Facts(props: {
  readonly row: QueueRow
  readonly youth: TriageCardAnswer['youth'] | null
}) {
  const triage = useTriage()
  const words = () => t().triage.youth
  const who = () => props.row.who
  const wish = () => triage.card(props.row.card)?.wish ?? null
  const birth = () => {
    const date = props.youth?.birthDate
    if (date) return words().born(dateText(date), who().age)
    return who().age === null ? words().unsaid : t().triage.queue.age(who().age ?? 0)
  }
  const phones = () =>
    (props.youth?.phones ?? [])
      .map(({ owner, text }) => {
        // A number stays on one line.
        const number = phoneText(text).replaceAll(' ', '\u00A0')
        return owner === 'youth' ? number : `${number} (${words().guardian})`
      })
      .join(', ')
  const address = () => {
    const { postCode, commune } = props.youth ?? who()
    return [...(props.youth?.address ?? []), [postCode, commune].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', ')
  }
  return (
    <dl class="triage-facts">
      <Fact term={words().bornOn(who().sex)} value={birth()} />
      <Fact term={words().phone} value={phones()} />
      <Fact term={words().address} value={address()} />
      <Fact
        term={words().qpv}
        value={who().qpv === null ? '' : who().qpv ? t().common.yes : t().common.no}
      />
      <Fact term={words().programme} value={props.youth?.programme ?? ''} />
      <Fact term={words().wish} value={wish() === null ? '' : wishText(wish())} />
      <Show when={props.youth?.territory}>
        {(value) => <Fact term={words().territory} value={value()} />}
      </Show>
      <Show when={props.youth?.knownByList !== null && props.youth?.knownByList !== undefined}>
        <Fact
          term={words().knownByList}
          value={props.youth?.knownByList ? t().common.yes : t().common.no}
        />
      </Show>
    </dl>
  )
}

function wishText(wish: string | null): string {
  const words: Readonly<Record<string, string>> = t().importRow.wishes
  return wish === null ? '' : (words[wish] ?? wish)
}

function Fact(props: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd classList={{ muted: props.value === '' }}>{props.value || t().triage.youth.unsaid}</dd>
    </div>
  )
}
