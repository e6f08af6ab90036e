// Addresses of pages, for people who will open them in a browser.
import type { Context } from 'hono'
import type { InvitationLink } from '#shared/contracts/campaigns.ts'
import type { Config } from '#server/config.ts'
import type { Invited } from '#server/campaigns/create.ts'

/** The links to hand to people who have no password yet; the tokens inside are shown this once. */
export function invitationLinks(
  c: Context,
  config: Pick<Config, 'publicUrl' | 'mail'>,
  invitations: readonly Invited[],
): InvitationLink[] {
  const base = config.publicUrl?.origin ?? new URL(c.req.url).origin
  return invitations.map(({ name, email, role, token }) => ({
    name,
    email,
    role,
    url: `${base}/invitation/${token}`,
    mailed: config.mail.smtpUrl !== null,
  }))
}
