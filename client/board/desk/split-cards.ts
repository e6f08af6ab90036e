// What the even split is told of a card: who is whose sibling comes from the server, everything else is on the board.
import { ask } from '#client/api.ts'
import { householdsAnswer } from '#shared/contracts/campaigns.ts'
import type { SplitCard } from '#shared/domain/split-seats.ts'
import type { CampaignId, CardId, UserId } from '#shared/domain/ids.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import type { BoardIndex } from '../board-index.ts'
import { hasFlag } from '../filters.ts'
import type { ShareTask } from './share-task.ts'

/** A name for each household that has several cards; the same on the cards of brothers and sisters. */
export type Households = ReadonlyMap<CardId, string>

/** Null where they may not be read, or nothing answers: the split goes on without them and says so. */
export async function readHouseholds(
  campaign: CampaignId,
  task: ShareTask,
  signal: AbortSignal,
): Promise<Households | null> {
  const lane = task.kind === 'pool' ? null : task.lane
  const query = lane === null ? '' : `?lane=${lane}`
  try {
    const { households } = await ask(
      `/api/campaigns/${campaign}/households${query}`,
      householdsAnswer,
      { signal },
    )
    return new Map(
      households.flatMap((group, n) => group.map((card) => [card, String(n)] as const)),
    )
  } catch {
    return null
  }
}

export function splitCard(
  card: CardId,
  by: {
    readonly index: Pick<BoardIndex, 'view'>
    readonly households: Households
    readonly officers: readonly OfficerEntry[]
    /** Cards of this split: a sibling among them is nobody's yet. */
    readonly shared: ReadonlySet<CardId>
  },
): SplitCard | null {
  const view = by.index.view(card)
  if (!view) return null
  const household = by.households.get(card) ?? null
  return {
    id: card,
    referent: view.card.referent,
    household,
    siblingWith: household === null ? null : siblingOfficer(),
    minor: hasFlag(view, 'minor'),
    callback: hasFlag(view, 'callback'),
    qpv: hasFlag(view, 'qpv'),
    due: view.dueKey,
  }

  function siblingOfficer(): UserId | null {
    for (const [other, home] of by.households) {
      if (home !== household || by.shared.has(other)) continue
      const officer = by.index.view(other)?.card.at.officer ?? null
      if (by.officers.some((one) => one.id === officer)) return officer
    }
    return null
  }
}
