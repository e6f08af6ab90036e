import { t } from '#client/i18n/i18n.ts'
import { useScreen } from './screen.ts'

/** La réglette: a cell summed up by deadline. Height carries the meaning, colour repeats it. */
export function Ruler(props: { readonly cellKey: string }) {
  const screen = useScreen()
  const late = () => screen.store.count(`urgency/${props.cellKey}/late`)
  const soon = () => screen.store.count(`urgency/${props.cellKey}/soon`)
  const later = () => screen.store.count(`urgency/${props.cellKey}/later`)
  return (
    <span
      class="ruler"
      role="img"
      aria-label={t().board.cell.ruler(late(), soon(), later())}
      title={t().board.cell.ruler(late(), soon(), later())}
    >
      <i class="ruler-late" hidden={late() === 0} style={{ flex: late() }} />
      <i class="ruler-soon" hidden={soon() === 0} style={{ flex: soon() }} />
      <i class="ruler-later" hidden={later() === 0} style={{ flex: later() }} />
    </span>
  )
}
