import { createSignal, onCleanup, Show } from 'solid-js'
import { Note } from '#client/ui/Note.tsx'

/** Whether the browser has a network at all; a server that does not answer is another matter. */
function createOnline() {
  const [online, setOnline] = createSignal(navigator.onLine)
  const read = () => setOnline(navigator.onLine)
  globalThis.addEventListener('online', read)
  globalThis.addEventListener('offline', read)
  onCleanup(() => {
    globalThis.removeEventListener('online', read)
    globalThis.removeEventListener('offline', read)
  })
  return online
}

/** Says at once, and not only after a click, that a page of the server's work waits for the network. */
export function OfflineNote(props: { readonly text: string }) {
  const online = createOnline()
  return (
    <Show when={!online()}>
      <div class="offline-note">
        <Note look="soon" icon="cloud-off" urgent>
          {props.text}
        </Note>
      </div>
    </Show>
  )
}
