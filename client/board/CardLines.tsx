// What a drawer lists of a card, on the board or off it.
import { createResource, For, Show } from 'solid-js'
import { dayAndTime } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { ask } from '#client/api.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { historyAnswer } from '#shared/contracts/cards.ts'
import type { Outcome } from '#shared/domain/attempt.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { historySentence } from './history-words.ts'
import { useScreen } from './screen.ts'
import { glyphOf } from './stage-look.ts'

export function Fact(props: { readonly term: string; readonly value: string }) {
  return (
    <div class="drawer-fact">
      <dt>{props.term}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}

export function AttemptList(props: {
  /** Oldest first; without a name, nobody is said. */
  readonly attempts: readonly {
    readonly outcome: Outcome
    readonly at: string
    readonly by: string | null
  }[]
}) {
  return (
    <section>
      <h3>{t().drawer.attempts}</h3>
      <Show
        when={props.attempts.length > 0}
        fallback={<p class="muted">{t().board.card.noAttempt}</p>}
      >
        <ol class="drawer-lines">
          <For each={props.attempts.toReversed()}>
            {(attempt) => (
              <li>
                <Icon name={glyphOf(attempt.outcome)} class={`glyph ${glyphOf(attempt.outcome)}`} />
                <span class="drawer-line-text">
                  {t().board.outcomes[attempt.outcome]}
                  <Show when={attempt.by}>
                    {(name) => (
                      <span class="muted">
                        {' · '}
                        <bdi>{name()}</bdi>
                      </span>
                    )}
                  </Show>
                </span>
                <span class="muted">{dayAndTime(new Date(attempt.at))}</span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  )
}

/** Who did what, newest first. Read again with each `version` of the card once it is kept, and when the line is back. */
export function CardHistory(props: {
  readonly card: CardId
  readonly version?: unknown
  readonly kept?: boolean
}) {
  const screen = useScreen()
  const [history] = createResource(
    () => ({
      id: props.card,
      of: props.version,
      kept: props.kept ?? true,
      online: screen.online(),
    }),
    async ({ id }) => {
      const answer = await ask(
        `/api/campaigns/${screen.campaign}/cards/${id}/history`,
        historyAnswer,
      )
      return { id, lines: answer.history.toReversed() }
    },
  )
  /** Asked for only when they are there, as reading what is not would hold the whole card back; never another card's. */
  const lines = () => {
    if (history.state !== 'ready' && history.state !== 'refreshing') return undefined
    return history.latest?.id === props.card ? history.latest.lines : undefined
  }
  return (
    <section>
      <h3>{t().drawer.history}</h3>
      <Show when={!history.error} fallback={<p class="muted">{t().drawer.historyFailed}</p>}>
        <ol class="drawer-lines">
          <For
            each={lines() ?? []}
            fallback={
              <li class="muted">
                {lines() === undefined ? t().drawer.historyComing : t().drawer.noHistory}
              </li>
            }
          >
            {(line) => (
              <li>
                <span class="drawer-line-text">
                  <bdi>
                    <b>{line.by?.name ?? t().drawer.someone}</b>
                  </bdi>{' '}
                  {historySentence(line, screen.store.frame())}
                </span>
                <span class="muted">{dayAndTime(new Date(line.at))}</span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  )
}
