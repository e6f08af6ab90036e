import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { groupPostCodes, readPostCodes } from '#shared/domain/post-codes.ts'

/** Codes as chips; what is typed or pasted becomes chips on Enter, comma, space or leaving the field. */
export function PostCodesField(props: {
  readonly codes: readonly string[]
  readonly onChange: (codes: string[]) => void
}) {
  const [text, setText] = createSignal('')
  const [unread, setUnread] = createSignal<readonly string[]>([])
  const id = createUniqueId()
  const words = () => t().setUp.lanes

  const take = () => {
    const read = readPostCodes(text())
    setUnread(read.unread)
    setText(read.unread.join(' '))
    if (read.codes.length > 0)
      props.onChange([...new Set([...props.codes, ...read.codes])].toSorted())
  }
  return (
    <div class="post-codes">
      <For each={groupPostCodes(props.codes)}>
        {(run) => (
          <span class="post-code">
            {words().range(run.from, run.to)}
            <button
              type="button"
              class="post-code-remove"
              aria-label={words().removeCode(words().range(run.from, run.to))}
              onClick={() =>
                props.onChange(props.codes.filter((code) => !run.codes.includes(code)))
              }
            >
              <Icon name="x" size={12} />
            </button>
          </span>
        )}
      </For>
      <input
        class="input post-codes-input"
        inputmode="text"
        aria-label={words().addCodes}
        aria-describedby={`${id}-hint`}
        aria-invalid={unread().length > 0 ? 'true' : undefined}
        placeholder={props.codes.length === 0 ? '75011, 75020' : '+'}
        title={words().codesHint}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
            event.preventDefault()
            take()
          }
        }}
      />
      <span class="sr" id={`${id}-hint`}>
        {words().codesHint}
      </span>
      <Show when={unread().length > 0}>
        <p class="field-error" role="alert">
          {words().codesUnread(unread().join(', '))}
        </p>
      </Show>
    </div>
  )
}
