import { Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { useScreen } from '../screen.ts'
import type { LaneId } from '#shared/domain/ids.ts'

/** In a lane's header: hand-overs that wait for an answer here, or elsewhere. [P3] */
export function HandoverButton(props: { readonly lane: LaneId }) {
  const screen = useScreen()
  const incoming = () => screen.store.count(`handed-to/${props.lane}`)
  const outgoing = () => screen.store.count(`handed-from/${props.lane}`)
  const words = () => [
    ...(incoming() > 0 ? [t().handing.received(incoming())] : []),
    ...(outgoing() > 0 ? [t().handing.sent(outgoing())] : []),
  ]
  return (
    <Show when={incoming() + outgoing() > 0}>
      <Button
        size="small"
        icon="arrow-right-left"
        class={`handover-button ${incoming() > 0 ? 'handover-incoming' : ''}`}
        aria-haspopup="dialog"
        onClick={() => screen.desk.ask({ kind: 'handovers', lane: props.lane })}
      >
        <span class="lane-act-word">{words().join(' · ')}</span>
        <span class="lane-act-count" aria-hidden="true">
          {number(incoming() + outgoing())}
        </span>
      </Button>
    </Show>
  )
}
