// The i-milo number in the dossier follows the decision on the board: another document, so a transaction of its own. What a
// crash leaves between the two is done by whoever comes next.
import type * as Y from 'yjs'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { dossierOf, type CampaignId, type CardId, type UserId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { describeFault, type Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'

interface Step {
  readonly id: number
  readonly card: CardId
  readonly user: UserId
  readonly dossier: 'to_write' | 'to_take_back'
  readonly imiloFile: string
  readonly before: string | null
}

/** Dossiers written at the same time: each is a document and a transaction of its own. */
const atOnce = 4

/** Writes the numbers that decisions brought, and takes those of undone ones back. Doing it twice is doing it once. */
export async function writeDossiers(
  { sql, writer, log }: { readonly sql: Sql; readonly writer: DocumentWriter; readonly log: Log },
  campaign: CampaignId | null = null,
): Promise<void> {
  const steps = await sql<Step[]>`
    select
      id,
      card_id as card,
      coalesce(ended_by, by_user_id) as user,
      dossier,
      imilo_file,
      dossier_before as before
    from triage_decision
    where dossier in ('to_write', 'to_take_back')
      ${campaign === null ? sql`` : sql`and campaign_id = ${campaign}`}
    order by id`
  for (let at = 0; at < steps.length; at += atOnce) {
    await Promise.all(
      steps.slice(at, at + atOnce).map((step) =>
        writeOne(writer, step).catch((error: unknown) => {
          if (error !== overtaken) log.error(describeFault(error), 'a dossier was not written')
        }),
      ),
    )
  }
}

/** Another process, or an undo, was faster: nothing is to be done any more. */
const overtaken = new Error('The step was done meanwhile.')

async function writeOne(writer: DocumentWriter, step: Step): Promise<void> {
  await writer.execute(dossierOf(step.card), {
    user: step.user,
    edit: (doc) => (step.dossier === 'to_write' ? writeNumber(doc, step) : takeBack(doc, step)),
    async also(tx, before) {
      const done = await tx`
        update triage_decision
        set
          dossier = ${step.dossier === 'to_write' ? 'written' : 'taken_back'},
          dossier_before = ${step.dossier === 'to_write' ? before : step.before}
        where id = ${step.id} and dossier = ${step.dossier}
        returning id`
      if (done.length === 0) throw overtaken
    },
  })
}

/** Answers the number that stood there. */
function writeNumber(doc: Y.Doc, { imiloFile }: Step): string | null {
  const { person } = dossierTypes(doc)
  const before = person.get('imiloFile')
  if (before !== imiloFile) person.set('imiloFile', imiloFile)
  return typeof before === 'string' ? before : null
}

/** Only while the decision's own number stands: what somebody typed since is theirs. */
function takeBack(doc: Y.Doc, { imiloFile, before }: Step): string | null {
  const { person } = dossierTypes(doc)
  if (person.get('imiloFile') === imiloFile && before !== imiloFile) {
    person.set('imiloFile', before)
  }
  return before
}
