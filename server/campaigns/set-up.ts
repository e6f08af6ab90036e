import { nanoid } from 'nanoid'
import type { SetupRequest } from '#shared/contracts/campaigns.ts'
import { userId } from '#shared/domain/ids.ts'
import type { SessionUser } from '#server/auth/auth.ts'
import { hashPassword } from '#server/auth/passwords.ts'
import { spendSetupToken } from '#server/auth/setup-token.ts'
import type { Sql } from '#server/database/sql.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { createCampaignIn, type CreatedCampaign } from './create.ts'

export interface SetUp extends CreatedCampaign {
  readonly user: SessionUser
}

/**
 * First run: spends the console's token, makes the administrator and their first campaign, of which they are
 * coordinator. Null when the token opens nothing, or somebody is here already. A refusal of the campaign spends nothing.
 */
export function setUp(
  { sql, writer }: { sql: Sql; writer: DocumentWriter },
  { token, administrator, campaign }: SetupRequest,
): Promise<SetUp | null> {
  return sql.begin(async (tx) => {
    if (!(await spendSetupToken(tx, token))) return null
    const { name, email, password } = administrator
    const user = { id: userId.parse(nanoid(12)), name, email, admin: true }
    await tx`insert into app_user ${tx({ ...user, passwordHash: await hashPassword(password) })}`
    const coordinators = [{ name, email }, ...campaign.coordinators]
    const created = await createCampaignIn({ tx, writer }, { ...campaign, coordinators }, user.id)
    return { user, ...created }
  })
}
