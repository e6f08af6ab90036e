import { createMemo, For, Show } from 'solid-js'
import { dayFull, list, number, time, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { isAgreementWithdrawn } from '#shared/domain/agreement.ts'
import { stages, type Stage } from '#shared/domain/stages.ts'
import { filterWords } from '../filter-words.ts'
import { laneOf, officerName } from '../frame.ts'
import { laneName, placeOfLiving } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { cellKeyOf } from '../tally.ts'
import { dueText } from '../DueChip.tsx'
import { createPrinting } from './printing.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { BoardAddress } from '../address.ts'
import type { CardView } from '../card-view.ts'
import './print.css'

/** What the printer gets in the board's place: every lane and stage as a list, by the filters and the order on the screen. */
export function PrintSheet(props: { readonly address: BoardAddress }) {
  const printing = createPrinting()
  return (
    <Show when={printing()}>
      <Sheet address={props.address} />
    </Show>
  )
}

function Sheet(props: { readonly address: BoardAddress }) {
  const screen = useScreen()
  const frame = () => screen.store.frame()
  const words = () => t().print
  const one = () => props.address.lane()
  const lanes = createMemo((): readonly (LaneId | null)[] => {
    const open = one()
    if (open !== null) return [open]
    const { lanes: all, archived } = frame()
    return [null, ...all.map((lane) => lane.id), ...archived.map((lane) => lane.id)]
  })
  const filled = () => lanes().filter((lane) => cardsIn(lane).some((cell) => cell.ids.length > 0))
  const cardsIn = (lane: LaneId | null) =>
    stages.map((stage) => ({ stage, ids: screen.store.cell(cellKeyOf(stage, lane)) }))
  const countIn = (lane: LaneId | null) =>
    cardsIn(lane).reduce((sum, cell) => sum + cell.ids.length, 0)
  const shown = () => filled().reduce((sum, lane) => sum + countIn(lane), 0)
  const total = () => {
    const open = one()
    return screen.store.count(open === null ? 'open' : `lane/${open}`)
  }
  const filters = () => filterWords(frame(), props.address.filters())
  const title = () => {
    const open = one()
    return open === null ? words().board : words().lane(laneName(frame(), open))
  }
  return (
    <article class="print-sheet">
      <header class="print-head">
        <h1>
          {frame().name} <span>{title()}</span>
        </h1>
        <p>{words().printedOn(`${dayFull(today())}, ${time(new Date())}`)}</p>
        <p>
          <b>
            {shown() === total()
              ? t().board.youths(total())
              : words().of(number(shown()), t().board.youths(total()))}
          </b>
          {`, ${t().board.filters.sortedBy[screen.order()]}`}
        </p>
        <p>
          <Show when={filters().length > 0} fallback={words().noFilter}>
            {words().filters(list(filters()))}
          </Show>
        </p>
        <p class="print-care">{words().care}</p>
      </header>
      <For each={filled()} fallback={<p>{words().nobody}</p>}>
        {(lane) => (
          <section class="print-lane">
            <h2>
              {laneName(frame(), lane)}
              <Show when={managersOf(lane)}>{(names) => <span>{names()}</span>}</Show>
              <span>{t().board.youths(countIn(lane))}</span>
            </h2>
            <For each={cardsIn(lane).filter((cell) => cell.ids.length > 0)}>
              {(cell) => <StageList stage={cell.stage} ids={cell.ids} />}
            </For>
          </section>
        )}
      </For>
    </article>
  )

  function managersOf(lane: LaneId | null): string {
    const entry = lane === null ? undefined : laneOf(frame(), lane)?.entry
    return list(entry?.managers.map((one_) => one_.name) ?? [])
  }
}

function StageList(props: { readonly stage: Stage; readonly ids: readonly CardId[] }) {
  const screen = useScreen()
  const words = () => t().views.table.columns
  const views = () => props.ids.flatMap((id) => screen.store.index.view(id) ?? [])
  const late = () => views().filter((view) => view.urgency === 'late').length
  return (
    <table class="print-list">
      <caption>
        {t().common.stages[props.stage]} <b>{t().board.youths(props.ids.length)}</b>
        <Show when={late() > 0}>{`, ${t().board.lane.late(late())}`}</Show>
      </caption>
      <thead>
        <tr>
          <th scope="col">{words().name}</th>
          <th scope="col">{words().years}</th>
          <th scope="col">{words().place}</th>
          <th scope="col">{words().known}</th>
          <th scope="col">{words().due}</th>
          <th scope="col">{words().attempts}</th>
          <th scope="col">{words().officer}</th>
          <th scope="col">{t().print.toComplete}</th>
        </tr>
      </thead>
      <tbody>
        <For each={views()}>{(view) => <Line view={view} />}</For>
      </tbody>
    </table>
  )
}

function Line(props: { readonly view: CardView }) {
  const screen = useScreen()
  const card = () => props.view.card
  const officer = () => {
    const id = card().at.officer
    return id === null ? '' : (officerName(screen.store.frame(), id) ?? t().board.card.officerGone)
  }
  const known = () => {
    if (card().known === 'untriaged') return ''
    return card().known === 'unknown' ? t().board.card.unknown : t().board.card.known
  }
  const attempts = () => {
    const last = props.view.attempts.at(-1)
    return last
      ? t().print.attempts(props.view.attempts.length, t().board.outcomes[last.outcome])
      : ''
  }
  return (
    <tr>
      <th scope="row">
        {props.view.name}
        <Show when={isAgreementWithdrawn(card())}>
          <b class="print-late">{`, ${t().agreement.mark}`}</b>
        </Show>
      </th>
      <td>{card().who.age ?? ''}</td>
      <td>{placeOfLiving(card().who)}</td>
      <td>{known()}</td>
      <td classList={{ 'print-late': props.view.urgency === 'late' }}>{dueText(props.view)}</td>
      <td>{attempts()}</td>
      <td>{officer()}</td>
      <td>{props.view.missing.map((fact) => t().board.missing[fact]).join(', ')}</td>
    </tr>
  )
}
