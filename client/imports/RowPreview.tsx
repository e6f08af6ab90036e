import { createSignal, Show } from 'solid-js'
import { dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { ageOn, day } from '#shared/domain/day.ts'
import { fullName } from '#shared/domain/names.ts'
import { birthText, phoneText } from './rows.ts'
import type { ImportAnswer } from '#shared/contracts/imports.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'

/** One row as the card it will be; arrows go through the rows. */
export function RowPreview(props: { readonly list: ImportAnswer }) {
  const [index, setIndex] = createSignal(0)
  const last = () => props.list.rows.length - 1
  const row = () => props.list.rows[Math.min(index(), last())]
  const words = () => t().imports.columns
  return (
    <Show when={row()}>
      {(one) => (
        <aside class="wizard-side panel" aria-live="polite">
          <h2 class="panel-title">{words().willBecome(one().line)}</h2>
          <div class="row-preview-place">
            <PreviewCard row={one()} receivedOn={props.list.receivedOn} />
          </div>
          <dl class="row-preview-facts">
            <Fact name={t().imports.fields.birthDate} value={birthText(one().birthDate ?? '')} />
            <Fact name={t().imports.fields.phone} value={phoneText(one().phone ?? '')} />
            <Fact name={t().imports.fields.postCode} value={one().postCode ?? ''} />
            <Fact
              name={t().imports.check.outcome}
              value={t().imports.check.outcomes[one().outcome]}
            />
          </dl>
          <div class="row-preview-arrows">
            <Button
              size="small"
              icon="chevron-left"
              aria-label={words().previousLine}
              aria-disabled={index() === 0 ? 'true' : undefined}
              onClick={() => setIndex((at) => Math.max(0, at - 1))}
            />
            <Button
              size="small"
              icon="chevron-right"
              aria-label={words().nextLine}
              aria-disabled={index() >= last() ? 'true' : undefined}
              onClick={() => setIndex((at) => Math.min(last(), at + 1))}
            />
          </div>
        </aside>
      )}
    </Show>
  )
}

function PreviewCard(props: {
  readonly row: ImportRow
  readonly receivedOn: ImportAnswer['receivedOn']
}) {
  const name = () => fullName(props.row) || t().imports.check.missingValue
  const age = () => {
    const born = day.safeParse(props.row.birthDate)
    return born.success ? t().imports.columns.age(ageOn(born.data, props.receivedOn)) : ''
  }
  return (
    <div class="row-preview-card">
      <span class="row-preview-line">
        <b class="row-preview-name">{name()}</b>
        <span class="muted">{dayShort(props.receivedOn)}</span>
      </span>
      <span class="row-preview-line muted">
        {[age(), props.row.postCode].filter(Boolean).join(' · ')}
        <Tag look={props.row.outcome === 'notCarded' ? 'late' : 'outlined'}>
          {t().imports.check.outcomes[props.row.outcome]}
        </Tag>
      </span>
    </div>
  )
}

function Fact(props: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt class="muted">{props.name}</dt>
      <dd>{props.value || t().imports.check.missingValue}</dd>
    </>
  )
}
