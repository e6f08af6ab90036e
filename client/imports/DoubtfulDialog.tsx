import { For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import type { ImportAnswer } from '#shared/contracts/imports.ts'

type Column = ImportAnswer['columns'][number]

export function doubtfulColumns(list: ImportAnswer): readonly Column[] {
  return list.columns.filter((column) => column.state === 'doubtful')
}

/** Columns whose name only sounds like a field: nobody imports them without having said yes. */
export function DoubtfulDialog(props: {
  readonly open: boolean
  readonly list: ImportAnswer
  readonly busy: boolean
  readonly onClose: () => void
  readonly onReview: () => void
  readonly onConfirm: () => void
}) {
  const words = () => t().imports.doubtful
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={words().title(doubtfulColumns(props.list).length)}
      closeLabel={t().common.close}
      foot={
        <>
          <Button onClick={() => props.onReview()}>{words().review}</Button>
          <Button look="primary" busy={props.busy} onClick={() => props.onConfirm()}>
            {words().confirm}
          </Button>
        </>
      }
    >
      <p>{words().text}</p>
      <ul class="doubtful-columns">
        <For each={doubtfulColumns(props.list)}>
          {(column) => (
            <li>
              <b>{column.header || t().imports.columns.unnamed(column.index + 1)}</b>
              <span class="muted">{column.examples.join(', ')}</span>
              <span>{words().becomes(column.field ? t().imports.fields[column.field] : '')}</span>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  )
}
