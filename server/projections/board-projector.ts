// From a board document to the rows `card` and `attempt`. [G7]
import type * as Y from 'yjs'
import { boardTypes, settingsEntries } from '#shared/documents/board-shape.ts'
import { readOnce } from '#shared/documents/read-once.ts'
import { readCard, readFields } from '#shared/documents/board.ts'
import { attempt, attemptVoid, type Attempt } from '#shared/domain/attempt.ts'
import { anyReached } from '#shared/domain/attempt-policy.ts'
import { nextDue } from '#shared/domain/clocks.ts'
import { missingFacts } from '#shared/domain/completeness.ts'
import { attemptId, cardId, type CardId } from '#shared/domain/ids.ts'
import { fold } from '#shared/domain/names.ts'
import { templates, type CampaignSettings } from '#shared/domain/templates.ts'
import type { Transaction } from '#server/database/sql.ts'
import { must } from '#shared/assert.ts'
import type { CardPatch, Projection } from '#server/sync/projector.ts'
import { attemptsOfCard } from './attempts-of-card.ts'

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const rowsAtOnce = 1_000

const readSettings = readOnce(settingsEntries.settings)

/** Writes the rows of the cards and attempts that changed; all of them where `changes` is null. */
export async function projectBoards(
  tx: Transaction,
  projections: readonly Projection[],
): Promise<void> {
  for (const projection of projections) {
    const { cards, attempts } = touched(projection)
    // Sent without waiting in between: the transaction keeps them in order.
    await Promise.all([writeAttempts(tx, projection, attempts), writeCards(tx, projection, cards)])
  }
}

/** Keys that other columns than those of a `CardPatch` are made of. */
const unpatched: ReadonlySet<string> = new Set(['who', 'received'])

/** The rows of an update that did nothing but write fields of cards which stand already; null for any other. */
export function patchCards(projection: Projection): CardPatch[] | null {
  if (projection.changes === null) return null
  const written = new Map<CardId, Set<string>>()
  for (const { spot } of projection.changes) {
    const { root, record, key } = spot
    if (root !== 'cards' || record === null || key === null || unpatched.has(key)) return null
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server made the card under this id
    const card = record as CardId
    const keys = written.get(card)
    if (keys) keys.add(key)
    else written.set(card, new Set([key]))
  }
  return [...written].map(([card, keys]) => patchOf(projection, card, keys))
}

function patchOf({ doc }: Projection, id: CardId, keys: ReadonlySet<string>): CardPatch {
  const map = must(boardTypes(doc).cards.get(id), 'a card that was changed is there')
  const card = readFields(map, columnFields)
  const counted = attemptsThatCount(doc, id)
  const { stage, lane, officer, rank } = card.at
  const fields = Object.fromEntries([...keys].map((key) => [key, map.get(key) ?? null]))
  return {
    id,
    known: card.known,
    stage,
    lane,
    officer,
    rank,
    due: nextDue(card, anyReached(counted), settingsOf(doc)).on,
    incomplete: missingFacts(card, counted).length > 0,
    closed: card.closed !== null,
    fields: JSON.stringify(fields),
  }
}

/** Everything that the columns of a `CardPatch` are made of. */
const columnFields = [
  'at',
  'known',
  'received',
  'contact',
  'registration',
  'appointment',
  'callback',
  'referral',
  'notReached',
  'sentBack',
  'noContact',
  'closed',
] as const

function touched({ doc, changes }: Projection): { cards: Set<string>; attempts: Set<string> } {
  const types = boardTypes(doc)
  const cards = new Set<string>()
  const attempts = new Set<string>()
  if (changes === null || changes.some(({ spot }) => isSettings(spot))) {
    for (const id of types.cards.keys()) cards.add(id)
  }
  if (changes === null) for (const id of types.attempts.keys()) attempts.add(id)
  for (const { spot } of changes ?? []) {
    if (spot.root === 'cards' && spot.record !== null) cards.add(spot.record)
    if ((spot.root === 'attempts' || spot.root === 'voids') && spot.key !== null) {
      attempts.add(spot.key)
      const parsed = attempt.safeParse(types.attempts.get(spot.key))
      if (parsed.success) cards.add(parsed.data.card)
    }
  }
  return { cards, attempts }
}

/** Due days follow the campaign's delays. */
function isSettings(spot: { root: string; key: string | null }): boolean {
  return spot.root === 'settings' && spot.key === 'settings'
}

async function writeAttempts(
  tx: Transaction,
  { doc, campaign, seq }: Projection,
  ids: ReadonlySet<string>,
): Promise<void> {
  const types = boardTypes(doc)
  const rows = [...ids].flatMap((id) => {
    const parsed = attempt.safeParse(types.attempts.get(id))
    if (!parsed.success) return []
    const { card, channel, outcome, at, by, number } = parsed.data
    const voided = attemptVoid.safeParse(types.voids.get(id))
    return [
      {
        id: attemptId.parse(id),
        campaignId: campaign,
        cardId: card,
        channel,
        outcome,
        at: new Date(at),
        byUserId: by,
        numberId: number ?? null,
        voided: voided.success ? voided.data.reason : null,
        seq,
      },
    ]
  })
  for (const some of chunks(rows)) {
    await tx`
      insert into attempt ${tx(some)}
      on conflict (id) do update set voided = excluded.voided, seq = excluded.seq
      -- ids are their authors' words: one of another campaign stays that campaign's
      where attempt.campaign_id = excluded.campaign_id`
  }
}

async function writeCards(
  tx: Transaction,
  projection: Projection,
  ids: ReadonlySet<string>,
): Promise<void> {
  const rows = [...ids].flatMap((id) => {
    const row = cardRow(projection, cardId.parse(id))
    return row ? [row] : []
  })
  // One value whatever their number: a parameter for each column of each row is planned anew for every number of them.
  for (const some of chunks(rows)) {
    await tx`
      insert into card (
        id, campaign_id, last_name, first_name, search, age, commune, known, stage, lane_id, officer_id, rank,
        received_on, due_on, reached, attempts, incomplete, closed, import_id, fields, seq
      )
      select
        id, ${projection.campaign}, last_name, first_name, search, age, commune, known, stage, lane_id, officer_id, rank,
        received_on, due_on, reached, attempts, incomplete, closed, import_id, fields, ${projection.seq}
      from jsonb_to_recordset(${tx.json(some)}) as row (
        id text,
        last_name text,
        first_name text,
        search text,
        age integer,
        commune text,
        known text,
        stage text,
        lane_id text,
        officer_id text,
        rank text,
        received_on date,
        due_on date,
        reached boolean,
        attempts integer,
        incomplete boolean,
        closed boolean,
        import_id text,
        fields jsonb
      )
      on conflict (id) do update set
        last_name = excluded.last_name,
        first_name = excluded.first_name,
        search = excluded.search,
        age = excluded.age,
        commune = excluded.commune,
        known = excluded.known,
        stage = excluded.stage,
        lane_id = excluded.lane_id,
        officer_id = excluded.officer_id,
        rank = excluded.rank,
        received_on = excluded.received_on,
        due_on = excluded.due_on,
        reached = excluded.reached,
        attempts = excluded.attempts,
        incomplete = excluded.incomplete,
        closed = excluded.closed,
        import_id = excluded.import_id,
        fields = excluded.fields,
        seq = excluded.seq`
  }
}

function cardRow({ doc }: Projection, id: CardId) {
  const map = boardTypes(doc).cards.get(id)
  if (!map) return null
  const card = readCard(id, map)
  const counted = attemptsThatCount(doc, id)
  const reached = anyReached(counted)
  const { lastName, firstName, age, commune } = card.who
  const { stage, lane, officer, rank } = card.at
  return {
    id,
    last_name: lastName,
    first_name: firstName,
    search: fold(`${lastName} ${firstName}`),
    age,
    commune,
    known: card.known,
    stage,
    lane_id: lane,
    officer_id: officer,
    rank,
    received_on: card.received.on,
    due_on: nextDue(card, reached, settingsOf(doc)).on,
    reached,
    attempts: counted.length,
    incomplete: missingFacts(card, counted).length > 0,
    closed: card.closed !== null,
    import_id: card.received.list,
    fields: map.toJSON(),
  }
}

/** [A1] A void attempt is kept, and counts for nothing. */
function attemptsThatCount(doc: Y.Doc, card: CardId): Attempt[] {
  const { attempts, voids } = boardTypes(doc)
  const counted: Attempt[] = []
  for (const id of attemptsOfCard(doc, card)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
    if (!voids.has(id)) counted.push(attempts.get(id) as Attempt)
  }
  return counted
}

function settingsOf(doc: Y.Doc): CampaignSettings {
  return readSettings(boardTypes(doc).settings.get('settings')) ?? templates.mission_locale
}

function chunks<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let i = 0; i < rows.length; i += rowsAtOnce) parts.push(rows.slice(i, i + rowsAtOnce))
  return parts
}
