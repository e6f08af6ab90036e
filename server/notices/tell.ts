// Rows of what people are told, written with the change itself: neither is ever kept without the other.
import { readOnce } from '#shared/documents/read-once.ts'
import { boardTypes, laneEntry } from '#shared/documents/board-shape.ts'
import type { CampaignId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { Change, Projection, Projector } from '#server/sync/projector.ts'
import { movesBetweenPeople, tellingsOf, type Telling, type Tellings } from './tellings.ts'

const readLane = readOnce(laneEntry)

/** `digestMinutes`: how long a mail waits for more to say. A rebuild, and acts of the past, tell nobody. */
export function createTelling({ digestMinutes }: { digestMinutes: number }): Projector {
  return {
    async write(tx, projections) {
      for (const projection of projections) {
        const changes = presentOf(projection)
        if (!movesBetweenPeople(changes)) continue
        const told = tellingsOf(changes, await readAudience(tx, projection))
        await withdraw(tx, projection.campaign, told)
        await writeNotices(tx, projection.campaign, told.tell)
        await writeDigests(tx, { campaign: projection.campaign, digestMinutes }, told.tell)
      }
    },
    patch: (projection) => (movesBetweenPeople(presentOf(projection)) ? null : []),
  }
}

function presentOf({ changes }: Projection): Change[] {
  return (changes ?? []).filter((one) => !one.isPast)
}

async function readAudience(tx: Transaction, { doc, campaign }: Projection) {
  const { lanes } = boardTypes(doc)
  const rows = await tx<{ id: UserId; role: string }[]>`
    select user_id as id, role
    from membership
    where campaign_id = ${campaign} and role in ('coordinator', 'observer')
    order by user_id`
  const having = (role: string) => rows.flatMap((row) => (row.role === role ? [row.id] : []))
  return {
    managersOf: (lane: LaneId) =>
      (readLane(lanes.get(lane))?.managers ?? []).map((manager) => manager.id),
    coordinators: having('coordinator'),
    observers: having('observer'),
  }
}

/** What was told and not yet read or sent of cards that have gone elsewhere: an act that is undone tells nobody. */
async function withdraw(
  tx: Transaction,
  campaign: CampaignId,
  told: Pick<Tellings, 'withdraw' | 'gone'>,
): Promise<void> {
  const rows = [
    ...told.withdraw.map(({ user, card }) => ({ user_id: user, card_id: card })),
    ...told.gone.map((card) => ({ user_id: null, card_id: card })),
  ]
  if (rows.length === 0) return
  await tx`
    with gone as (
      select n.id, array_agg(distinct g.card_id) as cards
      from notice n
      join jsonb_to_recordset(${tx.json(rows)}) as g (user_id text, card_id text)
        on g.card_id = any(n.cards) and (g.user_id is null or g.user_id = n.user_id)
      where n.campaign_id = ${campaign} and n.read_at is null
      group by n.id
    )
    update notice n
    set cards = array(select c from unnest(n.cards) as c where c <> all(gone.cards))
    from gone
    where n.id = gone.id and n.read_at is null`
  await tx`delete from notice where campaign_id = ${campaign} and read_at is null and cards = '{}'`
  // What is on its way now cannot be called back: the card is struck out of the next try, should this one fail.
  await tx`
    update mail_card mc
    set gone = true
    from mail m, jsonb_to_recordset(${tx.json(rows)}) as g (user_id text, card_id text)
    where m.id = mc.mail_id
      and m.campaign_id = ${campaign}
      and m.state in ('waiting', 'sending', 'retrying', 'failed')
      and mc.card_id = g.card_id
      and (g.user_id is null or g.user_id = m.user_id)`
  await tx`
    delete from mail_card mc
    using mail m
    where m.id = mc.mail_id
      and m.campaign_id = ${campaign}
      and m.state in ('waiting', 'retrying', 'failed')
      and mc.gone`
}

async function writeNotices(
  tx: Transaction,
  campaign: CampaignId,
  tell: readonly Telling[],
): Promise<void> {
  const grouped = new Map<string, { first: Telling; cards: string[] }>()
  for (const one of tell) {
    const key = [one.user, one.kind, one.lane, one.by].join('|')
    const group = grouped.get(key) ?? { first: one, cards: [] }
    group.cards.push(one.card)
    grouped.set(key, group)
  }
  if (grouped.size === 0) return
  const rows = [...grouped.values()].map(({ first, cards }) => ({
    user_id: first.user,
    kind: first.kind,
    lane_id: first.lane,
    by_user_id: first.by,
    cards,
  }))
  await tx`
    insert into notice (user_id, campaign_id, kind, lane_id, by_user_id, cards, at)
    select user_id, ${campaign}, kind, lane_id, by_user_id, cards, now()
    from jsonb_to_recordset(${tx.json(rows)}) as row (
      user_id text,
      kind text,
      lane_id text,
      by_user_id text,
      cards text[]
    )
    on conflict (user_id, campaign_id, kind, coalesce(lane_id, ''), by_user_id) where read_at is null
    do update set
      cards = array(select distinct c from unnest(notice.cards || excluded.cards) as c),
      at = excluded.at`
}

/** One digest a person, which takes in what happens until it is sent: never a mail a card. */
async function writeDigests(
  tx: Transaction,
  { campaign, digestMinutes }: { campaign: CampaignId; digestMinutes: number },
  tell: readonly Telling[],
): Promise<void> {
  const users = [...new Set(tell.map((one) => one.user))].toSorted()
  if (users.length === 0) return
  const mails = await tx<{ id: number; userId: UserId }[]>`
    insert into mail (user_id, campaign_id, kind, due_at)
    select user_id, ${campaign}, 'digest', now() + make_interval(mins => ${digestMinutes})
    from unnest(${users}::text[]) as user_id
    on conflict (user_id, campaign_id, kind) where state = 'waiting'
    do update set due_at = mail.due_at
    returning id, user_id`
  const mailOf = new Map(mails.map((mail) => [mail.userId, mail.id]))
  const rows = tell.map(({ user, kind, lane, card }) => ({
    mail_id: mailOf.get(user),
    kind,
    lane_id: lane,
    card_id: card,
  }))
  await tx`
    insert into mail_card (mail_id, kind, lane_id, card_id)
    select distinct on (mail_id, card_id, kind) mail_id, kind, lane_id, card_id
    from jsonb_to_recordset(${tx.json(rows)}) as row (
      mail_id bigint,
      kind text,
      lane_id text,
      card_id text
    )
    on conflict (mail_id, card_id, kind) do update set lane_id = excluded.lane_id, gone = false`
}
