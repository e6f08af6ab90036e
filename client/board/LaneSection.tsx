import { useLocation } from '@solidjs/router'
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { stages } from '#shared/domain/stages.ts'
import { Cell } from './Cell.tsx'
import { dispatchOf } from './desk/desk.ts'
import { mayDispatch, mayShareAll, maySort } from './desk/may-share.ts'
import { HandoverButton } from './desk/HandoverButton.tsx'
import { dropName } from './drag.ts'
import { FoldedCell } from './FoldedCell.tsx'
import { territoryOf } from './LaneFacts.tsx'
import { LaneTally } from './LaneTally.tsx'
import { OfficerChips } from './OfficerChips.tsx'
import { useScreen } from './screen.ts'
import { WaitingFacts } from './WaitingFacts.tsx'
import type { UserId } from '#shared/domain/ids.ts'
import type { Lane } from './frame.ts'
import type { Scroller } from './scroller.ts'

export interface LaneProps {
  readonly around: Scroller
  readonly officer: string | null
  readonly onOfficer: (officer: UserId) => void
}

/** An RS's sector or a PSAD: a header that sticks, six cells. */
export function LaneSection(props: LaneProps & { readonly lane: Lane }) {
  const screen = useScreen()
  const location = useLocation()
  const entry = () => props.lane.entry
  const folded = () => screen.preferences.isFolded(props.lane.id)
  const drop = () => dropName({ kind: 'lane', lane: props.lane.id })
  const shownStages = () => (screen.phone() ? [screen.stage()] : stages)
  const headingId = () => `lane-${props.lane.id}`
  const [section, setSection] = createSignal<HTMLElement>()
  // Lanes far from what is in sight have no cells yet: their height is known without them.
  const [near, setNear] = createSignal(false)
  onMount(() => {
    const element = section()
    if (!element) return
    const watched = new IntersectionObserver(
      (entries) => {
        if (near() || !entries.some((one) => one.isIntersecting)) return
        // Above what one looks at, its cells would push that away.
        props.around.hold()
        setNear(true)
      },
      // The board is what scrolls: a margin around the window would not count inside it. Less than a lane: whatever is
      // made here is made anew by each filter.
      { root: props.around.element() ?? null, rootMargin: '240px' },
    )
    watched.observe(element)
    onCleanup(() => watched.disconnect())
  })
  /** The card that one is on, or is led to, stands in this lane. */
  const isWanted = () =>
    [screen.focused(), screen.leading.card()].some(
      (card) => card !== null && screen.store.view(card)?.card.at.lane === props.lane.id,
    )
  return (
    <section
      ref={setSection}
      class="lane"
      classList={{ 'lane-folded': folded() }}
      aria-labelledby={headingId()}
      data-lane={props.lane.id}
    >
      <div
        class="lane-head"
        classList={{
          'lane-head-aimed':
            screen.drag.aim()?.name === drop() && screen.drag.aim()?.verdict.kind === 'free',
        }}
        data-drop={drop()}
      >
        <FoldButton
          id={headingId()}
          name={entry().name}
          folded={folded()}
          onToggle={() => screen.preferences.setFolded([props.lane.id], !folded())}
        />
        <Show when={entry().archived}>
          <span class="lane-archived" title={t().lanes.archivedHint}>
            <Icon name="archive" size={14} />
            {t().lanes.archived}
          </span>
        </Show>
        <span class="lane-territory">{territoryOf(entry().postCodes)}</span>
        <Show when={entry().managers[0]}>
          {(manager) => (
            <span class="lane-manager">
              <Avatar
                name={manager().name}
                userId={isHere(manager().id) ? manager().id : undefined}
                size="small"
                decorative
              />
              <span>{manager().name}</span>
            </span>
          )}
        </Show>
        <LaneTally lane={props.lane.id} />
        <HandoverButton lane={props.lane.id} />
        <span class="lane-gap" />
        <Show when={entry().officers.length > 0}>
          <OfficerChips
            lane={props.lane.id}
            label={t().board.lane.officers(entry().name)}
            chosen={props.officer}
            onChoose={(officer) => props.onOfficer(officer)}
          />
        </Show>
        <a
          class="button button-quiet button-icon button-small lane-open"
          href={`${links.lane(screen.campaign, props.lane.id)}${location.search}`}
          aria-label={t().lanes.open(entry().name)}
          title={t().lanes.open(entry().name)}
        >
          <Icon name="maximize-2" size={14} />
        </a>
      </div>
      <Show
        when={!folded()}
        fallback={
          <div class="lane-folded-row">
            <For each={stages}>{(stage) => <FoldedCell stage={stage} lane={props.lane.id} />}</For>
          </div>
        }
      >
        <div class="lane-cells">
          <Show when={near() || isWanted()}>
            <For each={shownStages()}>
              {(stage) => (
                <Cell
                  stage={stage}
                  lane={props.lane.id}
                  columns={screen.abreast()}
                  around={props.around}
                />
              )}
            </For>
          </Show>
        </div>
      </Show>
    </section>
  )

  function isHere(user: string): boolean {
    return screen.online() && screen.presence.others().some((one) => one.user.id === user)
  }
}

/**
 * "À répartir" over the full width: only the first stage exists there; its cards sit on the columns' grid. On the
 * telephone platform the one pool of officers stands in its header.
 */
export function ToDispatchSection(props: LaneProps) {
  const screen = useScreen()
  const drop = dropName({ kind: 'lane', lane: null })
  const folded = () => screen.preferences.isFolded(null)
  return (
    <Show when={!screen.phone() || screen.stage() === 'received'}>
      <section
        class="lane lane-to-dispatch"
        classList={{ 'lane-folded': folded() }}
        aria-labelledby="lane-to-dispatch"
        data-lane=""
      >
        <div
          class="lane-head"
          classList={{
            'lane-head-aimed':
              screen.drag.aim()?.name === drop && screen.drag.aim()?.verdict.kind === 'free',
          }}
          data-drop={drop}
        >
          <FoldButton
            id="lane-to-dispatch"
            name={t().common.toDispatch}
            folded={folded()}
            onToggle={() => screen.preferences.setFolded([null], !folded())}
          />
          <LaneTally lane={null} />
          <WaitingFacts />
          <span class="lane-gap" />
          <Show when={screen.store.count('lane/') > 0 && maySort(screen.actor())}>
            <a
              class={buttonClass({ look: 'primary', size: 'small' })}
              href={links.triage(screen.campaign)}
            >
              <Icon name="list-checks" />
              <span class="lane-act-word">{t().board.lane.sort}</span>
            </a>
          </Show>
          <Show
            when={
              screen.store.count('lane/') > 0 && mayDispatch(screen.actor(), screen.store.frame())
            }
          >
            <Button
              size="small"
              icon="send"
              title={t().dispatching.action}
              onClick={() =>
                screen.desk.ask(
                  dispatchOf(
                    screen.selection.cards(),
                    (card) => screen.store.index.view(card)?.card.at.lane,
                  ),
                )
              }
            >
              <span class="lane-act-word lane-act-spare">{t().dispatching.action}</span>
            </Button>
          </Show>
          <Show when={mayShareAll(screen.actor(), screen.store.frame())}>
            <Button
              size="small"
              icon="scale"
              title={t().sharing.action}
              onClick={() => screen.desk.ask({ kind: 'share', of: { kind: 'pool' } })}
            >
              <span class="lane-act-word lane-act-spare">{t().sharing.action}</span>
            </Button>
          </Show>
          <Show when={screen.store.frame().pool.length > 0}>
            <OfficerChips
              lane={null}
              label={t().board.lane.pool}
              chosen={props.officer}
              onChoose={(officer) => props.onOfficer(officer)}
            />
          </Show>
        </div>
        <Show when={!folded()}>
          <Cell
            stage="received"
            lane={null}
            columns={screen.phone() ? screen.abreast() : 6}
            around={props.around}
          />
        </Show>
      </section>
    </Show>
  )
}

function FoldButton(props: {
  readonly id: string
  readonly name: string
  readonly folded: boolean
  readonly onToggle: () => void
}) {
  return (
    <h2 class="lane-title" id={props.id}>
      <button
        type="button"
        class="lane-fold"
        aria-expanded={!props.folded}
        onClick={() => props.onToggle()}
      >
        <Icon name="chevron-down" size={14} />
        <span class="lane-name">{props.name}</span>
      </button>
    </h2>
  )
}
