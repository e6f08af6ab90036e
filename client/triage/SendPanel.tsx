import { createMemo, For, Show } from 'solid-js'
import { laneOf, officerName } from '#client/board/frame.ts'
import { placeOfLiving } from '#client/board/place-words.ts'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { readingForm } from '#shared/domain/names.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import type { Recent } from './acts.ts'
import { managersOf } from './choice.ts'
import { useTriage } from './state.ts'
import { doneWords } from './words.ts'

/** "Transmettre à": the lanes by number, the proposal outlined with its reasons, and one's own last choices. */
export function SendPanel() {
  const triage = useTriage()
  const words = () => t().triage.send
  const lanes = () => triage.store.frame().lanes
  const proposed = () => {
    const proposal = triage.choice.proposal()
    return proposal?.kind === 'to' ? proposal.at.lane : null
  }
  const loadOf = (lane: LaneId) => triage.store.count(`lane/${lane}`)
  const most = createMemo(() => Math.max(1, ...lanes().map((lane) => loadOf(lane.id))))
  const canSend = () => {
    const row = triage.row()
    return row !== null && row.state !== 'done'
  }
  return (
    <aside class="triage-send scroll" aria-labelledby="triage-send-title">
      <h2 id="triage-send-title">{words().title}</h2>
      <p class="triage-send-rule">{words().rule}</p>
      <Show when={triage.choice.proposal()?.kind === 'choose' && canSend()}>
        <p class="triage-send-none">
          <Icon name="map-pin" size={14} />
          {words().none}
        </p>
      </Show>
      <ol class="triage-lanes">
        <For each={lanes()} fallback={<li class="muted">{words().noLane}</li>}>
          {(lane, at) => (
            <li>
              <button
                type="button"
                class="triage-lane"
                classList={{ 'triage-lane-proposed': canSend() && proposed() === lane.id }}
                data-lane={lane.id}
                aria-keyshortcuts={at() < 9 ? String(at() + 1) : undefined}
                aria-disabled={canSend() ? undefined : 'true'}
                onClick={() => canSend() && triage.acts.send(lane.id)}
              >
                <Show when={at() < 9} fallback={<span />}>
                  <kbd aria-hidden="true">{at() + 1}</kbd>
                </Show>
                <span class="triage-lane-text">
                  <b>{lane.entry.name}</b>
                  <small>{managersOf(triage.store.frame(), lane.id)}</small>
                </span>
                <span class="triage-lane-load">
                  <b aria-hidden="true">{number(loadOf(lane.id))}</b>
                  <span class="sr">{words().youths(loadOf(lane.id))}</span>
                  <span class="bar" aria-hidden="true">
                    <span class="bar-value" style={{ '--v': loadOf(lane.id) / most() }} />
                  </span>
                </span>
                <Show when={canSend() && proposed() === lane.id}>
                  <Why />
                </Show>
              </button>
            </li>
          )}
        </For>
      </ol>
      <RecentActs />
    </aside>
  )
}

/** Why this lane: the address, the référent, or that the référent has left. */
function Why() {
  const triage = useTriage()
  const words = () => t().triage.send.why
  const lines = createMemo((): { icon: IconName; text: string }[] => {
    const proposal = triage.choice.proposal()
    const row = triage.row()
    if (proposal?.kind !== 'to' || !row) return []
    const place = {
      icon: 'map-pin' as const,
      text: words().postCode([placeOfLiving(row.who), row.who.postCode].filter(Boolean).join(', ')),
    }
    const { officer, lane } = proposal.at
    const frame = triage.store.frame()
    const served = lane === null ? [] : (laneOf(frame, lane)?.entry.postCodes ?? [])
    const isHere = served.includes(row.who.postCode ?? '')
    switch (proposal.why) {
      case 'referent':
        return [
          ...(isHere ? [place] : []),
          {
            icon: 'user-check',
            text: words().referent((officer && officerName(frame, officer)) ?? ''),
          },
        ]
      case 'referent-left': {
        const advisor = triage.choice.candidate()?.advisor
        return [
          place,
          ...(advisor
            ? [{ icon: 'user' as const, text: words().referentLeft(readingForm(advisor)) }]
            : []),
        ]
      }
      case 'territory':
        return [{ icon: 'map-pin', text: words().territory(row.territory ?? '') }]
      case 'post-code':
        return [place]
      case 'only-lane':
        return [{ icon: 'map-pin', text: words().onlyLane }]
    }
  })
  return (
    <span class="triage-lane-why">
      <For each={lines()}>
        {(line) => (
          <span>
            <Icon name={line.icon} size={12} />
            {line.text}
          </span>
        )}
      </For>
      <span>
        <kbd>{t().triage.send.enter}</kbd>
      </span>
    </span>
  )
}

const shownActs = 5

function RecentActs() {
  const triage = useTriage()
  const words = () => t().triage.recent
  const last = () => triage.acts.recent().slice(-shownActs).toReversed()
  const what = (one: Recent) => {
    const [first, ...more] = one.cards
    if (more.length > 0) return { name: words().many(one.cards.length), detail: '' }
    const row = triage.rows().find((each) => each.card === first)
    return {
      name: row?.name ?? '',
      detail: row ? doneWords(row, triage.store.frame()) : '',
    }
  }
  return (
    <section class="triage-recent" aria-labelledby="triage-recent-title">
      <h3 id="triage-recent-title">{words().title}</h3>
      <ul>
        <For each={last()} fallback={<li class="muted">{words().none}</li>}>
          {(one) => (
            <li>
              <span>
                <b>{what(one).name}</b> {what(one).detail}
              </span>
              <Button
                look="quiet"
                size="small"
                icon="undo-2"
                aria-label={words().undo(
                  [what(one).name, what(one).detail].filter(Boolean).join(', '),
                )}
                onClick={() => triage.acts.undo(one)}
              />
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
