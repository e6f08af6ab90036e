import { createSignal, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'

const accepted = '.xlsx,.ods,.csv,.txt,.tsv,.xls'

/** Takes one file: dropped, or chosen with the button (the drop has its twin by keyboard). */
export function DropZone(props: {
  readonly file: File | undefined
  readonly onFile: (file: File) => void
}) {
  const words = () => t().imports.file
  const [over, setOver] = createSignal(false)
  let input: HTMLInputElement | undefined
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) props.onFile(file)
  }
  return (
    <div
      class="drop-zone"
      classList={{ 'drop-zone-over': over() }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <span class="drop-zone-icon">
        <Icon name={props.file ? 'file-spreadsheet' : 'file-up'} size={24} />
      </span>
      <div class="drop-zone-text" aria-live="polite">
        <Show
          when={props.file}
          fallback={
            <>
              <b class="drop-zone-name">{words().drop}</b>
              <p class="muted">{words().dropText}</p>
            </>
          }
        >
          {(file) => (
            <>
              <b class="drop-zone-name">{file().name}</b>
              <p class="muted">{words().size(Math.max(1, Math.round(file().size / 1024)))}</p>
            </>
          )}
        </Show>
      </div>
      <input
        ref={input}
        class="sr"
        type="file"
        accept={accepted}
        tabindex="-1"
        aria-label={words().choose}
        onChange={(event) => {
          take(event.currentTarget.files)
          // The same file, corrected and chosen again, must be a change too.
          event.currentTarget.value = ''
        }}
      />
      <Button onClick={() => input?.click()}>{props.file ? words().change : words().choose}</Button>
    </div>
  )
}
