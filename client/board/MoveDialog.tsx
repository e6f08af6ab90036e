import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { showToast } from '#client/ui/toast.ts'
import { stages } from '#shared/domain/stages.ts'
import { CopyCardLink } from './CopyCardLink.tsx'
import { isAbsent } from './frame.ts'
import { HandOrder } from './HandOrder.tsx'
import { refusalText } from './place-words.ts'
import { loadsOf } from './loads.ts'
import { useScreen } from './screen.ts'
import { stageIcons } from './stage-look.ts'
import type { JSX } from 'solid-js'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { CardView } from './card-view.ts'
import type { Target } from './targets.ts'

/** "Déplacer vers…" and "Confier à…": every outcome of a drag, without dragging. */
export function MoveDialog() {
  const screen = useScreen()
  const giving = () => screen.giving() !== null
  const view = () => {
    const card = screen.giving() ?? screen.moving()
    return card === null ? undefined : screen.store.view(card)
  }
  const close = () => {
    screen.askMove(null)
    screen.askGive(null)
  }
  // A card that leaves the board meanwhile takes the question with it: it is not asked again when the card comes back.
  createEffect<string | null>((name) => {
    const shown = view()
    if (shown) return shown.name
    if ((screen.giving() ?? screen.moving()) !== null) {
      close()
      if (name !== null) showToast({ text: t().together.hand.gone(name), icon: 'info' })
    }
    return null
  }, null)
  const title = (view_: CardView) => {
    const count = screen.selection.groupOf(view_.id).length
    if (giving()) {
      return count > 1 ? t().together.give.titleMany(count) : t().together.give.title(view_.name)
    }
    return count > 1 ? t().acting.selection.title(count) : t().board.move.title(view_.name)
  }
  return (
    <Show when={view()}>
      {(shown) => (
        <Dialog open onClose={close} title={title(shown())} closeLabel={t().common.close}>
          <Choices view={shown()} giving={giving()} onClose={close} />
        </Dialog>
      )}
    </Show>
  )
}

function Choices(props: {
  readonly view: CardView
  /** Officers alone are offered. */
  readonly giving: boolean
  readonly onClose: () => void
}) {
  const screen = useScreen()
  const at = () => props.view.card.at
  // Stages and officers are those of the lane chosen here; choosing a lane moves nothing yet.
  const lanes = () => screen.store.frame().lanes
  const group = () => screen.selection.groupOf(props.view.id)
  // Who is of the pool gets each card in the lane it has, or in the proposed one, unless a lane is chosen here.
  const pooled = () => props.giving && screen.store.frame().pool.length > 0
  const laneOf = (card: CardId) => screen.store.index.view(card)?.card.at.lane ?? null
  // "Confier" to an officer of the first card's lane would move the others there: of several lanes one is chosen.
  const isMixed = () => props.giving && group().some((card) => laneOf(card) !== at().lane)
  const [lane, setLane] = createSignal<LaneId | null>(pooled() || isMixed() ? null : at().lane)
  /** Cards that a choice here takes out of the lane they have. */
  const crossing = () =>
    lane() === null || group().length === 1
      ? 0
      : group().filter((card) => laneOf(card) !== null && laneOf(card) !== lane()).length
  const go = (target: Target) => {
    const card = props.view.id
    screen.setFocused(card)
    if (group().length > 1) {
      if (screen.acts.moveAll(group(), target)) screen.selection.clear()
    } else {
      screen.acts.move(card, target)
    }
    // Afterwards: until then no card takes the focus, and it goes back to where it was, the drawer as well.
    props.onClose()
  }
  const shownStages = createMemo(() =>
    stages.filter((stage) => lane() !== null || stage === 'received'),
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- digits are a shortcut for the buttons inside
    <div
      class="move-choices"
      data-opens-here
      onKeyDown={(event) => {
        const stage = stages[(digitOf(event) ?? 0) - 1]
        if (!props.giving && stage && shownStages().includes(stage)) {
          event.preventDefault()
          go({ kind: 'cell', stage, lane: lane() })
        }
      }}
    >
      <Show when={lanes().length > 0}>
        <h3 class="move-heading">{t().board.move.lane}</h3>
        <div class="move-lanes" role="group" aria-label={t().board.move.lane}>
          <Show when={!props.giving || pooled()}>
            <LaneChip
              name={pooled() ? t().together.give.asCard : t().common.toDispatch}
              chosen={lane() === null}
              onChoose={() => setLane(null)}
            />
          </Show>
          <For each={lanes()}>
            {(one) => (
              <LaneChip
                name={one.entry.name}
                chosen={lane() === one.id}
                onChoose={() => setLane(one.id)}
              />
            )}
          </For>
        </div>
      </Show>
      <Show when={!props.giving}>
        <h3 class="move-heading">{t().board.move.stage}</h3>
        <ul class="move-list" aria-label={t().board.move.stage}>
          <For each={shownStages()}>
            {(stage) => (
              <Choice
                card={props.view.id}
                target={{ kind: 'cell', stage, lane: lane() }}
                onGo={go}
                keys={String(stages.indexOf(stage) + 1)}
                icon={
                  <span class={`stage-icon stage-${stage}`}>
                    <Icon name={stageIcons[stage]} size={14} />
                  </span>
                }
                text={t().common.stages[stage]}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={crossing() > 0}>
        <p class="move-foot">{t().together.give.crosses(crossing())}</p>
      </Show>
      <Show when={props.giving && lane() === null && !pooled()}>
        <p class="move-foot">{t().together.give.choose}</p>
      </Show>
      <Show when={lane() !== null || pooled()}>
        <h3 class="move-heading">{t().board.move.officer}</h3>
        <ul class="move-list" aria-label={t().board.move.officer}>
          <For each={loadsOf(screen, lane())}>
            {(load) => (
              <Choice
                card={props.view.id}
                target={{ kind: 'officer', lane: lane(), officer: load.officer.id }}
                onGo={go}
                icon={<Avatar name={load.officer.name} size="small" decorative />}
                text={load.officer.name}
                detail={
                  isAbsent(load.officer, today())
                    ? t().board.move.absent
                    : t().board.move.active(load.active)
                }
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={!props.giving && screen.order() === 'rank' && group().length === 1}>
        <HandOrder card={props.view.id} />
      </Show>
      <p class="move-foot">
        {t().board.move.foot}{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            screen.selection.toggle(props.view.id)
            props.onClose()
          }}
        >
          {screen.selection.has(props.view.id)
            ? t().acting.selection.stop
            : t().acting.selection.start}
        </button>{' '}
        <CopyCardLink card={props.view.id} onDone={props.onClose} />
      </p>
    </div>
  )
}

/** By its place on the keyboard: above the letters of an AZERTY one stand signs, and digits with Shift only. */
function digitOf(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const digit = /^(?:Digit|Numpad)?(\d)$/
  const found = digit.exec(event.code) ?? digit.exec(event.key)
  return found ? Number(found[1]) : null
}

function LaneChip(props: {
  readonly name: string
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  return (
    <button type="button" class="chip" aria-pressed={props.chosen} onClick={() => props.onChoose()}>
      {props.name}
    </button>
  )
}

function Choice(props: {
  readonly card: CardId
  readonly target: Target
  readonly onGo: (target: Target) => void
  readonly icon: JSX.Element
  readonly text: string
  readonly detail?: string
  readonly keys?: string
}) {
  const screen = useScreen()
  const group = createMemo(() => screen.selection.groupOf(props.card))
  // Once for thousands of cards, however often a choice asks.
  const verdict = createMemo(() => {
    // Judged again when something changes while the dialog is open.
    screen.store.changes()
    return screen.acts.judgeAll(group(), props.target)
  })
  /** Which of several cards would stay, said before the move. */
  const stay = () =>
    verdict().kind === 'free' && group().length > 1
      ? screen.acts.stayWords(group(), props.target)
      : null
  const why = () => {
    const now = verdict()
    return now.kind === 'barred' ? refusalText(now.code) : null
  }
  return (
    <li>
      <Button
        class="move-choice"
        look="quiet"
        aria-disabled={verdict().kind === 'free' ? undefined : 'true'}
        onClick={() => {
          if (verdict().kind === 'free') props.onGo(props.target)
        }}
      >
        {props.icon}
        <span class="move-choice-text">{props.text}</span>
        <span class="move-choice-detail">
          {verdict().kind === 'here'
            ? t().board.move.here
            : (why() ?? stay() ?? props.detail ?? '')}
        </span>
        <Show when={props.keys !== undefined && verdict().kind === 'free'}>
          <kbd>{props.keys}</kbd>
        </Show>
      </Button>
    </li>
  )
}
