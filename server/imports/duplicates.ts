import type { RowDecision } from '#shared/contracts/imports.ts'
import { alikeBlocksOf, whatIsAlike } from './alike.ts'
import { blocksOf, identityOf, isSameYouth, type Identity } from './same-youth.ts'
import { uniquePhones } from './values/phones.ts'
import type { ReadRow, Youth } from './youth.ts'

export interface Repeated {
  readonly row: ReadRow
  /** Line of the row that stays. */
  readonly of: number
}

/**
 * Finds youths who stand twice in one list. What is new in the lower row is kept on the first. A row that a person keeps
 * is repeated by none above it; one that a person merges repeats whoever is alike.
 */
export function mergeRepeated(
  rows: readonly ReadRow[],
  decided: (line: number) => RowDecision | null = () => null,
): {
  readonly kept: readonly ReadRow[]
  readonly repeated: readonly Repeated[]
} {
  const kept: { row: ReadRow; identity: Identity }[] = []
  const repeated: Repeated[] = []
  const blocks = new Map<string, number[]>()
  for (const row of rows) {
    const identity = identityOf(row.youth)
    const decision = decided(row.line)
    const candidates = new Set(blocksFor(identity).flatMap((block) => blocks.get(block) ?? []))
    const sorted = [...candidates].toSorted((a, b) => a - b)
    const findBy = (same: (a: Identity, b: Identity) => boolean) =>
      sorted.find((index) => {
        const other = kept[index]
        return other !== undefined && same(other.identity, identity)
      })
    const alike = () => findBy((a, b) => whatIsAlike(a, b).length > 0)
    const certain = decision === 'keep' ? undefined : findBy(isSameYouth)
    const found = certain ?? (decision === 'merge' ? alike() : undefined)
    const first = found === undefined ? undefined : kept[found]
    if (first && found !== undefined) {
      repeated.push({ row, of: first.row.line })
      const youth = mergeYouths(first.row.youth, row.youth)
      kept[found] = { row: { ...first.row, youth }, identity: identityOf(youth) }
      addToBlocks(blocks, identityOf(youth), found)
    } else {
      addToBlocks(blocks, identity, kept.length)
      kept.push({ row, identity })
    }
  }
  return { kept: kept.map(({ row }) => row), repeated }
}

function addToBlocks(blocks: Map<string, number[]>, identity: Identity, at: number): void {
  for (const block of blocksFor(identity)) {
    const known = blocks.get(block)
    if (!known) blocks.set(block, [at])
    else if (!known.includes(at)) known.push(at)
  }
}

function blocksFor(identity: Identity): string[] {
  return [...blocksOf(identity), ...alikeBlocksOf(identity).map((block) => `alike:${block}`)]
}

/** The first row's facts, completed by the second's; every number of both. */
function mergeYouths(first: Youth, second: Youth): Youth {
  const facts = Object.fromEntries(
    Object.entries(second).filter(([key, value]) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both are youths: the same keys
      const own = first[key as keyof Youth]
      return own === null && value !== null
    }),
  )
  return {
    ...first,
    ...facts,
    // A home is one fact: never the street of one row and the town of the other.
    postCode: first.postCode ?? (first.commune === null ? second.postCode : null),
    commune: first.commune ?? (first.postCode === null ? second.commune : null),
    phones: uniquePhones([...first.phones, ...second.phones]),
  }
}
