import { For } from 'solid-js'
import { setSingleKeys, singleKeysOn } from '#client/board/single-keys.ts'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import type { Words } from '#client/i18n/i18n.ts'
import { useTriage } from './state.ts'

type Act = keyof Words['triage']['keys']['acts']

function lines(): readonly { readonly keys: readonly string[]; readonly act: Act }[] {
  const { space } = t().triage.keys
  return [
    { keys: ['↓', '↑', 'J', 'K'], act: 'walk' },
    { keys: ['←', '→'], act: 'candidates' },
    { keys: ['C'], act: 'known' },
    { keys: ['I'], act: 'unknown' },
    { keys: ['N'], act: 'notSame' },
    { keys: ['1', '…', '9'], act: 'send' },
    { keys: [t().triage.send.enter], act: 'propose' },
    { keys: ['D'], act: 'duplicate' },
    { keys: ['P'], act: 'complete' },
    { keys: [space], act: 'later' },
    { keys: ['Z', 'Ctrl Z'], act: 'undo' },
    { keys: ['B'], act: 'bulk' },
    { keys: ['?'], act: 'help' },
  ]
}

/** Every key of triage, and the switch for those that act alone. */
export function TriageKeysDialog() {
  const triage = useTriage()
  const words = () => t().triage.keys
  return (
    <Dialog
      open={triage.dialog() === 'keys'}
      onClose={() => triage.ask(null)}
      title={words().title}
      closeLabel={t().common.close}
    >
      <div class="triage-keys-switch">
        <input
          id="triage-single-keys"
          aria-describedby="triage-single-keys-hint"
          type="checkbox"
          class="checkbox"
          role="switch"
          aria-checked={singleKeysOn()}
          checked={singleKeysOn()}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <span>
          <label for="triage-single-keys">
            <b>{t().help.keys.single}</b>
          </label>
          <small id="triage-single-keys-hint">{t().help.keys.singleHint}</small>
        </span>
      </div>
      <ul class="triage-keys-list">
        <For each={lines()}>
          {(line) => (
            <li>
              <span>{words().acts[line.act]}</span>
              <span class="triage-keys-caps">
                <For each={line.keys}>{(key) => <kbd>{key}</kbd>}</For>
              </span>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  )
}
