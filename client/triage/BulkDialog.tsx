import { createEffect, createMemo, createResource, createSignal, For, on, Show } from 'solid-js'
import { laneOf, officerName } from '#client/board/frame.ts'
import { asProblem } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { fullName } from '#shared/domain/names.ts'
import type { CertainAnswer } from '#shared/contracts/triage.ts'
import { readCertain } from './calls.ts'
import { useTriage, type Triage } from './state.ts'
import { dateText } from './words.ts'

type CertainCard = CertainAnswer['cards'][number]

/** Examples shown before many are confirmed at once. */
const sampleSize = 3

/** The certain ones together: what will happen, some examples at random, then one act. */
export function BulkDialog() {
  const triage = useTriage()
  const words = () => t().triage.bulk
  const open = () => triage.dialog() === 'bulk'
  const [busy, setBusy] = createSignal(false)
  const [certain] = createResource(open, (asked) =>
    asked ? readCertain(triage.campaign) : Promise.resolve([]),
  )
  const cards = () => (certain.state === 'ready' ? certain() : [])
  const going = createMemo(() => cards().filter((one) => one.to !== null))
  const confirm = async () => {
    setBusy(true)
    const done = await triage.acts.confirm(going())
    setBusy(false)
    if (!done) return
    triage.ask(null)
    const row = triage.row()
    if (!row || row.state === 'done') triage.next()
  }
  return (
    <Dialog
      open={open()}
      onClose={() => triage.ask(null)}
      title={words().title(cards().length)}
      closeLabel={t().common.close}
      wide
      foot={
        <>
          <Button onClick={() => triage.ask(null)}>{t().common.cancel}</Button>
          <Show when={going().length > 0}>
            <Button look="primary" busy={busy()} onClick={() => void confirm()}>
              {words().confirm(going().length)}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={!certain.loading} fallback={<Spinner label={t().common.loading} />}>
        <Show
          when={!certain.error}
          fallback={
            <Note look="late" icon="circle-alert">
              {problemText(asProblem(certain.error).code)}
            </Note>
          }
        >
          <Show when={cards().length > 0} fallback={<p>{words().nothing}</p>}>
            <p class="muted">{words().text}</p>
            <Summary cards={cards()} />
            <Sample cards={going()} />
          </Show>
        </Show>
      </Show>
    </Dialog>
  )
}

function Summary(props: { readonly cards: readonly CertainCard[] }) {
  const words = () => t().triage.bulk.lines
  const count = (test: (one: CertainCard) => boolean) => props.cards.filter(test).length
  const toOfficers = () => count((one) => one.to !== null && one.to.officer !== null)
  const toLanes = () => count((one) => one.to !== null && one.to.officer === null)
  const toChoose = () => count((one) => one.to === null)
  return (
    <ul class="triage-bulk-lines">
      <Show when={toOfficers() > 0}>
        <li>
          <Icon name="user-check" />
          {words().referent(toOfficers())}
        </li>
      </Show>
      <Show when={toLanes() > 0}>
        <li>
          <Icon name="send" />
          {words().lane(toLanes())}
        </li>
      </Show>
      <Show when={toChoose() > 0}>
        <li>
          <Icon name="map-pin" />
          {words().choose(toChoose())}
        </li>
      </Show>
    </ul>
  )
}

/** Some of them, drawn anew on request, with what both sides say. */
function Sample(props: { readonly cards: readonly CertainCard[] }) {
  const triage = useTriage()
  const words = () => t().triage.bulk
  const [drawn, setDrawn] = createSignal<readonly CertainCard[]>([])
  const draw = () => {
    const left = [...props.cards]
    const some: CertainCard[] = []
    while (some.length < sampleSize && left.length > 0) {
      some.push(...left.splice(Math.floor(Math.random() * left.length), 1))
    }
    for (const one of some) triage.youths.want(one.card)
    setDrawn(some)
  }
  createEffect(on(() => props.cards.length, draw))
  return (
    <section>
      <div class="triage-sample-head">
        <h3 class="triage-dialog-title">{words().sample}</h3>
        <Show when={props.cards.length > sampleSize}>
          <Button size="small" look="quiet" icon="refresh-cw" onClick={draw}>
            {words().again}
          </Button>
        </Show>
      </div>
      <div class="match-box" data-strip>
        <table class="match triage-sample">
          <thead>
            <tr>
              <th scope="col">{words().list}</th>
              <th scope="col">{words().file}</th>
              <th scope="col">{words().goes}</th>
            </tr>
          </thead>
          <tbody>
            <For each={drawn()}>{(one) => <Example one={one} triage={triage} />}</For>
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Example(props: { readonly one: CertainCard; readonly triage: Triage }) {
  const youth = createMemo(() => {
    const state = props.triage.youths.state(props.one.card)
    return state.kind === 'read' ? state.youth : null
  })
  const file = () => youth()?.candidates.find((each) => each.file === props.one.file)
  const said = (person: {
    readonly firstName: string
    readonly lastName: string
    readonly birthDate: string | null
  }) =>
    [fullName(person), person.birthDate ? dateText(person.birthDate) : '']
      .filter(Boolean)
      .join(', ')
  const goes = () => {
    const { to } = props.one
    const frame = props.triage.store.frame()
    if (!to) return ''
    const lane = laneOf(frame, to.lane)?.entry.name ?? ''
    return t().triage.send.to(
      lane,
      to.officer === null ? '' : (officerName(frame, to.officer) ?? ''),
    )
  }
  return (
    <tr>
      <td>
        <Show when={youth()} fallback={<Spinner label={t().common.loading} />}>
          {(one) => <>{said(one().youth)}</>}
        </Show>
      </td>
      <td>
        <Show when={file()}>{(one) => <>{said(one().person)}</>}</Show>
      </td>
      <td>{goes()}</td>
    </tr>
  )
}
