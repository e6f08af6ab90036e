// The board's world with the people who have no board: a partner's organisation and an administrator.
import { boardTypes } from '#shared/documents/board-shape.ts'
import { campaignId, partnerId, userId } from '#shared/domain/ids.ts'
import { templates } from '#shared/domain/templates.ts'
import { addCards, board, buildWorld, places, signIn, world } from './board-world.ts'
import type { Page } from 'playwright-core'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'

export const outreach = partnerId.parse('partner_prij')
export const partner = userId.parse('u_partner')
export const administrator = userId.parse('u_admin')
export const otherCampaign = campaignId.parse('camp02')
/** More than one page of fifty. */
export const referredCards = 52

/** Fifty-two cards referred to the partner and one that is not; the administrator looks after two campaigns. */
export async function buildPeopleWorld(server: Relance): Promise<void> {
  const { sql } = server
  await buildWorld(server)
  await sql`
    insert into app_user ${sql([
      { id: partner, email: 'prij@example.org', name: 'Équipe PRIJ', admin: false },
      { id: administrator, email: 'admin@example.org', name: 'Régine Audouard', admin: true },
    ])}`
  await sql`
    insert into partner (id, campaign_id, name, kind)
    values (${outreach}, ${world.campaign}, 'PRIJ', 'prij')`
  await sql`
    insert into campaign (id, name, template, settings)
    values (${otherCampaign}, 'Other campaign', 'platform', ${sql.json(templates.platform)})`
  await sql`
    insert into membership (campaign_id, user_id, role, partner_id)
    values
      (${world.campaign}, ${partner}, 'partner', ${outreach}),
      (${world.campaign}, ${administrator}, 'admin', null),
      (${otherCampaign}, ${administrator}, 'admin', null)`
  // Everybody but the officers has come in already.
  await sql`update app_user set password_hash = 'kept elsewhere' where id not like 'u_officer%'`
  const cards = await addCards(
    server,
    Array.from({ length: referredCards + 1 }, () => places.south),
  )
  await refer(server, cards.slice(0, referredCards))
}

async function refer({ rooms }: Relance, cards: readonly CardId[]): Promise<void> {
  await rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const card of cards) {
        const referral = { partner: outreach, on: '2026-11-09', status: 'open' }
        boardTypes(doc).cards.get(card)?.set('referral', referral)
      }
    },
  })
}

/** Gives the page a session of `user` and opens an address of the server. */
export async function openAs(
  page: Page,
  { server, user, path = '/' }: { server: Relance; user: UserId; path?: string },
): Promise<void> {
  const [name = '', value = ''] = (await signIn(server.sql, user)).split('=')
  await page.context().addCookies([{ name, value, url: server.url }])
  await page.goto(`${server.url}${path}`)
}
