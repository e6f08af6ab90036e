import { For, Show } from 'solid-js'
import { dayFull } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CardRow } from '#shared/contracts/cards.ts'

type ReferralStatus = NonNullable<CardRow['referral']>['status']

const looks = {
  open: { look: 'soon', icon: 'hourglass' },
  accepted: { look: 'accent', icon: 'check' },
  refused: { look: 'outlined', icon: 'x' },
  expired: { look: 'outlined', icon: 'clock-alert' },
} as const satisfies Record<ReferralStatus, { look: string; icon: IconName }>

/** Coded facts only: no number, no address, no note. [P5] */
export function CardsTable(props: { readonly cards: readonly CardRow[]; readonly busy: boolean }) {
  const words = () => t().people.referred
  return (
    <div class="panel referred-box" aria-busy={props.busy}>
      <table class="referred-table">
        <caption class="sr">{words().title}</caption>
        <thead>
          <tr>
            <th scope="col">{words().name}</th>
            <th scope="col" class="referred-number">
              {words().age}
            </th>
            <th scope="col">{words().commune}</th>
            <th scope="col">
              <abbr class="referred-abbr" title={words().qpvLong}>
                {words().qpv}
              </abbr>
            </th>
            <th scope="col">{words().stage}</th>
            <th scope="col" class="referred-number">
              {words().attempts}
            </th>
            <th scope="col">{words().on}</th>
            <th scope="col">{words().status}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.cards}>{(card) => <Row card={card} />}</For>
        </tbody>
      </table>
    </div>
  )
}

function Row(props: { readonly card: CardRow }) {
  const words = () => t().people.referred
  const qpv = () => {
    if (props.card.qpv === null) return words().unknown
    return props.card.qpv ? t().common.yes : t().common.no
  }
  return (
    <tr>
      <th scope="row" class="referred-name">
        {`${props.card.lastName} ${props.card.firstName}`}
      </th>
      <td class="referred-number" data-label={words().age}>
        {props.card.age === null ? words().unknown : words().years(props.card.age)}
      </td>
      <td data-label={words().commune}>{props.card.commune ?? words().unknown}</td>
      <td data-label={words().qpv}>{qpv()}</td>
      <td data-label={words().stage}>
        <span class="referred-stage">
          {t().common.stages[props.card.stage]}
          <Show when={props.card.closed}>
            <Tag look="outlined" icon="archive">
              {words().closed}
            </Tag>
          </Show>
        </span>
      </td>
      <td class="referred-number" data-label={words().attempts}>
        {props.card.attempts}
      </td>
      <td data-label={words().on}>
        <Show when={props.card.referral} fallback={words().unknown}>
          {(referral) => <time datetime={referral().on}>{dayFull(referral().on)}</time>}
        </Show>
      </td>
      <td data-label={words().status}>
        <Show when={props.card.referral}>
          {(referral) => (
            <Tag {...looks[referral().status]}>{words().statuses[referral().status]}</Tag>
          )}
        </Show>
      </td>
    </tr>
  )
}
