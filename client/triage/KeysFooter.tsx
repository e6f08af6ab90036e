import { t } from '#client/i18n/i18n.ts'
import { singleKeysOn } from '#client/board/single-keys.ts'
import { useTriage } from './state.ts'

/** The keys at the foot of the page, and where all of them are told. */
export function KeysFooter() {
  const triage = useTriage()
  const words = () => t().triage.keys
  return (
    <footer class="triage-keys" aria-label={words().label}>
      <span classList={{ 'triage-keys-off': !singleKeysOn() }}>
        <kbd>{'J'}</kbd>
        <kbd>{'K'}</kbd>
        {words().walk}
      </span>
      <span classList={{ 'triage-keys-off': !singleKeysOn() }}>
        <kbd>{'C'}</kbd>
        <kbd>{'I'}</kbd>
        {words().decide}
      </span>
      <span classList={{ 'triage-keys-off': !singleKeysOn() }}>
        <kbd>{'1'}</kbd>
        {words().to}
        <kbd>{Math.max(1, Math.min(9, triage.store.frame().lanes.length))}</kbd>
        {words().send}
      </span>
      <span classList={{ 'triage-keys-off': !singleKeysOn() }}>
        <kbd>{words().space}</kbd>
        {words().later}
      </span>
      <span classList={{ 'triage-keys-off': !singleKeysOn() }}>
        <kbd>{'Z'}</kbd>
        {words().undo}
      </span>
      <button type="button" class="triage-keys-all" onClick={() => triage.ask('keys')}>
        <kbd aria-hidden="true">{'?'}</kbd>
        {words().all}
      </button>
    </footer>
  )
}
