import { For } from 'solid-js'
import { time } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { actSentence } from './act-words.ts'
import { useScreen } from './screen.ts'
import type { UnsentAct } from '#client/sync/act.ts'

/** [W3] Everything done here that the database has not kept yet, in the order it will be sent. */
export function WaitingDialog(props: {
  readonly acts: readonly UnsentAct[]
  readonly open: boolean
  readonly onClose: () => void
}) {
  const screen = useScreen()
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t().acting.waiting.title(props.acts.length)}
      closeLabel={t().common.close}
    >
      <ol class="waiting">
        <For each={props.acts}>
          {(act) => (
            <li>
              <Icon name="cloud-upload" size={14} />
              <span>{actSentence(act, screen.store.index)}</span>
              <span class="muted">{time(new Date(act.at))}</span>
            </li>
          )}
        </For>
      </ol>
      <p class="move-foot">{t().acting.waiting.foot}</p>
    </Dialog>
  )
}
