// Whether the youth still accepts to be contacted, as the lists say it.
import type { CardValues } from './card.ts'
import type { Day } from './day.ts'

/** How the first versions marked a card whose agreement was withdrawn. Cards that bear it are read as such. */
const withdrawnTag = 'accord retiré'

type Said = Pick<CardValues, 'agreementWithdrawn' | 'tags'>

export function isAgreementWithdrawn({ agreementWithdrawn, tags }: Said): boolean {
  return agreementWithdrawn !== null || tags.includes(withdrawnTag)
}

/** The list that said so; null where it is not known, or nothing was withdrawn. */
export function withdrawnOn({ agreementWithdrawn }: Said): Day | null {
  return agreementWithdrawn?.on ?? null
}

/** What to write when the agreement is given again. */
export function agreementRenewed({ tags }: Said): Partial<Said> {
  const others = withoutMark(tags)
  return {
    agreementWithdrawn: null,
    ...(others.length === tags.length ? {} : { tags: [...others] }),
  }
}

/** A card's tags that are somebody's words. */
export function withoutMark(tags: readonly string[]): readonly string[] {
  return tags.includes(withdrawnTag) ? tags.filter((tag) => tag !== withdrawnTag) : tags
}
