import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { laneOf, officerName } from '../frame.ts'
import { laneName, placeOfLiving } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { CardView } from '../card-view.ts'
import type { Line } from './proposal.ts'
import type { Sharing } from './sharing.ts'

/** One youth of the proposal: to whom, why, and another choice. */
export function ShareLine(props: { readonly card: CardId; readonly sharing: Sharing }) {
  const screen = useScreen()
  const line = () => props.sharing.line(props.card)
  return (
    <Show when={screen.store.view(props.card)}>
      {(view) => (
        <Show when={line()}>
          {(one) => <OneLine view={view()} line={one()} sharing={props.sharing} />}
        </Show>
      )}
    </Show>
  )
}

function OneLine(props: {
  readonly view: CardView
  readonly line: Line
  readonly sharing: Sharing
}) {
  const screen = useScreen()
  const words = () => t().sharing
  const facts = () => {
    const { known, who: youth } = props.view.card
    return [
      placeOfLiving(youth),
      known === 'unknown'
        ? t().board.card.unknown
        : known === 'untriaged'
          ? ''
          : t().board.card.known,
      youth.age !== null && youth.age < 18 ? t().board.card.age(youth.age) : '',
    ]
      .filter(Boolean)
      .join(', ')
  }
  const holder = () => {
    const { officer } = props.line.from
    if (officer === null || props.sharing.task.kind === 'cover') return null
    return officerName(screen.store.frame(), officer)
  }
  /** On the platform the correspondent of the PSAD is another person than who calls. */
  const correspondent = () => {
    if (props.sharing.task.kind === 'lane' || props.line.lane === null) return null
    const lane = laneOf(screen.store.frame(), props.line.lane)
    if (!lane || screen.store.frame().template !== 'platform') return null
    return words().correspondent(lane.entry.name, lane.entry.managers[0]?.name ?? '')
  }
  return (
    <li class="share-line" classList={{ 'share-line-open': props.line.officer === null }}>
      <div class="share-who">
        <b>{props.view.name}</b>
        <span class="muted">{facts()}</span>
        <Show when={correspondent()}>{(text) => <span class="muted">{text()}</span>}</Show>
        <Show when={holder()}>{(name) => <span class="muted">{words().from(name())}</span>}</Show>
      </div>
      <Icon name="arrow-right" size={14} class="share-arrow" />
      <div class="share-to">
        <Show
          when={props.line.lane !== null}
          fallback={
            <Choice
              label={words().where(props.view.name)}
              value=""
              none={words().chooseLane}
              choices={screen.store.frame().lanes.map((one) => ({
                value: one.id,
                text: laneName(screen.store.frame(), one.id),
              }))}
              onChoose={(value) => {
                const lane = screen.store.frame().lanes.find((one) => one.id === value)
                if (lane) props.sharing.chooseLane(props.view.id, lane.id)
              }}
            />
          }
        >
          <Choice
            label={words().who(props.view.name)}
            value={props.line.officer ?? ''}
            none={words().leave}
            choices={props.sharing.officers().map((one) => ({ value: one.id, text: one.name }))}
            onChoose={(value) => {
              const officer = props.sharing.officers().find((one) => one.id === value)
              props.sharing.choose(props.view.id, officer?.id ?? null)
            }}
          />
        </Show>
        <span class="share-why">{words().why[props.line.why]}</span>
      </div>
    </li>
  )
}

function Choice(props: {
  readonly label: string
  readonly value: string
  readonly none: string
  readonly choices: readonly { readonly value: string; readonly text: string }[]
  readonly onChoose: (value: string) => void
}) {
  return (
    <span class="select-box">
      <select
        class="select select-small"
        aria-label={props.label}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        <option value="" selected={props.value === ''}>
          {props.none}
        </option>
        <For each={props.choices}>
          {(one) => (
            <option value={one.value} selected={one.value === props.value}>
              {one.text}
            </option>
          )}
        </For>
      </select>
      <Icon name="chevron-down" size={14} />
    </span>
  )
}
