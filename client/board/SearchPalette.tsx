import { Dialog as Kobalte } from '@kobalte/core/dialog'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { createFocusReturn } from '#client/ui/focus-return.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { DueChip } from './DueChip.tsx'
import { markFound } from './find.ts'
import { useResults, type PaletteActs, type Result } from './palette-results.ts'

/** Ctrl+K or "/": a name, an adviser or an action; arrows choose, Enter opens. */
export function SearchPalette(props: { readonly open: boolean; readonly acts: PaletteActs }) {
  const giveBack = createFocusReturn(() => props.open)
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.acts.close()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-scrim" />
        <div class="palette-place">
          <Kobalte.Content class="palette" onCloseAutoFocus={giveBack}>
            <Kobalte.Title class="sr">{t().acting.find.title}</Kobalte.Title>
            <Finder acts={props.acts} />
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}

function Finder(props: { readonly acts: PaletteActs }) {
  const [text, setText] = createSignal('')
  const [chosen, setChosen] = createSignal(0)
  // oxlint-disable-next-line solid/reactivity -- the acts are the same for as long as the palette stands
  const { groups, nobody, numbers } = useResults(text, props.acts)
  const all = createMemo(() => groups().flatMap((group) => group.results))
  // Enter on a number that is still being looked for opens the youth who has it, if it is one.
  const [entered, setEntered] = createSignal(false)
  createEffect(
    on(
      text,
      () => {
        setChosen(0)
        setEntered(false)
      },
      { defer: true },
    ),
  )
  createEffect(
    on(numbers, (search) => {
      if (search.kind === 'asking') return
      if (entered() && search.kind === 'found' && search.found.length === 1) all()[0]?.run()
      setEntered(false)
    }),
  )
  const current = () => all()[Math.min(chosen(), all().length - 1)]
  const step = (by: number) =>
    setChosen((at) => (Math.min(at, all().length - 1) + by + all().length) % all().length)
  return (
    <>
      <div class="palette-head">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-results"
          aria-autocomplete="list"
          aria-activedescendant={current() ? optionId(current()?.id ?? '') : undefined}
          aria-label={t().acting.find.field}
          placeholder={t().acting.find.field}
          autocomplete="off"
          spellcheck={false}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              if (all().length > 0) step(event.key === 'ArrowDown' ? 1 : -1)
            } else if (event.key === 'Enter' && !event.isComposing) {
              event.preventDefault()
              if (numbers().kind === 'asking') setEntered(true)
              else current()?.run()
            }
          }}
        />
        <kbd>{t().help.keys.names.escape}</kbd>
      </div>
      <div
        id="palette-results"
        class="palette-results scroll"
        role="listbox"
        aria-label={t().acting.find.title}
        tabindex="-1"
      >
        <For each={groups()}>
          {(group) => (
            <div role="group" aria-label={group.title}>
              <div class="palette-heading" aria-hidden="true">
                {group.title}
              </div>
              <For each={group.results}>
                {(result) => (
                  <Option
                    result={result}
                    text={text()}
                    chosen={current()?.id === result.id}
                    onHover={() => setChosen(all().indexOf(result))}
                  />
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <Show when={nobody()}>{(words) => <p class="palette-none">{words()}</p>}</Show>
      <span class="sr" role="status">
        {text() === ''
          ? ''
          : [t().acting.find.found(all().length), nobody()].filter(Boolean).join('. ')}
      </span>
      <div class="palette-foot" aria-hidden="true">
        <kbd>{'↑'}</kbd>
        <kbd>{'↓'}</kbd>
        {t().acting.find.choose}
        <kbd>{t().help.keys.names.enter}</kbd>
        {t().acting.find.open}
      </div>
    </>
  )
}

const optionId = (id: string) => `palette-${id}`

function Option(props: {
  readonly result: Result
  readonly text: string
  readonly chosen: boolean
  readonly onHover: () => void
}) {
  const [element, setElement] = createSignal<HTMLDivElement>()
  createEffect(() => {
    if (props.chosen) element()?.scrollIntoView({ block: 'nearest' })
  })
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input keeps the focus and has the keys
    <div
      ref={setElement}
      id={optionId(props.result.id)}
      class="palette-option"
      role="option"
      tabindex="-1"
      aria-selected={props.chosen}
      onPointerMove={() => props.onHover()}
      onClick={() => props.result.run()}
    >
      <Icon name={props.result.icon} />
      <span class="palette-name">
        {/* A name that is written from the right must not drag the age to its other side. */}
        <bdi>
          <For each={props.result.marked ? markFound(props.result.name, props.text) : []}>
            {(piece) => (
              <Show when={piece.found} fallback={piece.text}>
                {<mark>{piece.text}</mark>}
              </Show>
            )}
          </For>
          {props.result.marked ? '' : props.result.name}
        </bdi>
        {props.result.after}
      </span>
      <span class="palette-detail">{props.result.detail}</span>
      <Show when={props.result.view}>{(view) => <DueChip view={view()} />}</Show>
    </div>
  )
}
