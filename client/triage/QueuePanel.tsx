import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { presenceColour } from '#client/ui/avatar-colour.ts'
import { Button } from '#client/ui/Button.tsx'
import { minutesLeft } from '#shared/domain/triage.ts'
import { isFlagged, type QueueFilter, type QueueRow } from './queue.ts'
import { QueueRows } from './QueueRows.tsx'
import { useTriage } from './state.ts'

/** Who waits, who is done, who is in whose hands. */
export function QueuePanel(props: {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) {
  const triage = useTriage()
  const words = () => t().triage.queue
  const count = (state: QueueRow['state']) =>
    triage.rows().filter((row) => row.state === state).length
  const total = () => triage.rows().length
  const done = () => count('done')
  const toSort = () => count('to_sort')
  const minutes = () =>
    minutesLeft(
      toSort(),
      triage.acts.recent().map((one) => one.at),
    )
  const certain = () =>
    triage
      .rows()
      .filter(
        (row) =>
          row.state === 'to_sort' && row.verdict === 'certain' && !row.flags.includes('duplicate'),
      ).length
  return (
    <nav class="triage-queue" aria-label={words().label}>
      <div class="triage-queue-head">
        <p class="triage-progress">
          <b>{done()}</b> {words().done(total())}
          <Show when={toSort() > 0}>
            <span class="triage-minutes">{words().minutes(minutes())}</span>
          </Show>
        </p>
        <ProgressBar done={done()} total={total()} />
        <div class="triage-filters" role="group" aria-label={words().filters}>
          <FilterButton value="all" text={words().all} />
          <FilterButton value="to_sort" text={words().toSort(toSort())} />
          <FilterButton
            value="flagged"
            text={words().flagged(triage.rows().filter(isFlagged).length)}
          />
        </div>
        <Show when={certain() > 0}>
          <Button
            class="triage-bulk"
            size="small"
            icon="user-check"
            onClick={() => triage.ask('bulk')}
          >
            {words().confirm(certain())}
          </Button>
        </Show>
        <Button
          class="triage-queue-toggle"
          size="small"
          icon="align-justify"
          aria-expanded={props.open}
          onClick={() => props.onOpen(!props.open)}
        >
          {props.open ? words().hide : words().show}
        </Button>
      </div>
      <QueueRows onChosen={() => props.onOpen(false)} />
    </nav>
  )
}

/** How far one is, with a tick where everybody stands. */
function ProgressBar(props: { readonly done: number; readonly total: number }) {
  const triage = useTriage()
  const share = (n: number) => (props.total === 0 ? 0 : n / props.total)
  const placeOf = (card: string | null | undefined) =>
    share(triage.rows().findIndex((row) => row.card === card) + 0.5)
  return (
    <div class="triage-bar" aria-hidden="true">
      <span class="triage-bar-done" style={{ width: `${share(props.done) * 100}%` }} />
      <For each={triage.others().filter((one) => one.state.card)}>
        {(one) => (
          <span
            class={`triage-bar-tick presence-${presenceColour(one.user.id)}`}
            style={{ left: `${placeOf(one.state.card) * 100}%` }}
          />
        )}
      </For>
      <Show when={triage.row()}>
        {(row) => (
          <span class="triage-bar-tick" style={{ left: `${placeOf(row().card) * 100}%` }} />
        )}
      </Show>
    </div>
  )
}

function FilterButton(props: { readonly value: QueueFilter; readonly text: string }) {
  const triage = useTriage()
  return (
    <button
      type="button"
      aria-pressed={triage.filter() === props.value}
      onClick={() => triage.setFilter(props.value)}
    >
      {props.text}
    </button>
  )
}
