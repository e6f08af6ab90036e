import { Popover } from '@kobalte/core/popover'
import { For } from 'solid-js'
import { dayTiny, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { addDays } from '#shared/domain/day.ts'
import type { JSX } from 'solid-js'
import type { IconName } from '#client/ui/icon-names.ts'

const glyphs = [
  'glyph-ok',
  'glyph-msg',
  'glyph-none',
  'glyph-wrong',
  'glyph-refus',
  'glyph-cb',
] as const

/** What every sign of the board means, beside the board. */
export function Legend() {
  return (
    <Popover gutter={4} placement="bottom-end">
      <Popover.Trigger
        class="button button-quiet button-small filter-wide"
        aria-label={t().help.legend}
        title={t().help.legend}
      >
        <Icon name="circle-question-mark" size={14} />
        <span class="legend-word">{t().help.legend}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content class="legend" aria-label={t().help.legendTitle}>
          <Signs />
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  )
}

/** The same where there is no room for it beside the board. */
export function LegendDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t().help.legendTitle}
      closeLabel={t().common.close}
    >
      <div class="legend-signs">
        <Signs />
      </div>
    </Dialog>
  )
}

function Signs() {
  return (
    <>
      <Dues />
      <Glyphs />
      <Marks />
    </>
  )
}

function Sign(props: { readonly sign: JSX.Element; readonly text: string }) {
  return (
    <div class="legend-line">
      <dt>{props.sign}</dt>
      <dd>{props.text}</dd>
    </div>
  )
}

function due(text: string, look: '' | 'due-soon' | 'due-late', icon?: IconName) {
  return (
    <span class={`due ${look}`}>
      {icon && <Icon name={icon} size={12} />}
      {text}
    </span>
  )
}

function Dues() {
  const words = () => t().board.card
  return (
    <section>
      <h3>{t().help.dues.title}</h3>
      <dl>
        <Sign sign={due(words().daysLeft(9), '')} text={t().help.dues.inTime} />
        <Sign sign={due(words().daysLeft(3), 'due-soon')} text={t().help.dues.soon} />
        <Sign
          sign={due(words().daysLate(2), 'due-late', 'clock-alert')}
          text={t().help.dues.late}
        />
        <Sign
          sign={due(dayTiny(addDays(today(), 7)), '', 'calendar-clock')}
          text={t().help.dues.appointment}
        />
        <Sign sign={due(words().daysLeft(9), '', 'calendar-x')} text={t().help.dues.rest} />
        <Sign
          sign={due(words().toRegister, 'due-soon', 'user-plus')}
          text={t().help.dues.toRegister}
        />
        <Sign sign={due(words().toPass, 'due-soon', 'footprints')} text={t().help.dues.toPass} />
        <Sign sign={due(words().referred, '', 'check')} text={t().help.dues.referred} />
      </dl>
    </section>
  )
}

function Glyphs() {
  return (
    <section>
      <h3>{t().help.attempts}</h3>
      <dl>
        <For each={glyphs}>
          {(glyph) => (
            <Sign
              sign={<Icon name={glyph} class={`glyph ${glyph}`} />}
              text={t().help.attempt[glyph]}
            />
          )}
        </For>
      </dl>
      <h3>{t().help.ruler}</h3>
      <p>{t().help.rulerWords}</p>
    </section>
  )
}

function Marks() {
  const words = () => t().help.marks
  const flag = (name: IconName, soon = false) => (
    <span class="card-flag" classList={{ 'card-flag-soon': soon }}>
      <Icon name={name} size={14} />
    </span>
  )
  return (
    <section>
      <h3>{words().title}</h3>
      <dl>
        <Sign
          sign={<span class="card-tag card-tag-known">{t().board.card.known}</span>}
          text={words().known}
        />
        <Sign
          sign={<span class="card-tag card-tag-unknown">{t().board.card.unknown}</span>}
          text={words().unknown}
        />
        <Sign
          sign={
            <span class="card-tag card-tag-withdrawn">
              <Icon name="ban" size={10} />
              {t().agreement.mark}
            </span>
          }
          text={words().withdrawn}
        />
        <Sign sign={flag('map-pinned')} text={words().qpv} />
        <Sign sign={flag('circle-dashed', true)} text={words().incomplete} />
        <Sign sign={flag('phone-forwarded', true)} text={words().callback} />
        <Sign sign={flag('arrow-right-left', true)} text={words().handover} />
        <Sign sign={flag('undo-2', true)} text={words().sentBack} />
        <Sign sign={flag('cloud-upload')} text={words().pending} />
        <Sign sign={flag('git-compare', true)} text={words().conflict} />
        <Sign sign={<span class="card-officer">{'CA'}</span>} text={words().officer} />
      </dl>
    </section>
  )
}
