import { For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { setSingleKeys, singleKeysOn } from './single-keys.ts'
import type { Words } from '#client/i18n/i18n.ts'

type Act = keyof Words['help']['keys']['acts']

interface KeyLine {
  readonly keys: readonly string[]
  readonly act: Act
  /** Acts without Ctrl: the switch turns it off. */
  readonly single?: boolean
}

function groups(): readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] {
  const words = t().help.keys
  const { space, enter, escape, shift, click, pageUp, pageDown } = words.names
  return [
    {
      title: words.groups.everywhere,
      lines: [
        { keys: ['Ctrl K'], act: 'search' },
        { keys: ['/'], act: 'search', single: true },
        { keys: ['?'], act: 'help', single: true },
        { keys: ['Ctrl Z'], act: 'undo' },
        { keys: [`Ctrl ${shift} Z`], act: 'redo' },
        { keys: [escape], act: 'close' },
      ],
    },
    {
      title: words.groups.card,
      lines: [
        { keys: ['←', '↑', '→', '↓'], act: 'walk' },
        { keys: ['J', 'K'], act: 'walkLine', single: true },
        { keys: [enter], act: 'open' },
        { keys: ['M', 'D'], act: 'move', single: true },
        { keys: ['A'], act: 'give', single: true },
        { keys: [',', '.'], act: 'stage', single: true },
        { keys: ['<', '>', '[', ']'], act: 'lane', single: true },
        { keys: ['C'], act: 'complete', single: true },
        { keys: ['T'], act: 'dispatch', single: true },
        { keys: ['H'], act: 'handovers', single: true },
        { keys: ['X'], act: 'select', single: true },
        { keys: [`${shift} ${click}`], act: 'range' },
        { keys: ['Alt ↑', 'Alt ↓'], act: 'order' },
        { keys: [space], act: 'lift' },
      ],
    },
    {
      title: words.groups.lifted,
      lines: [
        { keys: ['←', '↑', '→', '↓'], act: 'aim' },
        { keys: [pageUp, pageDown], act: 'officer' },
        { keys: [enter, space], act: 'drop' },
        { keys: [escape], act: 'cancel' },
      ],
    },
  ]
}

/** Every key of the board, and the switch for those that act alone. */
export function KeysDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t().help.keys.title}
      closeLabel={t().common.close}
    >
      <div class="keys-switch">
        <input
          id="single-keys"
          aria-describedby="single-keys-hint"
          type="checkbox"
          class="checkbox"
          role="switch"
          aria-checked={singleKeysOn()}
          checked={singleKeysOn()}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <span>
          <label for="single-keys">
            <b>{t().help.keys.single}</b>
          </label>
          <span class="keys-hint" id="single-keys-hint">
            {t().help.keys.singleHint}
          </span>
        </span>
      </div>
      <For each={groups()}>
        {(group) => (
          <section>
            <h3 class="move-heading">{group.title}</h3>
            <ul class="keys-list">
              <For each={group.lines}>
                {(line) => (
                  <li classList={{ 'keys-off': line.single === true && !singleKeysOn() }}>
                    <span>{t().help.keys.acts[line.act]}</span>
                    <span class="keys-caps">
                      <For each={line.keys}>{(key) => <kbd>{key}</kbd>}</For>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </Dialog>
  )
}
