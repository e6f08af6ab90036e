// The rows of triage and the way through them. Pure: from what the board holds and what the server says of matching.
import type { WaitingRow } from '#shared/contracts/triage.ts'
import type { Card } from '#shared/domain/card.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { MatchVerdict } from '#shared/domain/match.ts'
import { fullName } from '#shared/domain/names.ts'
import { flagsOf, isToTriage, isWaiting, type TriageFlag } from '#shared/domain/triage.ts'

export type RowState = 'to_sort' | 'aside' | 'done'
/** What became of a row that is done, as the board shows it. */
export type Done = 'known' | 'unknown' | 'duplicate' | 'moved'

export interface QueueRow {
  readonly card: CardId
  readonly name: string
  readonly who: Card['who']
  readonly territory: Card['territory']
  readonly line: number | null
  readonly state: RowState
  readonly done: Done | null
  readonly lane: LaneId | null
  readonly flags: readonly TriageFlag[]
  /** null while it is being matched, and once it is done. */
  readonly verdict: MatchVerdict | null
}

export type QueueFilter = 'all' | 'to_sort' | 'flagged'

export interface QueueParts {
  readonly cards: readonly Card[]
  readonly waiting: ReadonlyMap<CardId, WaitingRow>
  readonly lines: ReadonlyMap<CardId, number>
}

/** Rows in the order of the lists, the oldest list first; a decision moves nobody. */
export function rowsOf({ cards, waiting, lines }: QueueParts): QueueRow[] {
  return cards
    .map((card) => ({ card, line: waiting.get(card.id)?.line ?? lines.get(card.id) ?? null }))
    .toSorted(
      (a, b) =>
        codeUnits(listOf(a.card), listOf(b.card)) ||
        (a.line ?? 1e9) - (b.line ?? 1e9) ||
        codeUnits(a.card.id, b.card.id),
    )
    .map(({ card, line }) => rowOf(card, line, waiting.get(card.id)))
}

function rowOf(card: Card, line: number | null, matched: WaitingRow | undefined): QueueRow {
  const waits = isWaiting(card)
  return {
    card: card.id,
    name: fullName(card.who),
    who: card.who,
    territory: card.territory,
    line,
    state: !waits ? 'done' : isToTriage(card) ? 'to_sort' : 'aside',
    done: waits ? null : doneOf(card),
    lane: card.at.lane,
    flags: waits ? flagsOf(card, (matched?.duplicates ?? 0) > 0) : [],
    verdict: waits ? (matched?.verdict ?? null) : null,
  }
}

function doneOf(card: Card): Done {
  if (card.closed?.situation === 'duplicate') return 'duplicate'
  if (card.known === 'unknown') return 'unknown'
  return card.known === 'known_active' || card.known === 'known_inactive' ? 'known' : 'moved'
}

export function matchesFilter(row: QueueRow, filter: QueueFilter): boolean {
  if (filter === 'all') return true
  return filter === 'to_sort' ? row.state === 'to_sort' : isFlagged(row)
}

export function isFlagged(row: QueueRow): boolean {
  return row.state !== 'done' && row.flags.length > 0
}

export interface Way {
  readonly rows: readonly QueueRow[]
  readonly from: CardId | null
  /** Rows in a colleague's hands, rows on their way to the server, rows put off. */
  readonly held: ReadonlySet<CardId>
  readonly sending: ReadonlySet<CardId>
  readonly later: ReadonlySet<CardId>
}

/**
 * The next row to sort after `from`, around the end: first what nobody has in hand and was not put off, then what was put
 * off, then what a colleague holds; null when nothing else is left.
 */
export function nextToSort({ rows, from, held, sending, later }: Way): CardId | null {
  const start = rows.findIndex((row) => row.card === from)
  const around = [...rows.slice(start + 1), ...rows.slice(0, Math.max(0, start))]
  const open = around.filter((row) => row.state === 'to_sort' && !sending.has(row.card))
  const free = open.filter((row) => !held.has(row.card))
  const found =
    free.find((row) => !later.has(row.card)) ??
    free.find((row) => later.has(row.card)) ??
    open.find((row) => held.has(row.card))
  return found?.card ?? null
}

/** The row before or after in what is shown; the ends hold. */
export function stepFrom(
  rows: readonly QueueRow[],
  from: CardId | null,
  step: 1 | -1,
): CardId | null {
  const at = rows.findIndex((row) => row.card === from)
  if (at === -1) return rows[0]?.card ?? null
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.card ?? null
}

function listOf({ received }: Card): string {
  return `${received.on}|${received.list ?? ''}`
}

function codeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
