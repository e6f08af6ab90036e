// [W2] [P8] Moves of one's own that were not kept: overtaken by a colleague's, until one has answered it, or refused.
import { createMemo, createSignal, type Accessor } from 'solid-js'
import { z } from 'zod'
import { keep, readKept } from '#client/offline/kept.ts'
import type { Notice } from '#client/sync/notices.ts'
import { cardId, type CampaignId, type CardId } from '#shared/domain/ids.ts'
import { place } from '#shared/domain/place.ts'
import { createKeyed } from './keyed.ts'

const loss = z.object({
  card: cardId,
  why: z.discriminatedUnion('kind', [
    /** `by`: name of who was first; null: nobody knows. `to`: where they put it. */
    z.object({ kind: z.literal('overtaken'), by: z.string().nullable(), to: place }),
    z.object({ kind: z.literal('refused'), code: z.string() }),
  ]),
  /** Where one had wanted it. */
  wanted: place,
  /** One has been told, and has closed the notice. */
  noted: z.boolean(),
  /** One has moved the card by hand since, maybe before one could read the notice. */
  anew: z.boolean(),
})
export type Loss = z.infer<typeof loss>

export interface Losses {
  readonly all: Accessor<readonly Loss[]>
  /** The move of a card that a colleague overtook. */
  readonly overtaken: (card: CardId) => Loss | null
  readonly add: (lost: readonly Loss[]) => void
  /** The notice was closed; what can be taken again still waits on its card. */
  readonly note: () => void
  /** Taken again, or left as it is. */
  readonly answer: (cards: readonly CardId[]) => void
  /** Moved by hand: nothing waits on the card any more, and the notice may still be read. */
  readonly moved: (cards: readonly CardId[]) => void
}

/** Owned by the caller's scope. Kept by the tab for a reload: places and who was first, nothing about the youth. */
export function createLosses(campaign: CampaignId): Losses {
  const name = `losses.${campaign}`
  const [all, setAll] = createSignal<readonly Loss[]>(readKept(name, z.array(loss)) ?? [])
  const set = (next: readonly Loss[]) => {
    setAll(next)
    keep(name, next)
  }
  const byCard = createMemo(
    () => new Map(all().flatMap((one) => (isOpen(one) ? [[one.card, one]] : []))),
  )
  const isAmong = (cards: readonly CardId[]) => all().some((one) => cards.includes(one.card))
  const ofCard = createKeyed({ source: byCard })
  return {
    all,
    overtaken: (card) => ofCard(card) ?? null,
    add: (lost) => {
      const again = new Set(lost.map((one) => one.card))
      if (lost.length > 0) set([...all().filter((one) => !again.has(one.card)), ...lost])
    },
    note: () => set(all().flatMap((one) => (isOpen(one) ? [{ ...one, noted: true }] : []))),
    answer: (cards) => {
      if (isAmong(cards)) set(all().filter((one) => !cards.includes(one.card)))
    },
    moved: (cards) => {
      if (!isAmong(cards)) return
      set(
        all().flatMap((one) => {
          if (!cards.includes(one.card)) return [one]
          return one.noted ? [] : [{ ...one, anew: true }]
        }),
      )
    },
  }
}

export function isOvertaken(one: Loss): boolean {
  return one.why.kind === 'overtaken'
}

/** It can still be taken again. */
export function isOpen(one: Loss): boolean {
  return isOvertaken(one) && !one.anew
}

/** The moves that a notice of the server says were not kept. `noted`: they are told elsewhere. */
export function lossesIn(
  notice: Extract<Notice, { type: 'rejected' | 'superseded' }>,
  noted: boolean,
): Loss[] {
  if (notice.type === 'rejected') {
    return notice.changes.flatMap(({ card, field, code, attempted }) => {
      const wanted = place.safeParse(attempted)
      const refused = { kind: 'refused' as const, code }
      return card !== null && field === 'at' && wanted.success && !noted
        ? [{ card, why: refused, wanted: wanted.data, noted, anew: false }]
        : []
    })
  }
  return notice.changes.flatMap(({ card, field, by, kept, attempted }) => {
    const [to, wanted] = [place.safeParse(kept), place.safeParse(attempted)]
    return card !== null && field === 'at' && to.success && wanted.success
      ? [
          {
            card,
            why: { kind: 'overtaken' as const, by: by?.name ?? null, to: to.data },
            wanted: wanted.data,
            noted,
            anew: false,
          },
        ]
      : []
  })
}
