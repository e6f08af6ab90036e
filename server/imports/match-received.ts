import type { Day } from '#shared/domain/day.ts'
import { alikeBlocksOf, whatIsAlike } from './alike.ts'
import { changedFacts, factsOf } from './facts.ts'
import type { ListedRow } from './read-list.ts'
import type { Received } from './received.ts'
import { blocksOf, identityOf, isSameYouth, type Identity } from './same-youth.ts'
import { note, type RowNote } from './youth.ts'

/** A row of the list, and what an import would do with it now. */
export interface PlannedRow {
  readonly row: ListedRow
  readonly outcome: 'create' | 'update' | 'unchanged' | 'notCarded'
  /** The card of an earlier list that the row brings again, or that has lost its agreement. */
  readonly received: Received | null
  readonly notes: readonly RowNote[]
}

/** Compares the rows of a list, in their order, with the cards that the campaign already has. Each card answers to one row at most. */
export interface Matcher {
  add(card: Received): void
  match(row: ListedRow): PlannedRow
}

export function createMatcher(receivedOn: Day): Matcher {
  const blocks = new Map<string, Received[]>()
  const answered = new Set<Received>()
  const find = (row: ListedRow): Received | null => {
    // A person keeps the row as a youth of its own.
    if (row.decision === 'keep') return null
    const identity = identityOf(row.youth)
    const candidates = blocksFor(identity).flatMap((block) => blocks.get(block) ?? [])
    const free = candidates.filter((card) => !answered.has(card))
    const certain = free.find((card) => isSameYouth(card.identity, identity))
    if (certain || row.decision !== 'merge') return certain ?? null
    return free.find((card) => whatIsAlike(card.identity, identity).length > 0) ?? null
  }
  return {
    add(card) {
      for (const block of blocksFor(card.identity)) {
        const known = blocks.get(block)
        if (known) known.push(card)
        else blocks.set(block, [card])
      }
    },
    match(row) {
      if (row.reason === 'no-consent') return withdrawn(row, named(row) ? find(row) : null)
      if (row.reason !== null)
        return { row, outcome: 'notCarded', received: null, notes: row.notes }
      const card = find(row)
      if (!card) return { row, outcome: 'create', received: null, notes: row.notes }
      answered.add(card)
      return comeAgain(row, card, receivedOn)
    },
  }
}

/** The whole of a short list at once. */
export function matchReceived(
  rows: readonly ListedRow[],
  received: readonly Received[],
  receivedOn: Day,
): PlannedRow[] {
  const matcher = createMatcher(receivedOn)
  for (const card of received) matcher.add(card)
  return rows.map((row) => matcher.match(row))
}

/** The youth has taken the agreement back: no card is made, none vanishes, and somebody has to see it. */
function withdrawn(row: ListedRow, card: Received | null): PlannedRow {
  const notes = card ? [...row.notes, note('consent', 'agreement-withdrawn', null)] : row.notes
  return { row, outcome: 'notCarded', received: card, notes }
}

function comeAgain(row: ListedRow, card: Received, receivedOn: Day): PlannedRow {
  const notes = [...row.notes]
  // [A5] Asked not to be contacted any more: the list brings nothing new to such a card.
  if (card.noContact) {
    notes.push(note('lastName', 'no-contact', null))
    return { row, outcome: 'unchanged', received: card, notes }
  }
  if (card.closed) notes.push(note('lastName', 'card-closed', null))
  const changed = changedFacts(card.said, factsOf(row.youth))
  // A list that is older than the last one completes the card and corrects nothing.
  const older = card.listedOn !== null && receivedOn < card.listedOn
  const news = older
    ? changed.filter((name) => name === 'phones' || !(name in card.said.facts))
    : changed
  return { row, outcome: news.length > 0 ? 'update' : 'unchanged', received: card, notes }
}

function blocksFor(identity: Identity): string[] {
  return [...blocksOf(identity), ...alikeBlocksOf(identity).map((block) => `alike:${block}`)]
}

function named(row: ListedRow): boolean {
  return row.youth.lastName !== null && row.youth.firstName !== null
}
