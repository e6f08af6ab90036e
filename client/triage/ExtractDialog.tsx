import { createSignal, Show } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { dayAndTime, dayFull } from '#client/i18n/format.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Note } from '#client/ui/Note.tsx'
import { showToast } from '#client/ui/toast.ts'
import { deleteExtract, sendExtract } from './calls.ts'
import { useTriage } from './state.ts'

const accepted = '.xlsx,.ods,.csv,.txt,.tsv'

/** The i-milo extract: who loaded it and until when; another one in its place; closing the triage, which deletes it. */
export function ExtractDialog() {
  const triage = useTriage()
  const words = () => t().triage.extract
  const [busy, setBusy] = createSignal<'load' | 'close' | null>(null)
  const [refusal, setRefusal] = createSignal<string | null>(null)
  let input: HTMLInputElement | undefined
  const extract = () => triage.server.answer()?.extract ?? null

  const run = async (kind: 'load' | 'close', work: () => Promise<void>) => {
    setBusy(kind)
    setRefusal(null)
    try {
      await work()
      triage.youths.forget()
      const row = triage.row()
      if (row) triage.youths.want(row.card)
      await triage.server.refresh()
      triage.ask(null)
    } catch (error) {
      const text = problemText(asProblem(error).code)
      setRefusal(text)
      announce(text, 'assertive')
    } finally {
      setBusy(null)
    }
  }
  const load = (file: File | undefined) => {
    if (!file) return
    void run('load', async () => {
      const loaded = await sendExtract(triage.campaign, file)
      triage.server.setExtract(loaded)
      showToast({ text: words().loaded(loaded.files), icon: 'database' })
    })
  }
  const close = () =>
    void run('close', async () => {
      await deleteExtract(triage.campaign)
      triage.server.setExtract(null)
      showToast({ text: words().closed, icon: 'trash-2' })
    })
  return (
    <Dialog
      open={triage.dialog() === 'extract'}
      onClose={() => triage.ask(null)}
      title={words().title}
      closeLabel={t().common.close}
      foot={
        <>
          <Show when={extract()}>
            <Button look="danger" icon="trash-2" busy={busy() === 'close'} onClick={close}>
              {words().close}
            </Button>
          </Show>
          <Button
            look={extract() ? 'plain' : 'primary'}
            icon="file-up"
            busy={busy() === 'load'}
            onClick={() => input?.click()}
          >
            {busy() === 'load' ? words().loading : extract() ? words().replace : words().choose}
          </Button>
        </>
      }
    >
      <Show when={extract()} fallback={<p>{words().privacy}</p>}>
        {(one) => (
          <>
            <p>
              <b>{one().fileName}</b>
              <br />
              {words().about(one().files, one().loadedBy, dayAndTime(new Date(one().loadedAt)))}
              <Show when={one().leftOut > 0}> {words().leftOut(one().leftOut)}</Show>
            </p>
            <p class="muted">{words().rule(dayFull(one().deletedOn))}</p>
          </>
        )}
      </Show>
      <p class="muted">{words().columns}</p>
      <input
        ref={input}
        class="sr"
        type="file"
        accept={accepted}
        tabindex="-1"
        aria-label={words().choose}
        onChange={(event) => {
          load(event.currentTarget.files?.[0])
          // The same file, corrected and chosen again, must be a change too.
          event.currentTarget.value = ''
        }}
      />
      <Show when={refusal()}>
        {(text) => (
          <Note look="late" icon="circle-alert" urgent>
            {text()}
          </Note>
        )}
      </Show>
    </Dialog>
  )
}
