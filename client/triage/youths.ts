// What the server says of the youth on screen: asked once, asked again while it is being matched, the next one ahead of time.
import { createSignal, onCleanup } from 'solid-js'
import { asProblem } from '#client/api.ts'
import type { TriageCardAnswer } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import { readYouth } from './calls.ts'

export type YouthState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'read'; readonly youth: TriageCardAnswer }
  | { readonly kind: 'failed'; readonly code: string }

export interface Youths {
  /** Asks for it where nobody has yet. */
  readonly state: (card: CardId) => YouthState
  readonly want: (card: CardId) => void
  /** What was read is of yesterday: an extract, a refusal, a correction. */
  readonly forget: (card?: CardId) => void
}

/** Between two looks at a youth who is being matched. */
const againMs = 1_200

/** Owned by the caller's scope. */
export function createYouths(campaign: CampaignId): Youths {
  const [states, setStates] = createSignal<ReadonlyMap<CardId, YouthState>>(new Map())
  const asking = new Set<CardId>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let closed = false

  function put(card: CardId, state: YouthState): void {
    if (!closed) setStates((before) => new Map(before).set(card, state))
  }

  function want(card: CardId): void {
    const known = states().get(card)
    if (asking.has(card) || (known && known.kind !== 'failed')) return
    void ask(card)
  }

  async function ask(card: CardId): Promise<void> {
    asking.add(card)
    try {
      const youth = await readYouth(campaign, card)
      put(card, { kind: 'read', youth })
      if (youth.matching) {
        const timer = setTimeout(() => {
          timers.delete(timer)
          void ask(card)
        }, againMs)
        timers.add(timer)
      }
    } catch (error) {
      put(card, { kind: 'failed', code: asProblem(error).code })
    } finally {
      asking.delete(card)
    }
  }

  onCleanup(() => {
    closed = true
    for (const timer of timers) clearTimeout(timer)
  })
  return {
    state: (card) => states().get(card) ?? { kind: 'loading' },
    want,
    forget: (card) =>
      setStates((before) => {
        if (card === undefined) return new Map()
        const after = new Map(before)
        after.delete(card)
        return after
      }),
  }
}
