import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { Undoing } from './undoing.ts'

/** Undo and redo of one's own acts, each under the name of what it would take up. [W4] */
export function UndoButtons(props: { readonly own: Undoing }) {
  const words = () => t().together.undo
  const undoText = () => {
    const what = props.own.undoName()
    return what === null ? words().nothingToUndo : words().undo(what)
  }
  const redoText = () => {
    const what = props.own.redoName()
    return what === null ? words().nothingToRedo : words().redo(what)
  }
  return (
    <span class="undo-buttons" role="group" aria-label={words().group}>
      <button
        type="button"
        class="undo-button"
        aria-label={undoText()}
        title={`${undoText()} (Ctrl Z)`}
        aria-disabled={props.own.undoName() === null}
        onClick={() => props.own.undo()}
      >
        <Icon name="undo-2" size={14} />
      </button>
      <button
        type="button"
        class="undo-button redo-button"
        aria-label={redoText()}
        title={redoText()}
        aria-disabled={props.own.redoName() === null}
        onClick={() => props.own.redo()}
      >
        <Icon name="undo-2" size={14} />
      </button>
    </span>
  )
}
