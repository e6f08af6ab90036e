import { createEffect, createMemo, For, onMount, Show } from 'solid-js'
import { createScroller } from '#client/board/scroller.ts'
import { createWindow } from '#client/board/windowing.ts'
import { firstNameOf, placeOfLiving } from '#client/board/place-words.ts'
import { laneOf } from '#client/board/frame.ts'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { presenceColour } from '#client/ui/avatar-colour.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { IconName } from '#client/ui/icon-names.ts'
import type { Done, QueueRow } from './queue.ts'
import { useTriage } from './state.ts'

const rowPx = 44

/** Rows of one height, drawn where they are in sight. */
export function QueueRows(props: { readonly onChosen: () => void }) {
  const triage = useTriage()
  const scroller = createScroller()
  const ids = createMemo(() => triage.shown().map((row) => row.card))
  let list: HTMLOListElement | undefined
  const window = createWindow({
    list: () => list,
    scroller: () => scroller,
    ids,
    columns: () => 1,
    pitch: () => rowPx,
  })
  onMount(() => scroller.measure())
  const drawn = createMemo(() => triage.shown().slice(window.range().from, window.range().to))
  // My own step brings the row into sight; where a colleague's decision takes a row away, mine stays where it is. [W5]
  let last: { readonly card: string | undefined; readonly at: number } | undefined
  createEffect(() => {
    const card = triage.row()?.card
    const at = triage.shown().findIndex((row) => row.card === card)
    const box = scroller.element()
    if (!box) return
    if (!last || card !== last.card) keepInSight(box, at)
    else if (at >= 0 && last.at >= 0) box.scrollTop += (at - last.at) * rowPx
    last = { card, at }
  })
  return (
    <div class="triage-rows scroll" ref={(element) => scroller.setElement(element)}>
      <Show
        when={triage.shown().length > 0}
        fallback={<p class="triage-rows-none muted">{t().triage.queue.empty}</p>}
      >
        <ol ref={list} style={{ height: `${triage.shown().length * rowPx}px` }}>
          <For each={drawn()}>
            {(row) => (
              <li style={{ top: `${triage.shown().indexOf(row) * rowPx}px` }}>
                <Row row={row} onChosen={() => props.onChosen()} />
              </li>
            )}
          </For>
        </ol>
      </Show>
    </div>
  )
}

function keepInSight(scroller: HTMLElement, at: number): void {
  if (at < 0) return
  const top = at * rowPx
  const { scrollTop, clientHeight } = scroller
  if (top < scrollTop + rowPx || top + 2 * rowPx > scrollTop + clientHeight) {
    scroller.scrollTop = Math.max(0, top - clientHeight / 3)
  }
}

const doneIcons: Readonly<Record<Done, IconName>> = {
  known: 'user-check',
  unknown: 'user-plus',
  duplicate: 'copy',
  moved: 'arrow-right',
}

function Row(props: { readonly row: QueueRow; readonly onChosen: () => void }) {
  const triage = useTriage()
  const words = () => t().triage.queue
  const isMine = () => triage.row()?.card === props.row.card
  const colleague = () => (isMine() ? undefined : triage.here(props.row.card)[0])
  const detail = () =>
    [props.row.who.age === null ? '' : words().age(props.row.who.age), placeOfLiving(props.row.who)]
      .filter(Boolean)
      .join(', ')
  return (
    <button
      type="button"
      class="triage-row"
      classList={{
        'triage-row-done': props.row.state === 'done',
        'triage-row-me': isMine(),
        [`triage-row-held presence-${presenceColour(colleague()?.user.id ?? '')}`]:
          colleague() !== undefined,
      }}
      data-row={props.row.card}
      data-state={props.row.state}
      aria-current={isMine() ? 'true' : undefined}
      onClick={() => {
        triage.go(props.row.card)
        props.onChosen()
      }}
    >
      <span class="triage-row-line">{props.row.line ?? ''}</span>
      <span class="triage-row-text">
        <b>{props.row.name}</b>
        <small>{detail()}</small>
      </span>
      <RowEnd row={props.row} mine={isMine()} colleague={colleague()?.user} />
    </button>
  )
}

function RowEnd(props: {
  readonly row: QueueRow
  readonly mine: boolean
  readonly colleague: { readonly id: string; readonly name: string } | undefined
}) {
  const triage = useTriage()
  const words = () => t().triage.queue
  const lane = () =>
    props.row.lane === null ? '' : (laneOf(triage.store.frame(), props.row.lane)?.entry.name ?? '')
  const isSending = () => triage.acts.sending().has(props.row.card)
  return (
    <span class="triage-row-end">
      <Show when={props.colleague}>
        {(who) => (
          <>
            <Avatar name={who().name} userId={who().id} size="small" decorative />
            <span class="sr">{words().here(who().name)}</span>
            <span aria-hidden="true">{firstNameOf(who().name)}</span>
          </>
        )}
      </Show>
      <Show when={props.mine}>{words().you}</Show>
      <Show when={isSending()}>
        <Icon name="cloud-upload" size={14} />
        <span class="sr">{words().sending}</span>
      </Show>
      <Show when={!isSending() && props.row.done}>
        {(done) => (
          <>
            <Icon name={doneIcons[done()]} size={12} />
            <span classList={{ sr: lane() !== '' }}>
              {words().states[done()](props.row.who.sex)}
            </span>
            {lane()}
          </>
        )}
      </Show>
      <Show when={!props.mine && !props.colleague && !isSending()}>
        <Flags row={props.row} />
      </Show>
    </span>
  )
}

const flagIcons: Readonly<Record<QueueRow['flags'][number], IconName>> = {
  set_aside: 'pause',
  sent_back: 'undo-2',
  duplicate: 'copy',
  no_contact: 'circle-dashed',
  to_repair: 'phone-off',
}

function Flags(props: { readonly row: QueueRow }) {
  const triage = useTriage()
  const words = () => t().triage.queue
  return (
    <span class="triage-flags">
      <Show when={props.row.state !== 'done' && triage.later().has(props.row.card)}>
        <span title={words().later}>
          <Icon name="clock-alert" size={14} />
          <span class="sr">{words().later}</span>
        </span>
      </Show>
      <For each={props.row.flags}>
        {(flag) => (
          <span title={words().flags[flag]}>
            <Icon name={flagIcons[flag]} size={14} />
            <span class="sr">{words().flags[flag]}</span>
          </span>
        )}
      </For>
    </span>
  )
}
