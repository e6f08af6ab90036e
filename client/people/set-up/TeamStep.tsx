import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { TextArea } from '#client/ui/Field.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { namedLanes, readObservers, readOfficers } from './checks.ts'
import { RightsTable } from './RightsTable.tsx'
import type { SetUpDraft } from './draft.ts'
import type { ListedPerson } from './people-list.ts'

export function TeamStep(props: { readonly kept: SetUpDraft }) {
  const words = () => t().setUp.team
  const draft = () => props.kept.draft
  const platform = () => draft().template === 'platform'
  const correspondents = () =>
    platform() ? namedLanes(draft()).filter((lane) => lane.managerEmail.trim() !== '').length : 0
  return (
    <>
      <PageHeading class="set-up-title">{words().title}</PageHeading>
      <p class="set-up-lead">{platform() ? words().leadPlatform : words().lead}</p>
      <div class="set-up-stack">
        <TextArea
          label={platform() ? words().officersPlatform : words().officers}
          hint={correspondents() > 0 ? words().correspondents(correspondents()) : undefined}
          rows={7}
          spellcheck={false}
          placeholder={platform() ? words().examplePlatform : words().example}
          value={draft().officers}
          onInput={(event) => props.kept.setDraft('officers', event.currentTarget.value)}
        />
        <Reading people={readOfficers(draft())} />
        <TextArea
          label={words().observers}
          hint={words().observersHint}
          rows={2}
          spellcheck={false}
          placeholder={words().observersExample}
          value={draft().observers}
          onInput={(event) => props.kept.setDraft('observers', event.currentTarget.value)}
        />
        <Reading people={readObservers(draft())} />
      </div>
      <RightsTable platform={platform()} />
    </>
  )
}

const shownFaults = 3

/** How a pasted list was read: who is ready, which lines to correct. */
function Reading(props: { readonly people: readonly ListedPerson[] }) {
  const words = () => t().setUp.team
  const faulty = () =>
    props.people.flatMap(({ line, fault }) => (fault ? [{ line, ...fault }] : []))
  const ready = () => props.people.length - faulty().length
  return (
    <div aria-live="polite">
      <Show when={faulty().length > 0}>
        <Note look="late" icon="circle-alert">
          <ul>
            <For each={faulty().slice(0, shownFaults)}>
              {(fault) => (
                <li>{words().fault(fault.line, words().faults[fault.code](fault.text))}</li>
              )}
            </For>
          </ul>
          <Show when={faulty().length > shownFaults}>
            <p>{words().more(faulty().length - shownFaults)}</p>
          </Show>
        </Note>
      </Show>
      <Show when={ready() > 0}>
        <p class="set-up-ready-line">
          <Icon name="check" size={14} />
          {words().ready(ready())}
        </p>
      </Show>
    </div>
  )
}
