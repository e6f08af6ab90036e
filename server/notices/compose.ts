// A mail as it stands in the queue, in words. Composed when it is sent or shown: the queue holds ids only.
import { invitationDays } from '#shared/contracts/sessions.ts'
import type { Mail, NoticeKind, NoticesAnswer } from '#shared/contracts/notices.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import { invite } from '#server/auth/invitations.ts'
import type { Queries } from '#server/database/sql.ts'
import { digestText, invitationText, type DigestLine, type MailText } from './mail-words.ts'
import type { MailRow } from './mail-queue.ts'

interface Addressed extends MailText {
  readonly to: string
}

interface Head {
  readonly email: string
  readonly language: NoticesAnswer['language']
  readonly campaignName: string
  readonly isMember: boolean
}

/** Null when it is to be dropped: nothing left to say, or the person takes part no more. */
export async function compose(
  sql: Queries,
  row: Pick<MailRow, 'id' | 'kind' | 'userId' | 'campaignId'>,
  origin: string,
): Promise<Addressed | null> {
  const [head] = await sql<Head[]>`
    select
      u.email,
      u.language,
      c.name as campaign_name,
      exists (
        select 1 from membership m where m.campaign_id = c.id and m.user_id = u.id
      ) as is_member
    from app_user u, campaign c
    where u.id = ${row.userId} and c.id = ${row.campaignId}`
  if (!head?.isMember) return null
  const where = {
    language: head.language,
    campaign: { id: row.campaignId, name: head.campaignName },
    origin,
  }
  if (row.kind === 'invitation') {
    // A link of its own at each try: the token is kept as a hash only, and the first that is used ends the others.
    const url = `${origin}/invitation/${await invite(sql, row.userId)}`
    return { to: head.email, ...invitationText({ url, days: invitationDays }, where) }
  }
  const lines = (await readLines(sql, [row.id])).get(row.id) ?? []
  return lines.length === 0 ? null : { to: head.email, ...digestText(lines, where) }
}

/** The order in which a digest says things. */
const order: readonly NoticeKind[] = [
  'assigned',
  'handed_over',
  'arrived',
  'returned',
  'sent_back',
  'accepted',
  'copied',
]

async function readLines(
  sql: Queries,
  mails: readonly number[],
): Promise<Map<number, DigestLine[]>> {
  const rows = await sql<(DigestLine & { mailId: number })[]>`
    select mc.mail_id, mc.kind, l.name as lane, count(*)::integer as count
    from mail_card mc
    join mail m on m.id = mc.mail_id
    left join lane l on l.id = mc.lane_id
    -- What has left is shown as it left.
    where mc.mail_id = any(${[...mails]}) and (not mc.gone or m.state = 'sent')
    group by mc.mail_id, mc.kind, l.name, l.position
    order by l.position nulls first`
  const lines = new Map<number, DigestLine[]>()
  for (const { mailId, kind, lane, count } of rows.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  )) {
    lines.set(mailId, [...(lines.get(mailId) ?? []), { kind, lane, count }])
  }
  return lines
}

const shown = 100

/** The latest mails of a campaign as they left, or would leave. An invitation is shown without its link. */
export async function listMails(
  sql: Queries,
  { campaign, origin }: { campaign: { id: CampaignId; name: string }; origin: string },
): Promise<Mail[]> {
  const rows = await sql<
    (Omit<Mail, 'to' | 'texts'> & {
      name: string
      email: string
    })[]
  >`
    select
      m.id,
      m.kind,
      m.state,
      u.name,
      u.email,
      u.language,
      ${iso(sql, 'created_at')},
      ${iso(sql, 'due_at')},
      ${iso(sql, 'sent_at')},
      m.attempts,
      m.error
    from mail m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${campaign.id}
    order by m.id desc
    limit ${shown}`
  const lines = await readLines(
    sql,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ name, email, ...row }) => {
    const own = lines.get(row.id) ?? []
    if (row.kind === 'digest' && own.length === 0) return []
    const textIn = (language: NoticesAnswer['language']) =>
      row.kind === 'digest'
        ? digestText(own, { language, campaign, origin })
        : invitationText(
            { url: `${origin}/invitation/…`, days: invitationDays },
            { language, campaign },
          )
    return [{ ...row, to: { name, email }, texts: { fr: textIn('fr'), en: textIn('en') } }]
  })
}

function iso(sql: Queries, column: 'created_at' | 'due_at' | 'sent_at') {
  return sql`to_char(m.${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${sql(column)}`
}
