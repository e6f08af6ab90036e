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
      if (row.reason === 'no-consent')
        return refused(row, { card: named(row) ? find(row) : null, receivedOn })
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

/** The youth does not accept, or no longer: no card is made, none vanishes, and somebody has to see it. */
function refused(
  row: ListedRow,
  { card, receivedOn }: { readonly card: Received | null; readonly receivedOn: Day },
): PlannedRow {
  // What a list of before says was overtaken by the one that came since.
  if (!card || isOlder(card, receivedOn)) {
    return { row, outcome: 'notCarded', received: null, notes: row.notes }
  }
  const code = card.withdrawn ? 'agreement-still-withdrawn' : 'agreement-withdrawn'
  const notes = [...row.notes, note('consent', code, null)]
  return { row, outcome: 'notCarded', received: card, notes }
}

/** Whether this row gives back the agreement that the card says was withdrawn. */
export function isRenewed(
  { consent }: Pick<ListedRow, 'consent'>,
  card: Received,
  receivedOn: Day,
): boolean {
  if (consent !== true || card.withdrawn === null || isOlder(card, receivedOn)) return false
  return card.withdrawn.on === null || card.withdrawn.on <= receivedOn
}

function isOlder({ listedOn }: Received, receivedOn: Day): boolean {
  return listedOn !== null && receivedOn < listedOn
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
  const news = isOlder(card, receivedOn)
    ? changed.filter((name) => name === 'phones' || !(name in card.said.facts))
    : changed
  const isNews = news.length > 0 || isRenewed(row, card, receivedOn)
  return { row, outcome: isNews ? 'update' : 'unchanged', received: card, notes }
}

function blocksFor(identity: Identity): string[] {
  return [...blocksOf(identity), ...alikeBlocksOf(identity).map((block) => `alike:${block}`)]
}

function named(row: ListedRow): boolean {
  return row.youth.lastName !== null && row.youth.firstName !== null
}
