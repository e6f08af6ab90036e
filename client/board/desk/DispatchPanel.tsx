import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  on,
  onMount,
  Show,
} from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { may } from '#shared/domain/permissions.ts'
import { Drawer } from '../Drawer.tsx'
import { laneName } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { DispatchLines } from './DispatchLines.tsx'
import {
  groupPlans,
  isTriaged,
  planFor,
  staffIn,
  waitingCards,
  type Chosen,
  type LanePlan,
} from './dispatch-plan.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { DispatchTask } from './desk.ts'
import './share.css'
import './dispatch.css'

/** "À répartir" to the lanes in one act: counts a lane, what a person has to decide, nothing before "Transmettre". */
export function DispatchPanel(props: {
  readonly task: DispatchTask
  readonly onClose: () => void
}) {
  const screen = useScreen()
  const words = () => t().dispatching
  // oxlint-disable-next-line solid/reactivity -- the parent is keyed by the task: this panel lives as long as one
  const { cards, decided } = props.task
  const [chosen, setChosen] = createSignal<Chosen>(decided?.chosen ?? new Map())
  const [untriaged, setUntriaged] = createSignal(decided?.untriaged ?? false)
  const [news, setNews] = createSignal('')
  const [heading, setHeading] = createSignal<HTMLHeadingElement>()
  const checkId = createUniqueId()
  const opener = document.activeElement
  const selected = new Set(cards)
  const waiting = createMemo(() => {
    screen.store.count('lane/')
    screen.store.total('received|')
    return waitingCards(screen.store.index.views()).filter(
      (view) => selected.size === 0 || selected.has(view.id),
    )
  })
  const notTriaged = () => waiting().filter((view) => !isTriaged(view)).length
  const plans = createMemo(() => {
    const staff = staffIn(screen.store.frame())
    return waiting()
      .filter((view) => untriaged() || isTriaged(view))
      .map((view) => planFor(view, staff, chosen()))
  })
  const groups = createMemo(() => groupPlans(plans(), screen.store.frame()))
  const ready = () => plans().filter((plan) => plan.at !== null)
  const choose = (card: CardId, lane: LaneId | null) =>
    setChosen((before) => new Map(before).set(card, lane))
  const maySetSectors = () => {
    const actor = screen.actor()
    return actor !== null && may(actor, 'lanes.edit').allowed
  }
  onMount(() => heading()?.focus())
  // Colleagues go on: what they took has left the list by itself, and it is said.
  const [applying, setApplying] = createSignal(false)
  createEffect(
    on(waiting, (views, before) => {
      const was = new Set((before ?? []).map((view) => view.id))
      const left = [...was].filter((card) => !views.some((view) => view.id === card)).length
      const arrived = views.filter((view) => !was.has(view.id)).length
      if (applying() || !before || left + arrived === 0) return
      const text = [left > 0 ? words().left(left) : '', arrived > 0 ? words().arrived(arrived) : '']
        .filter(Boolean)
        .join(' ')
      setNews(text)
      announce(text)
    }),
  )
  const close = () => {
    props.onClose()
    queueMicrotask(() => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
    })
  }
  const apply = () => {
    setApplying(true)
    const sent = ready().flatMap(({ card, at }) => (at ? [{ card, at }] : []))
    const done = screen.acts.sendAll(sent, 'dispatch', (n) =>
      n > 0 ? t().dispatching.done(n) : t().dispatching.doneNone,
    )
    if (done > 0 && selected.size > 0) screen.selection.clear()
    close()
  }
  return (
    <Drawer
      class="share"
      headingId="dispatch-title"
      title={words().title}
      onHeading={setHeading}
      onClose={close}
    >
      <div class="drawer-body share-body scroll">
        <p class="soft">
          {`${words().lead(waiting().length)} ${selected.size > 0 ? words().chosen(selected.size) : ''}`}
        </p>
        <Show when={news()}>
          <Note look="soon" icon="git-compare">
            {news()}
          </Note>
        </Show>
        <Show when={notTriaged() > 0}>
          <span class="share-check">
            <input
              id={checkId}
              type="checkbox"
              class="checkbox"
              checked={untriaged()}
              onChange={(event) => setUntriaged(event.currentTarget.checked)}
            />
            <label for={checkId}>{words().untriaged(notTriaged())}</label>
          </span>
        </Show>
        <Show when={plans().length === 0}>
          <p class="muted">{words().nothing}</p>
        </Show>
        <Show when={groups().open.length > 0}>
          <section aria-labelledby="dispatch-open">
            <h3 id="dispatch-open" class="dispatch-open">
              <Icon name="circle-question-mark" size={14} />
              {words().toDecide(groups().open.length)}
            </h3>
            <DispatchLines plans={groups().open} onChoose={choose} />
          </section>
        </Show>
        <For each={groups().lanes.map((one) => one.lane)}>
          {(lane) => (
            <OneLane
              plan={groups().lanes.find((one) => one.lane === lane)}
              lane={lane}
              onChoose={choose}
            />
          )}
        </For>
        <Show when={maySetSectors()}>
          <p>
            <button
              type="button"
              class="link"
              onClick={() =>
                screen.desk.ask({
                  kind: 'sectors',
                  from: { cards, decided: { chosen: chosen(), untriaged: untriaged() } },
                })
              }
            >
              {words().sectors.action}
            </button>
          </p>
        </Show>
      </div>
      <footer class="share-foot">
        <Button
          look="primary"
          size="large"
          icon="send"
          class="share-apply"
          disabled={ready().length === 0}
          onClick={apply}
        >
          {words().apply(ready().length)}
        </Button>
        <Button size="large" onClick={close}>
          {t().common.cancel}
        </Button>
      </footer>
    </Drawer>
  )
}

/** A lane with what it would get; its youths on demand. */
function OneLane(props: {
  readonly lane: LaneId
  readonly plan: LanePlan | undefined
  readonly onChoose: (card: CardId, lane: LaneId | null) => void
}) {
  const screen = useScreen()
  const words = () => t().dispatching
  const [open, setOpen] = createSignal(false)
  const name = () => laneName(screen.store.frame(), props.lane)
  const count = () => props.plan?.plans.length ?? 0
  const total = () => screen.store.count(`lane/${props.lane}`)
  return (
    <section class="dispatch-lane">
      <h3>
        <button
          type="button"
          class="dispatch-lane-head"
          aria-expanded={open()}
          onClick={() => setOpen(!open())}
        >
          <Icon name={open() ? 'chevron-down' : 'chevron-right'} size={14} />
          <span class="dispatch-lane-name">{words().lane(name(), count())}</span>
          <span class="muted">{words().after(number(total()), number(total() + count()))}</span>
        </button>
      </h3>
      <Show when={(props.plan?.referents ?? 0) > 0}>
        <p class="dispatch-detail">{words().referents(props.plan?.referents ?? 0)}</p>
      </Show>
      <Show when={open()}>
        <DispatchLines
          plans={props.plan?.plans ?? []}
          onChoose={(card, lane) => props.onChoose(card, lane)}
        />
      </Show>
    </section>
  )
}
