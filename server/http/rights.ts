// From a request to who asks and what they may do.
import type { Context } from 'hono'
import { campaignId, type CampaignId } from '#shared/domain/ids.ts'
import { may, type Action, type Subject } from '#shared/domain/permissions.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { SignedIn } from '#server/auth/auth.ts'
import { readActor } from '#server/auth/membership.ts'
import { forbidden, notFound, signedOut } from '#server/errors.ts'
import type { HttpEnv } from './guard.ts'
import { readId } from './input.ts'
import type { Parts } from './parts.ts'

/** Who is signed in; 401 when nobody is. */
export function signedIn(c: Context<HttpEnv>): SignedIn {
  const found = c.get('signedIn')
  if (!found) throw signedOut()
  return found
}

/** The campaign of the path `…/campaigns/:id/…` and who asks, as a member of it. [P1] 404 for everybody else. */
export async function member(
  c: Context<HttpEnv>,
  { sql }: Pick<Parts, 'sql'>,
): Promise<{ campaign: CampaignId; actor: Actor; user: SignedIn['user'] }> {
  const { user } = signedIn(c)
  const campaign = readId(c, 'id', campaignId)
  const actor = await readActor(sql, campaign, user.id)
  if (!actor) throw notFound()
  return { campaign, actor, user }
}

/** Goes on when the table of rights grants it; else 403 with the table's code. [P2–P7] */
export function demand(actor: Actor, action: Action, subject: Subject = {}): void {
  const right = may(actor, action, subject)
  if (!right.allowed) throw forbidden(right.code)
}
