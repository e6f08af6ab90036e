import { createSignal, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { language, languages } from '#client/i18n/language.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import type { Mail } from '#shared/contracts/notices.ts'

/** What a mail says, in the language it leaves in and in the other. */
export function MailDialog(props: { readonly mail: Mail; readonly onClose: () => void }) {
  const words = () => t().telling.outbox
  const [shown, setShown] = createSignal(language())
  const text = () => props.mail.texts[shown()]
  return (
    <Dialog
      open
      wide
      title={words().mailTo(props.mail.to.name)}
      closeLabel={t().common.close}
      onClose={() => props.onClose()}
      foot={<Button onClick={() => props.onClose()}>{t().common.close}</Button>}
    >
      <div class="outbox-mail">
        <div class="outbox-languages">
          <span class="outbox-acts" role="group" aria-label={t().shell.language}>
            <For each={languages}>
              {(one) => (
                <Button size="small" aria-pressed={shown() === one} onClick={() => setShown(one)}>
                  {words().languages[one]}
                </Button>
              )}
            </For>
          </span>
          <span class="muted">{words().leavesIn(words().languages[props.mail.language])}</span>
        </div>
        <p lang={shown()}>
          <span class="muted">{`${words().subject} : `}</span>
          <b>{text().subject}</b>
        </p>
        <pre class="outbox-text" lang={shown()}>
          {text().text}
        </pre>
        <Show when={props.mail.kind === 'invitation'}>
          <p class="soft">{words().secret}</p>
        </Show>
      </div>
    </Dialog>
  )
}
