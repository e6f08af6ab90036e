// What a decision writes in dossiers: the i-milo number of a known youth, what a duplicate's card alone knew. Each
// is another document than the board, so a transaction of its own, after it; what a crash leaves between the two is done by
// whoever comes next.
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { describeFault, type Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { bringFacts, returnFacts } from './duplicate-facts.ts'
import { takeFileBack, writeFile } from './imilo-file.ts'
import { overtaken, type Step } from './dossier-step.ts'

/** Dossiers written at the same time. */
const atOnce = 4

interface DossierParts {
  readonly sql: Sql
  readonly writer: DocumentWriter
  readonly log: Log
}

/** Writes what decisions bring to dossiers, and takes back what undone ones brought. Doing it twice is doing it once. */
export async function writeDossiers(
  { sql, writer, log }: DossierParts,
  campaign: CampaignId | null = null,
): Promise<void> {
  const steps = await sql<Step[]>`
    select
      id,
      campaign_id as campaign,
      card_id as card,
      kind,
      coalesce(ended_by, by_user_id) as user,
      dossier,
      imilo_file,
      dossier_before as before,
      other_card_id as other,
      brought
    from triage_decision
    where dossier in ('to_write', 'to_take_back')
      ${campaign === null ? sql`` : sql`and campaign_id = ${campaign}`}
    order by id`
  for (let at = 0; at < steps.length; at += atOnce) {
    await Promise.all(
      steps.slice(at, at + atOnce).map((step) =>
        run({ sql, writer }, step).catch((error: unknown) => {
          if (error !== overtaken) log.error(describeFault(error), 'a dossier was not written')
        }),
      ),
    )
  }
}

function run(parts: Omit<DossierParts, 'log'>, step: Step): Promise<void> {
  const isWriting = step.dossier === 'to_write'
  if (step.kind === 'duplicate') {
    return isWriting ? bringFacts(parts, step) : returnFacts(parts, step)
  }
  return isWriting ? writeFile(parts, step) : takeFileBack(parts, step)
}
