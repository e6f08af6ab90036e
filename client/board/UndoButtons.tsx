import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { Undoing } from './undoing.ts'

/** Undo and redo of one's own acts, each under the name of what it would take up. [W4] */
export function UndoButtons(props: { readonly own: Undoing }) {
  const words = () => t().together.undo
  return (
    <span class="undo-buttons" role="group" aria-label={words().group}>
      <button
        type="button"
        class="undo-button"
        aria-label={props.own.undoText()}
        title={`${props.own.undoText()} (Ctrl Z)`}
        aria-disabled={!props.own.mayUndo()}
        onClick={() => props.own.undo()}
      >
        <Icon name="undo-2" size={14} />
      </button>
      <button
        type="button"
        class="undo-button redo-button"
        aria-label={props.own.redoText()}
        title={props.own.redoText()}
        aria-disabled={!props.own.mayRedo()}
        onClick={() => props.own.redo()}
      >
        <Icon name="undo-2" size={14} />
      </button>
    </span>
  )
}
