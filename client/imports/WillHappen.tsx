import { For, Show } from 'solid-js'
import { dayNear, number, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { buttonClass } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { repairable } from '#shared/contracts/import-rows.ts'
import { notCardedReason } from '#shared/contracts/imports.ts'
import { addDays } from '#shared/domain/day.ts'
import type { ImportAnswer, NotCardedReason } from '#shared/contracts/imports.ts'
import { cioHref, rejectedHref, type ImportRef } from './calls.ts'
import { SectorBars } from './SectorBars.tsx'
import type { OpenImport } from './open-import.ts'

/** The counts that add up to the number of rows, and why some make no card. */
export function WillHappen(props: {
  readonly of: ImportRef
  readonly open: OpenImport
  readonly list: ImportAnswer
}) {
  const words = () => t().imports.check
  const summary = () => props.list.summary
  const due = () => {
    const { campaign } = props.open
    const days = campaign.state === 'ready' ? campaign().campaign.settings.firstContactDays : 15
    return addDays(props.list.receivedOn, days)
  }
  const dueText = () =>
    due() < today()
      ? words().will.createLate(dayNear(due()))
      : words().will.createText(dayNear(due()))
  // What such a list names comes before any post code.
  const namesLanes = () => props.list.columns.some(({ field }) => field === 'territory')
  const lanes = () => (props.open.campaign.state === 'ready' ? props.open.campaign().lanes : [])
  const fixable = () =>
    reasons().reduce((sum, { reason, count }) => sum + (repairable.has(reason) ? count : 0), 0)
  const reasons = () =>
    notCardedReason.options.flatMap((reason) => {
      const count = props.list.notCarded[reason] ?? 0
      return count > 0 ? [{ reason, count }] : []
    })
  const toCio = () => props.list.toCio
  const detailOf = (reason: NotCardedReason) => {
    if (reason === 'no-consent') {
      const { withdrawn } = props.list
      return [
        withdrawn > 0 ? t().importRow.withdrawn(withdrawn) : '',
        toCio() > 0 ? t().importRow.toCio(toCio()) : '',
      ]
        .filter(Boolean)
        .join(', ')
    }
    return reason === 'opposed' ? t().importRow.opposedHint : ''
  }
  return (
    <aside class="wizard-side panel" aria-live="polite">
      <h2 class="panel-title">{words().willHappen}</h2>
      <ul class="will-happen">
        <Line
          count={summary().create}
          text={words().will.create(summary().create)}
          detail={dueText()}
        />
        <Line
          count={summary().update}
          text={words().will.update(summary().update)}
          detail={words().will.updateText}
        />
        <Line
          count={summary().unchanged}
          text={words().will.unchanged(summary().unchanged)}
          detail={words().will.unchangedText}
        />
        <Line
          count={summary().notCarded}
          text={words().will.notCarded(summary().notCarded)}
          detail={fixable() > 0 ? words().will.fixableText(fixable()) : words().will.notCardedText}
          late
        />
      </ul>
      <Show when={reasons().length > 0}>
        <div>
          <h3 class="label will-happen-why">{words().why}</h3>
          <For each={reasons()}>
            {(one) => (
              <p class="will-happen-reason">
                <span>
                  {words().reasons[one.reason]}
                  <Show when={detailOf(one.reason)}>
                    {(detail) => <small class="will-happen-detail">{detail()}</small>}
                  </Show>
                </span>
                <b>{number(one.count)}</b>
              </p>
            )}
          </For>
        </div>
      </Show>
      <Show when={summary().notCarded > 0}>
        <p class="will-happen-files">
          <FileLink
            href={rejectedHref(props.of)}
            text={t().imports.apply.download(summary().notCarded)}
          />
          <Show when={toCio() > 0}>
            <FileLink href={cioHref(props.of)} text={t().imports.apply.downloadCio(toCio())} />
          </Show>
        </p>
      </Show>
      <Show when={!namesLanes()}>
        <SectorBars postCodes={props.list.postCodes} lanes={lanes()} />
      </Show>
      <Note icon="undo-2">{words().undoable}</Note>
    </aside>
  )
}

function FileLink(props: { readonly href: string; readonly text: string }) {
  return (
    <a class={buttonClass({ size: 'small' })} href={props.href} download="" rel="external">
      <Icon name="download" size={14} />
      {props.text}
    </a>
  )
}

function Line(props: {
  readonly count: number
  readonly text: string
  readonly detail: string
  readonly late?: boolean
}) {
  return (
    <li
      class="will-happen-line"
      classList={{ 'will-happen-late': (props.late ?? false) && props.count > 0 }}
    >
      <b class="will-happen-count">{number(props.count)}</b>
      <span>
        {props.text}
        <small class="will-happen-detail">{props.detail}</small>
      </span>
    </li>
  )
}
