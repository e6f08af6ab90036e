import type { NoticeAnswer, NoticesAnswer } from '#shared/contracts/notices.ts'
import type { UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Queries } from '#server/database/sql.ts'

const shown = 50

/** What a person was told, of campaigns they still take part in [P1]; the newest first. */
export async function readNotices(sql: Queries, user: UserId): Promise<NoticesAnswer> {
  const rows = await sql<NoticesAnswer['notices']>`
    select ${columns(sql)}
    from ${notices(sql)}
    where n.user_id = ${user}
    order by n.at desc, n.id desc
    limit ${shown}`
  const [row] = await sql<{ unread: number; language: NoticesAnswer['language'] }[]>`
    select
      (
        select count(*)::integer
        from notice n
        join membership m on m.campaign_id = n.campaign_id and m.user_id = n.user_id
        where n.user_id = u.id and n.read_at is null
      ) as unread,
      u.language
    from app_user u
    where u.id = ${user}`
  return { notices: [...rows], ...must(row, 'who asks is a user') }
}

/** One's own notice with its cards; null for somebody else's, or of a campaign one takes part in no more. [P1] */
export async function readNotice(
  sql: Queries,
  { user, id }: { user: UserId; id: number },
): Promise<NoticeAnswer | null> {
  const [row] = await sql<(NoticeAnswer['notice'] & Pick<NoticeAnswer, 'cards'>)[]>`
    select ${columns(sql)}, n.cards
    from ${notices(sql)}
    where n.user_id = ${user} and n.id = ${id}`
  if (!row) return null
  const { cards, ...notice } = row
  return { notice, cards }
}

function columns(sql: Queries) {
  return sql`
    n.id,
    n.kind,
    jsonb_build_object('id', c.id, 'name', c.name) as campaign,
    case when l.id is null then null else jsonb_build_object('id', l.id, 'name', l.name) end as lane,
    jsonb_build_object('id', u.id, 'name', u.name) as by,
    cardinality(n.cards) as count,
    to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
    n.read_at is not null as read`
}

function notices(sql: Queries) {
  return sql`
    notice n
    join campaign c on c.id = n.campaign_id
    join membership m on m.campaign_id = n.campaign_id and m.user_id = n.user_id
    join app_user u on u.id = n.by_user_id
    left join lane l on l.id = n.lane_id`
}

/**
 * Marks what the person was shown as read. A notice that is just being added to is left unread, and is not waited for:
 * whoever writes notices holds several at once.
 */
export async function markRead(
  sql: Queries,
  { user, upTo }: { user: UserId; upTo: string },
): Promise<void> {
  await sql`
    update notice
    set read_at = now()
    where id in (
      select id
      from notice
      where user_id = ${user} and read_at is null and date_trunc('milliseconds', at) <= ${upTo}
      for update skip locked
    )`
}

export async function keepLanguage(
  sql: Queries,
  { user, language }: { user: UserId; language: NoticesAnswer['language'] },
): Promise<void> {
  await sql`update app_user set language = ${language} where id = ${user}`
}
