import { For, Match, Show, Switch } from 'solid-js'
import { list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { SelectField, TextField } from '#client/ui/Field.tsx'
import { outcomes } from '#shared/domain/attempt.ts'
import { missingFrom } from '#shared/domain/attempt-policy.ts'
import { day } from '#shared/domain/day.ts'
import { restOn } from '#shared/domain/holidays.ts'
import {
  channels,
  handoverReasons,
  notReachedReasons,
  outcomeGroups,
  sendBackReasons,
  toldStatuses,
  withDay,
  type Demand,
  type Faults,
} from './facts.ts'
import { minuteAt } from './field-time.ts'
import { useScreen } from './screen.ts'
import type { KeptDraft } from './asking.ts'
import type { CardView } from './card-view.ts'

interface FieldsProps {
  readonly view: CardView
  readonly kept: KeptDraft
  readonly faults: Faults
}

/** The fields of one demand; what is typed stands in the draft, not here. */
export function FactFields(props: FieldsProps & { readonly demand: Demand }) {
  return (
    <Switch>
      <Match when={props.demand === 'reached_attempt'}>
        <AttemptFields {...props} />
      </Match>
      <Match when={props.demand === 'registration'}>
        <RegistrationFields {...props} />
      </Match>
      <Match when={props.demand === 'follow_up'}>
        <FollowUpFields {...props} />
      </Match>
      <Match when={props.demand === 'not_reached_reason'}>
        <NotReachedFields {...props} />
      </Match>
      <Match when={props.demand === 'sent_back'}>
        <Choices
          name="back-reason"
          legend={t().acting.facts.reason}
          choices={sendBackReasons.map((value) => ({
            value,
            text: t().acting.facts.backReasons[value],
          }))}
          value={props.kept.draft.backReason}
          fault={faultText(props.faults, 'backReason')}
          onChoose={(value) => props.kept.set({ backReason: value })}
        />
      </Match>
      <Match when={props.demand === 'handover'}>
        <Choices
          name="over-reason"
          legend={t().acting.facts.reason}
          choices={handoverReasons.map((value) => ({ value, text: t().handing.reasons[value] }))}
          value={props.kept.draft.overReason}
          fault={faultText(props.faults, 'overReason')}
          onChoose={(value) => props.kept.set({ overReason: value })}
        />
      </Match>
    </Switch>
  )
}

function faultText(faults: Faults, key: keyof Faults): string | undefined {
  const fault = faults[key]
  return fault && t().acting.facts[fault]
}

function AttemptFields(props: FieldsProps) {
  const words = () => t().acting.facts
  const stopsNothing = () => {
    const { outcome } = props.kept.draft
    return outcome !== '' && outcomes[outcome] !== 'reached'
  }
  return (
    <>
      <div class="facts-pair">
        <SelectField
          label={words().channel}
          value={props.kept.draft.channel}
          onChange={(event) => {
            const chosen = channels.find((one) => one === event.currentTarget.value)
            if (chosen) props.kept.set({ channel: chosen })
          }}
        >
          <For each={channels}>{(one) => <option value={one}>{words().channels[one]}</option>}</For>
        </SelectField>
        <TextField
          type="datetime-local"
          label={words().when}
          error={faultText(props.faults, 'at')}
          value={props.kept.draft.at}
          onInput={(event) => props.kept.set({ at: event.currentTarget.value })}
        />
      </div>
      <SelectField
        label={words().outcome}
        error={faultText(props.faults, 'outcome')}
        hint={stopsNothing() ? words().notYet : undefined}
        value={props.kept.draft.outcome}
        onChange={(event) => {
          const { value } = event.currentTarget
          const all = [...outcomeGroups.reached, ...outcomeGroups.notReached]
          props.kept.set({ outcome: all.find((one) => one === value) ?? '' })
        }}
      >
        <option value="">{words().choose}</option>
        <For each={['reached', 'notReached'] as const}>
          {(group) => (
            <optgroup label={words()[group]}>
              <For each={outcomeGroups[group]}>
                {(one) => <option value={one}>{t().board.outcomes[one]}</option>}
              </For>
            </optgroup>
          )}
        </For>
      </SelectField>
    </>
  )
}

function RegistrationFields(props: FieldsProps) {
  const screen = useScreen()
  const words = () => t().acting.facts
  const settings = () => screen.store.frame().settings
  return (
    <>
      <div class="facts-pair">
        <SelectField
          label={words().kind}
          value={props.kept.draft.kind}
          onChange={(event) =>
            props.kept.set({
              kind: event.currentTarget.value === 'registered' ? 'registered' : 're_engaged',
            })
          }
        >
          <option value="registered">{words().registered}</option>
          <option value="re_engaged">{words().re_engaged}</option>
        </SelectField>
        <TextField
          type="date"
          label={words().on}
          error={faultText(props.faults, 'on')}
          value={props.kept.draft.on}
          onInput={(event) =>
            props.kept.set(withDay(props.kept.draft, event.currentTarget.value, settings()))
          }
        />
      </div>
      <Choices
        name="imilo"
        legend={words().imilo}
        inline
        choices={(['recorded', 'to_enter'] as const).map((value) => ({
          value,
          text: words()[value],
        }))}
        value={props.kept.draft.imilo}
        onChoose={(value) => props.kept.set({ imilo: value })}
      />
      <Show when={props.view.card.appointment === null}>
        <div class="facts-check">
          <input
            id="facts-proposes"
            type="checkbox"
            class="checkbox"
            checked={props.kept.draft.proposes}
            onChange={(event) => props.kept.set({ proposes: event.currentTarget.checked })}
          />
          <label for="facts-proposes">
            {words().propose}{' '}
            <span class="muted">{words().proposed(settings().appointmentDays)}</span>
          </label>
        </div>
        <Show when={props.kept.draft.proposes}>
          <AppointmentField {...props} label={words().propose} />
        </Show>
      </Show>
    </>
  )
}

function AppointmentField(props: FieldsProps & { readonly label: string }) {
  // [C4] A Sunday or a public holiday is shown as such, and may be meant.
  const rest = () => {
    const on = day.safeParse(props.kept.draft.appointment.slice(0, 10))
    const why = on.success ? restOn(on.data) : null
    if (why === null) return undefined
    return why === 'sunday' ? t().acting.facts.sunday : t().acting.facts.holiday
  }
  return (
    <TextField
      type="datetime-local"
      label={props.label}
      hint={rest()}
      error={faultText(props.faults, 'appointment')}
      value={props.kept.draft.appointment}
      onInput={(event) => props.kept.set({ appointment: event.currentTarget.value })}
    />
  )
}

function FollowUpFields(props: FieldsProps) {
  const words = () => t().acting.facts
  return (
    <>
      <AppointmentField {...props} label={words().appointmentOn} />
      <Choices
        name="status"
        legend={words().happened}
        choices={toldStatuses.map((value) => ({ value, text: words().statuses[value] }))}
        value={props.kept.draft.status}
        fault={faultText(props.faults, 'status')}
        onChoose={(value) => props.kept.set({ status: value })}
      />
    </>
  )
}

/** [S5] The reason, and what the attempt policy still lacks. */
function NotReachedFields(props: FieldsProps) {
  const screen = useScreen()
  const words = () => t().acting.facts
  const gap = () => {
    const local = props.view.attempts.map((one) => {
      const at = minuteAt(new Date(one.at))
      return { ...one, day: at.slice(0, 10), hour: Number(at.slice(11, 13)) }
    })
    return missingFrom(local, screen.store.frame().settings.attemptPolicy)
  }
  const lacking = () => {
    const now = gap()
    if (!now) return words().met
    const parts = [
      now.calls > 0 ? words().calls(now.calls) : '',
      now.days > 0 ? words().days(now.days) : '',
      now.dayParts > 0 ? words().dayParts(now.dayParts) : '',
    ]
    return `${words().still}${list(parts.filter(Boolean))}.`
  }
  return (
    <>
      <p class="facts-policy" classList={{ 'facts-policy-open': gap() !== null }}>
        {lacking()}
      </p>
      <Choices
        name="reason"
        legend={words().reason}
        choices={notReachedReasons.map((value) => ({ value, text: words().reasons[value] }))}
        value={props.kept.draft.reason}
        fault={faultText(props.faults, 'reason')}
        onChoose={(value) => props.kept.set({ reason: value })}
      />
    </>
  )
}

function Choices<T extends string>(props: {
  readonly name: string
  readonly legend: string
  readonly choices: readonly { readonly value: T; readonly text: string }[]
  readonly value: T | ''
  readonly fault?: string | undefined
  readonly inline?: boolean
  readonly onChoose: (value: T) => void
}) {
  return (
    <fieldset
      class="facts-choices"
      classList={{ 'facts-inline': props.inline ?? false }}
      role="radiogroup"
      aria-invalid={props.fault ? 'true' : undefined}
      aria-describedby={props.fault ? `facts-${props.name}-fault` : undefined}
    >
      <legend class="field-label">{props.legend}</legend>
      <For each={props.choices}>
        {(choice) => (
          <span class="facts-check">
            <input
              id={`facts-${props.name}-${choice.value}`}
              type="radio"
              class="radio"
              name={props.name}
              value={choice.value}
              checked={props.value === choice.value}
              onChange={() => props.onChoose(choice.value)}
            />
            <label for={`facts-${props.name}-${choice.value}`}>{choice.text}</label>
          </span>
        )}
      </For>
      <Show when={props.fault}>
        <p class="field-error" id={`facts-${props.name}-fault`}>
          {props.fault}
        </p>
      </Show>
    </fieldset>
  )
}
