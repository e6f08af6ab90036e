// Mails that wait, in the database: every process takes from one queue, and none takes what another holds.
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql } from '#server/database/sql.ts'

export interface MailRow {
  readonly id: number
  readonly kind: 'digest' | 'invitation'
  readonly userId: UserId
  readonly campaignId: CampaignId
  readonly attempts: number
}

/** Longer than one try can take; a process that ended in the middle of one loses the mail after it. */
const leaseSeconds = 180
/** Minutes before the second try; twice as long before each later one, up to the most. */
const firstPauseMinutes = 1
const longestPauseMinutes = 360
/** About a day and a half of tries. */
const mostAttempts = 14

/** Takes up to `count` mails that are due, for this process alone. A digest that is taken takes no card in any more. */
export async function takeDue(sql: Sql, count: number): Promise<MailRow[]> {
  return sql<MailRow[]>`
    with due as (
      select id
      from mail
      where state in ('waiting', 'sending', 'retrying') and due_at <= now()
      order by due_at
      limit ${count}
      for update skip locked
    ),
    struck as (
      -- Gone while an earlier try was under way, which has failed.
      delete from mail_card where gone and mail_id in (select id from due)
    )
    update mail
    set
      state = 'sending',
      attempts = attempts + 1,
      due_at = now() + make_interval(secs => ${leaseSeconds})
    where id in (select id from due)
    returning id, kind, user_id, campaign_id, attempts`
}

/** Invitations by mail to members. The link is made when it is sent. */
export async function queueInvitations(
  sql: Queries,
  { campaign, emails }: { campaign: CampaignId; emails: readonly string[] },
): Promise<void> {
  await sql`
    insert into mail (user_id, campaign_id, kind, due_at)
    select m.user_id, m.campaign_id, 'invitation', now()
    from membership m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${campaign} and u.email = any(${[...emails]})
    on conflict (user_id, campaign_id, kind) where state = 'waiting' do nothing`
}

/** Only the try that holds the mail says how it ended. */
export async function noteSent(sql: Queries, { id, attempts }: MailRow): Promise<void> {
  await sql`
    update mail
    set state = 'sent', sent_at = now(), error = null
    where id = ${id} and state = 'sending' and attempts = ${attempts}`
}

export async function noteFailed(
  sql: Queries,
  { id, attempts }: MailRow,
  code: string,
): Promise<void> {
  const pause = Math.min(longestPauseMinutes, firstPauseMinutes * 2 ** (attempts - 1))
  await sql`
    update mail
    set
      state = ${attempts >= mostAttempts ? 'failed' : 'retrying'},
      error = ${code},
      due_at = now() + make_interval(mins => ${pause})
    where id = ${id} and state = 'sending' and attempts = ${attempts}`
}

/** Nothing left to say: every card of it went elsewhere before it was sent. */
export async function dropMail(sql: Queries, id: number): Promise<void> {
  await sql`delete from mail where id = ${id}`
}

/** Without an SMTP server, what is due is shown as what would have gone, and never leaves later. */
export async function holdDue(sql: Queries): Promise<void> {
  await sql`
    delete from mail
    where state = 'waiting'
      and kind = 'digest'
      and due_at <= now()
      and not exists (select 1 from mail_card mc where mc.mail_id = mail.id)`
  await sql`
    update mail
    set state = 'held'
    where id in (
      select id
      from mail
      where state in ('waiting', 'sending', 'retrying') and due_at <= now()
      for update skip locked
    )`
}

/** A person asks for a mail that failed, or is between two tries, to be tried now; false when it is neither. */
export async function retryNow(
  sql: Queries,
  { id, campaign }: { id: number; campaign: CampaignId },
): Promise<boolean> {
  const rows = await sql`
    update mail
    set state = 'retrying', due_at = now(), attempts = case when state = 'failed' then 0 else attempts end
    where id = ${id} and campaign_id = ${campaign} and state in ('retrying', 'failed')
    returning id`
  return rows.length > 0
}

const keptDays = 30

/** What was told long ago is nobody's business any more. */
export async function forgetOld(sql: Queries): Promise<void> {
  await sql`
    delete from mail
    where state in ('sent', 'held', 'failed') and created_at < now() - make_interval(days => ${keptDays})`
  await sql`
    delete from notice
    where read_at is not null and at < now() - make_interval(days => ${keptDays})`
}
