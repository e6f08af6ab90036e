import { For, Show } from 'solid-js'
import { dayAndTime, dayNear } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { ImportSummary } from '#shared/contracts/imports.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

const looks = {
  preview: 'soon',
  applying: 'accent',
  applied: 'filled',
  undoing: 'accent',
  undone: 'outlined',
  failed: 'late',
} as const

/** The lists of the campaign, the latest first; each leads to what came of it. */
export function History(props: {
  readonly campaign: CampaignId
  readonly imports: readonly ImportSummary[]
}) {
  return (
    <aside class="wizard-side panel">
      <h2 class="panel-title">{t().imports.file.history}</h2>
      <Show
        when={props.imports.length > 0}
        fallback={<p class="muted">{t().imports.file.noHistory}</p>}
      >
        <ul class="import-history">
          <For each={props.imports}>
            {(one) => (
              <li>
                <a class="import-history-line" href={links.import(props.campaign, one.id)}>
                  <span class="import-history-name">
                    <b>{one.fileName}</b>
                    <Tag look={looks[one.state]}>{t().imports.states[one.state]}</Tag>
                  </span>
                  <span class="muted">{t().imports.historyLine(dayNear(one.receivedOn))}</span>
                  <For each={actsOf(one)}>{(act) => <span class="muted">{act}</span>}</For>
                  <span class="muted">
                    {`${t().imports.lines(one.summary.rows)}, ${t().imports.cardsCreated(one.state === 'preview' ? 0 : one.summary.create)}`}
                  </span>
                  <span class="muted import-history-hash" title={one.fileHash}>
                    {t().imports.historyHash(one.fileHash.slice(0, 12))}
                  </span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </aside>
  )
}

/** Who did what with a list, and when: whoever sent it, had it applied and took it back may be three. */
function actsOf(one: ImportSummary): readonly string[] {
  const words = t().imports.historyActs
  const sent = words.sent(dayAndTime(new Date(one.createdAt)), one.createdBy)
  const applied =
    one.appliedAt !== null && one.state !== 'failed'
      ? words.applied(dayAndTime(new Date(one.appliedAt)), one.appliedBy ?? one.createdBy)
      : null
  return [
    ...(applied !== null && one.appliedBy === one.createdBy ? [] : [sent]),
    ...(applied === null ? [] : [applied]),
    ...(one.undoneAt === null ? [] : [ended(one.undoneAt, one.undoneBy, applied !== null)]),
  ]
}

/** A preview that nobody looked after for a week has given itself up. */
function ended(at: string, who: string | null, wasApplied: boolean): string {
  const words = t().imports.historyActs
  const when = dayAndTime(new Date(at))
  if (who === null) return words.forgotten(when)
  return wasApplied ? words.takenBack(when, who) : words.givenUp(when, who)
}
