import { createMemo } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { shownByUrgency } from './shown.ts'
import { useScreen } from './screen.ts'

/** La réglette: what a cell shows, summed up by deadline. Height carries the meaning, colour repeats it. */
export function Ruler(props: { readonly cellKey: string }) {
  const screen = useScreen()
  const counts = createMemo(() => {
    const { store } = screen
    const key = props.cellKey
    if (store.cell(key).length < store.total(key)) return shownByUrgency(store, [key])
    return {
      late: store.count(`urgency/${key}/late`),
      soon: store.count(`urgency/${key}/soon`),
      later: store.count(`urgency/${key}/later`),
    }
  })
  const late = () => counts().late
  const soon = () => counts().soon
  const later = () => counts().later
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
