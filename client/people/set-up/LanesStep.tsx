import { Index, Show } from 'solid-js'
import { list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button } from '#client/ui/Button.tsx'
import { TextField } from '#client/ui/Field.tsx'
import { Note } from '#client/ui/Note.tsx'
import { laneFaults } from './checks.ts'
import { blankLane } from './draft.ts'
import { missingArrondissements } from '#shared/domain/post-codes.ts'
import { PostCodesField } from './PostCodesField.tsx'
import type { LaneFault } from './checks.ts'
import type { LaneDraft, SetUpDraft } from './draft.ts'

export function LanesStep(props: { readonly kept: SetUpDraft; readonly tried: boolean }) {
  const words = () => t().setUp.lanes
  const platform = () => props.kept.draft.template === 'platform'
  const lanes = () => props.kept.draft.lanes
  const faultsOf = (index: number): LaneFault[] => {
    const lane = lanes()[index]
    return props.tried && lane
      ? laneFaults(
          lane,
          lanes().filter((_, other) => other !== index),
        )
      : []
  }
  const change = (index: number, to: Partial<LaneDraft>) => props.kept.setDraft('lanes', index, to)
  const add = () => {
    props.kept.setDraft('lanes', lanes().length, { ...blankLane, postCodes: [] })
    document.querySelector<HTMLElement>('.lane-rows tbody tr:last-child input')?.focus()
  }
  const remove = (index: number) =>
    props.kept.setDraft('lanes', (before) => before.filter((_, other) => other !== index))

  return (
    <>
      <PageHeading class="set-up-title">
        {platform() ? words().titlePlatform : words().title}
      </PageHeading>
      <p class="set-up-lead">{platform() ? words().leadPlatform : words().lead}</p>
      <div class="panel lane-rows-box">
        <table class="lane-rows">
          <thead>
            <tr>
              <th>{platform() ? words().lanePlatform : words().lane}</th>
              <th>{platform() ? words().managerPlatform : words().manager}</th>
              <th>{words().managerEmail}</th>
              <th>{words().postCodes}</th>
              <th>
                <span class="sr">{t().common.remove}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <Index each={lanes()}>
              {(lane, index) => (
                <LaneRow
                  lane={lane()}
                  platform={platform()}
                  faults={faultsOf(index)}
                  onChange={(to) => change(index, to)}
                  onRemove={() => remove(index)}
                />
              )}
            </Index>
          </tbody>
        </table>
        <p class="lane-rows-add">
          <Button look="quiet" icon="plus" onClick={add}>
            {platform() ? words().addPlatform : words().add}
          </Button>
        </p>
      </div>
      <Coverage lanes={lanes()} />
    </>
  )
}

function LaneRow(props: {
  readonly lane: LaneDraft
  readonly platform: boolean
  readonly faults: readonly LaneFault[]
  readonly onChange: (to: Partial<LaneDraft>) => void
  readonly onRemove: () => void
}) {
  const words = () => t().setUp.lanes
  const errorOf = (...codes: LaneFault[]) => {
    const found = codes.find((code) => props.faults.includes(code))
    return found ? words().faults[found] : undefined
  }
  return (
    <tr>
      <td>
        <TextField
          label={props.platform ? words().newLanePlatform : words().newLane}
          hideLabel
          placeholder={props.platform ? words().newLanePlatform : words().newLane}
          class="lane-row-name"
          value={props.lane.name}
          error={errorOf('name-missing', 'name-twice')}
          onInput={(event) => props.onChange({ name: event.currentTarget.value })}
        />
      </td>
      <td>
        <TextField
          label={props.platform ? words().managerPlatform : words().manager}
          hideLabel
          placeholder={words().managerName}
          autocomplete="off"
          value={props.lane.managerName}
          error={errorOf('manager-name')}
          onInput={(event) => props.onChange({ managerName: event.currentTarget.value })}
        />
      </td>
      <td>
        <TextField
          label={words().managerEmail}
          hideLabel
          type="email"
          placeholder={words().managerEmail}
          autocomplete="off"
          value={props.lane.managerEmail}
          error={errorOf('manager-email')}
          onInput={(event) => props.onChange({ managerEmail: event.currentTarget.value })}
        />
      </td>
      <td>
        <PostCodesField
          codes={props.lane.postCodes}
          onChange={(postCodes) => props.onChange({ postCodes })}
        />
      </td>
      <td>
        <Button
          look="quiet"
          size="small"
          icon="trash-2"
          aria-label={words().removeLane(props.lane.name)}
          onClick={() => props.onRemove()}
        />
      </td>
    </tr>
  )
}

/** What the post codes leave out, or give twice; nothing to say for most territories. */
function Coverage(props: { readonly lanes: readonly LaneDraft[] }) {
  const words = () => t().setUp.lanes
  const all = () => props.lanes.map((lane) => lane.postCodes)
  const missing = () => missingArrondissements(all())
  const shared = () => {
    const codes = all().flat()
    return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].toSorted()
  }
  return (
    <div class="set-up-notes">
      <Show when={missing()}>
        {(codes) => (
          <Note look="soon" icon="map-pin">
            <b>{words().covered(20 - codes().length)}</b>{' '}
            {words().notCovered(list(codes()), codes().length > 1)}
          </Note>
        )}
      </Show>
      <Show when={shared().length > 0}>
        <Note icon="info">{words().shared(list(shared()))}</Note>
      </Show>
    </div>
  )
}
