import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Note } from '#client/ui/Note.tsx'
import { firstIncomplete, namedLanes, readObservers } from './checks.ts'
import { toRequest } from './request.ts'
import { stepWords } from './StepFrame.tsx'
import type { Step } from './checks.ts'
import type { SetUpDraft } from './draft.ts'

/** What will be created, and the way back to what is missing. */
export function ReadyStep(props: {
  readonly kept: SetUpDraft
  readonly refusal: string | undefined
  readonly onGo: (step: Step) => void
}) {
  const words = () => t().setUp.ready
  const draft = () => props.kept.draft
  const platform = () => draft().template === 'platform'
  const missing = () => firstIncomplete(draft(), props.kept.password())
  const officers = () => {
    const { campaign } = toRequest(draft(), '', '')
    return campaign.pool.length + campaign.lanes.flatMap((lane) => lane.officers).length
  }
  const lanes = () => namedLanes(draft())
  return (
    <>
      <PageHeading class="set-up-title">{words().title}</PageHeading>
      <p class="set-up-lead">
        {platform()
          ? words().leadPlatform(lanes().length, officers())
          : words().lead(lanes().length, officers())}
      </p>
      <div class="set-up-notes">
        <Show when={props.refusal}>
          <Note look="late" icon="circle-alert" urgent>
            {props.refusal}
          </Note>
        </Show>
        <Show when={missing()}>
          {(step) => (
            <Note
              look="soon"
              icon="circle-dashed"
              action={
                <Button size="small" onClick={() => props.onGo(step())}>
                  {words().goTo(stepWords(step(), platform()).name)}
                </Button>
              }
            >
              {step() === 'structure' && draft().name !== ''
                ? words().passwordAgain
                : words().toComplete(stepWords(step(), platform()).name)}
            </Note>
          )}
        </Show>
      </div>
      <dl class="panel set-up-recap">
        <Line
          name={words().template}
          value={t().setUp.structure.templates[draft().template].name}
        />
        <Line name={words().account} value={`${draft().name}, ${draft().email}`} />
        <Line
          name={platform() ? words().lanesPlatform : words().lanes}
          value={
            lanes()
              .map((lane) => lane.name)
              .join(', ') || words().none
          }
        />
        <Line
          name={words().team}
          value={officers() > 0 ? t().setUp.team.ready(officers()) : words().nobody}
        />
        <Line
          name={words().observers}
          value={
            readObservers(draft())
              .map((one) => one.name)
              .join(', ') || words().nobody
          }
        />
        <Line name={words().campaign} value={draft().campaign} />
        <Line
          name={words().delays}
          value={words().delaysText(
            draft().settings.firstContactDays,
            draft().settings.appointmentDays,
          )}
        />
      </dl>
    </>
  )
}

function Line(props: { readonly name: string; readonly value: string }) {
  return (
    <div class="set-up-recap-line">
      <dt class="muted">{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}
