import {
  createEffect,
  createMemo,
  createSignal,
  Match,
  on,
  onCleanup,
  Show,
  Switch,
} from 'solid-js'
import { number, time } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { spokenState, type Spoken } from './spoken-state.ts'
import { WaitingDialog } from './WaitingDialog.tsx'
import type { Live } from '#client/sync/live.ts'

/** A save shorter than this says nothing: the word would only flicker. */
const quietMs = 400

/** [W3] Saved, saving, offline, reconnecting: "Enregistré" stands only when the database has kept everything. */
export function ConnectionPill(props: { readonly live: Live }) {
  const count = () => props.live.unsent().length
  const kind = () => props.live.state().kind
  const [slow, setSlow] = createSignal(false)
  createEffect(
    on(
      () => count() > 0,
      (busy) => {
        setSlow(false)
        if (!busy) return
        const timer = setTimeout(() => setSlow(true), quietMs)
        onCleanup(() => clearTimeout(timer))
      },
    ),
  )
  const spoken = createMemo<Spoken>(
    (before) => spokenState(before, { kind: kind(), unsent: count(), slow: slow() }),
    null,
  )
  const spokenText = () => {
    const state = spoken()
    return state === null ? '' : t().board.connection[state]
  }
  return (
    <span
      class="pill"
      classList={{
        'pill-away': kind() === 'offline' || kind() === 'reconnecting' || kind() === 'refused',
      }}
      data-connection={kind()}
      data-unsent={count()}
    >
      <span class="sr" role="status">
        {spokenText()}
      </span>
      <Switch>
        <Match when={kind() === 'connecting'}>
          <Icon name="refresh-cw" />
          <span class="pill-word">{t().board.connection.connecting}</span>
        </Match>
        <Match when={kind() === 'live' && count() === 0}>
          <Icon name="cloud-check" class="pill-saved" />
          <span class="pill-word">{t().board.connection.saved}</span>
          <Show when={props.live.savedAt()}>
            {(at) => <span class="pill-detail">{time(at())}</span>}
          </Show>
        </Match>
        <Match when={kind() === 'live'}>
          <Icon name={slow() ? 'refresh-cw' : 'cloud-upload'} />
          <span class="pill-word" classList={{ 'pill-quiet': !slow() }}>
            {t().board.connection.saving}
          </span>
          <span class="pill-detail" classList={{ 'pill-quiet': !slow() }}>
            {number(count())}
          </span>
        </Match>
        <Match when={kind() === 'offline'}>
          <Icon name="cloud-off" />
          <span class="pill-word">{t().board.connection.offline}</span>
          <Show when={count() > 0}>
            <span class="pill-detail">{t().board.connection.waiting(count())}</span>
          </Show>
        </Match>
        <Match when={kind() === 'reconnecting'}>
          <Icon name="refresh-cw" />
          <span class="pill-word">{t().board.connection.reconnecting}</span>
          <Show when={count() > 0}>
            <span class="pill-detail">{t().board.connection.toSend(count())}</span>
          </Show>
        </Match>
        <Match when={kind() === 'refused'}>
          <Icon name="cloud-off" />
          <span class="pill-word">{t().board.connection.refused}</span>
        </Match>
      </Switch>
    </span>
  )
}

/** The one bar under the filters while the line is cut and work goes on. */
export function OfflineBar(props: { readonly live: Live }) {
  const [seen, setSeen] = createSignal(false)
  const away = () => {
    const state = props.live.state()
    return state.kind === 'offline' && props.live.current() ? state : null
  }
  // The list of one cut is not the next one's.
  createEffect(() => {
    if (away() === null || props.live.unsent().length === 0) setSeen(false)
  })
  return (
    <Show when={away()}>
      {(state) => (
        <div class="offline-bar">
          <Note
            look="soon"
            icon="cloud-off"
            action={
              <>
                <Show when={props.live.unsent().length > 0}>
                  <button type="button" class="button button-small" onClick={() => setSeen(true)}>
                    {t().acting.waiting.see(props.live.unsent().length)}
                  </button>
                </Show>
                <button
                  type="button"
                  class="button button-small"
                  onClick={() => props.live.retry()}
                >
                  {t().common.retry}
                </button>
              </>
            }
          >
            <b>{t().board.connection.offlineSince(time(state().since))}</b>{' '}
            {t().board.connection.offlineText(props.live.unsent().length)}
          </Note>
          <WaitingDialog
            acts={props.live.unsent()}
            open={seen() && props.live.unsent().length > 0}
            onClose={() => setSeen(false)}
          />
        </div>
      )}
    </Show>
  )
}
