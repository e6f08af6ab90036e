import { createMemo, createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { officerName } from '../frame.ts'
import { placeOfLiving } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Plan } from './dispatch-plan.ts'

const step = 40

/** Youths of a plan, each with another choice; the first ones, the rest on demand. */
export function DispatchLines(props: {
  readonly plans: readonly Plan[]
  readonly onChoose: (card: CardId, lane: LaneId | null) => void
}) {
  const [shown, setShown] = createSignal(step)
  const ids = createMemo(() => props.plans.map((plan) => plan.card), [], {
    equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
  })
  const planOf = createMemo(() => new Map(props.plans.map((plan) => [plan.card, plan])))
  return (
    <>
      <ul class="share-lines">
        <For each={ids().slice(0, shown())}>
          {(card) => (
            <Show when={planOf().get(card)}>
              {(plan) => <OneLine plan={plan()} onChoose={(lane) => props.onChoose(card, lane)} />}
            </Show>
          )}
        </For>
      </ul>
      <Show when={ids().length > shown()}>
        <Button size="small" icon="plus" onClick={() => setShown(shown() + step)}>
          {t().dispatching.more(Math.min(step, ids().length - shown()))}
        </Button>
      </Show>
    </>
  )
}

function OneLine(props: { readonly plan: Plan; readonly onChoose: (lane: LaneId | null) => void }) {
  const screen = useScreen()
  const words = () => t().dispatching
  const view = () => screen.store.view(props.plan.card)
  const lanes = () => screen.store.frame().lanes
  const why = () => {
    const { at } = props.plan
    const officer = at?.officer ?? null
    const name = officer === null ? null : officerName(screen.store.frame(), officer)
    return name === null ? words().why[props.plan.why] : words().toReferent(name)
  }
  return (
    <Show when={view()}>
      {(shown) => (
        <li class="share-line" classList={{ 'share-line-open': props.plan.at === null }}>
          <div class="share-who">
            <b>{shown().name}</b>
            <span class="muted">
              {[placeOfLiving(shown().card.who), shown().card.who.postCode]
                .filter(Boolean)
                .join(', ')}
            </span>
          </div>
          <Icon name="arrow-right" size={14} class="share-arrow" />
          <div class="share-to">
            <span class="select-box">
              <select
                class="select select-small"
                aria-label={words().where(shown().name)}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  props.onChoose(lanes().find((one) => one.id === value)?.id ?? null)
                }}
              >
                <option value="" selected={props.plan.at === null}>
                  {props.plan.why === 'hand' || props.plan.at !== null
                    ? words().leave
                    : words().choose}
                </option>
                <For each={lanes()}>
                  {(one) => (
                    <option value={one.id} selected={props.plan.at?.lane === one.id}>
                      {one.entry.name}
                    </option>
                  )}
                </For>
              </select>
              <Icon name="chevron-down" size={14} />
            </span>
            <span class="share-why">{why()}</span>
          </div>
        </li>
      )}
    </Show>
  )
}
