// Beside each row of a preview: who is, or may be, the same youth.
import { phoneNumberOf, type Received } from './received.ts'
import { alikeBlocksOf, whatIsAlike } from './alike.ts'
import type { ElsewhereCard } from './elsewhere.ts'
import type { PlannedRow } from './match-received.ts'
import { createPauses } from './pauses.ts'
import { blocksOf, identityOf, isSameYouth, type Identity } from './same-youth.ts'
import type { Alike } from './youth.ts'

/** Shown beside one row at most. */
const most = 3

interface Candidate {
  readonly identity: Identity
  readonly at: number
  readonly shown: Omit<Alike, 'certain' | 'reasons'>
}

/** Every youth that the rows of a plan can be held against; answers those alike to a row, the surest first. */
export async function createLookAlikes(
  plan: readonly PlannedRow[],
  cards: { readonly here: readonly Received[]; readonly elsewhere: readonly ElsewhereCard[] },
): Promise<(planned: PlannedRow) => Alike[]> {
  const pause = createPauses()
  const blocks = new Map<string, Candidate[]>()
  const add = (candidate: Candidate) => {
    for (const block of blocksFor(candidate.identity)) {
      const known = blocks.get(block)
      if (known) known.push(candidate)
      else blocks.set(block, [candidate])
    }
  }
  for (const { row } of plan) {
    if (row.reason === null)
      add({ identity: identityOf(row.youth), at: row.line, shown: asRow(row) })
    if (pause.due()) await pause.take()
  }
  for (const card of cards.here) {
    add({ identity: card.identity, at: 0, shown: asCard(card) })
    if (pause.due()) await pause.take()
  }
  for (const card of cards.elsewhere) {
    const shown = { ...asCard(card), where: 'elsewhere' as const, campaign: card.campaign }
    add({ identity: card.identity, at: 0, shown })
    if (pause.due()) await pause.take()
  }
  return (planned) => {
    const { row } = planned
    if (row.reason !== null && !decidable.has(row.reason)) return []
    const identity = identityOf(row.youth)
    const near = new Set(blocksFor(identity).flatMap((block) => blocks.get(block) ?? []))
    return [...near]
      .flatMap(({ identity: other, at, shown }): Alike[] => {
        // Of two rows the lower one is asked about.
        if (shown.where === 'file' && at >= row.line) return []
        const certain = isSameYouth(other, identity)
        // A card that is only brought up to date, or not at all, is no question.
        if (certain && planned.outcome === 'unchanged' && row.decision === null) return []
        const reasons = whatIsAlike(other, identity)
        return certain || reasons.length > 0 ? [{ ...shown, certain, reasons }] : []
      })
      .toSorted((a, b) => Number(b.certain) - Number(a.certain))
      .slice(0, most)
  }
}

const decidable: ReadonlySet<string> = new Set(['duplicate-in-file', 'set-aside'])

function blocksFor(identity: Identity): string[] {
  return [...blocksOf(identity), ...alikeBlocksOf(identity).map((block) => `alike:${block}`)]
}

function asRow({ line, youth }: PlannedRow['row']): Candidate['shown'] {
  const own = youth.phones.find((phone) => phone.owner === 'youth')
  return {
    where: 'file',
    line,
    card: null,
    campaign: null,
    lastName: youth.lastName,
    firstName: youth.firstName,
    birthDate: youth.birthDate,
    phone: own ? (own.e164 ?? own.raw) : null,
    postCode: youth.postCode,
  }
}

function asCard({ card, who, identity }: Received): Candidate['shown'] {
  return {
    where: 'card',
    line: null,
    card,
    campaign: null,
    ...who,
    birthDate: identity.birthDate,
    phone: phoneNumberOf(identity),
  }
}
