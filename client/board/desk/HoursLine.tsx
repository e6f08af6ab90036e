import { createUniqueId, Index, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { TextField } from '#client/ui/Field.tsx'
import type { HoursDraft, HoursFault } from './hours.ts'

/** One officer's quota and absences. */
export function HoursLine(props: {
  readonly name: string
  readonly draft: HoursDraft
  readonly fault: HoursFault | null
  readonly onChange: (draft: HoursDraft) => void
}) {
  const words = () => t().dispatching.hours
  const id = createUniqueId()
  const change = (at: number, part: Partial<HoursDraft['absences'][number]>) =>
    props.onChange({
      ...props.draft,
      absences: props.draft.absences.map((one, i) =>
        i === at ? Object.assign({ ...one }, part) : one,
      ),
    })
  const faultAt = () => (props.fault?.kind === 'days' ? props.fault.at : null)
  return (
    <section class="hours-line" aria-labelledby={id}>
      <h3 id={id}>{props.name}</h3>
      <TextField
        label={words().quota}
        aria-label={words().quotaOf(props.name)}
        inputMode="numeric"
        autocomplete="off"
        value={props.draft.quota}
        error={props.fault?.kind === 'quota' ? words().wrongQuota : undefined}
        onInput={(event) => props.onChange({ ...props.draft, quota: event.currentTarget.value })}
      />
      <div class="hours-absences">
        <Index each={props.draft.absences} fallback={<p class="muted">{words().none}</p>}>
          {(absence, i) => (
            <div class="hours-absence">
              <span class="hours-day">
                <span aria-hidden="true">{words().from}</span>
                <input
                  type="date"
                  class="input"
                  aria-label={words().fromOf(props.name)}
                  aria-invalid={faultAt() === i ? 'true' : undefined}
                  value={absence().from}
                  onChange={(event) => change(i, { from: event.currentTarget.value })}
                />
              </span>
              <span class="hours-day">
                <span aria-hidden="true">{words().to}</span>
                <input
                  type="date"
                  class="input"
                  aria-label={words().toOf(props.name)}
                  aria-invalid={faultAt() === i ? 'true' : undefined}
                  aria-describedby={faultAt() === i ? `${id}-fault` : undefined}
                  value={absence().to}
                  onChange={(event) => change(i, { to: event.currentTarget.value })}
                />
              </span>
              <Button
                look="quiet"
                size="small"
                icon="trash-2"
                aria-label={words().removeOf(props.name, `${absence().from} ${absence().to}`)}
                onClick={() =>
                  props.onChange({
                    ...props.draft,
                    absences: props.draft.absences.filter((_, at) => at !== i),
                  })
                }
              />
              <Show when={faultAt() === i}>
                <p class="field-error" id={`${id}-fault`}>
                  {words().wrongDays}
                </p>
              </Show>
            </div>
          )}
        </Index>
        <Button
          size="small"
          icon="plus"
          aria-label={words().addOf(props.name)}
          onClick={() =>
            props.onChange({
              ...props.draft,
              absences: [...props.draft.absences, { from: '', to: '' }],
            })
          }
        >
          {words().add}
        </Button>
      </div>
    </section>
  )
}
