import type { DecisionKind } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId, UserId } from '#shared/domain/ids.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import type { DocumentWriter } from '#server/sync/command.ts'

/** A decision whose dossier is still to be written, or to be given back. */
export interface Step {
  readonly id: number
  readonly campaign: CampaignId
  readonly card: CardId
  readonly kind: DecisionKind
  readonly user: UserId
  readonly dossier: 'to_write' | 'to_take_back'
  readonly imiloFile: string | null
  /** The number that stood in the dossier before. */
  readonly before: string | null
  /** The card that stays, for a duplicate. */
  readonly other: CardId | null
  /** Keys of the phone numbers that were brought to it. */
  readonly numbers: readonly string[]
}

export interface StepParts {
  readonly sql: Sql
  readonly writer: DocumentWriter
}

/** Another process, or an undo, was faster: nothing is to be done any more. */
export const overtaken = new Error('The step was done meanwhile.')

/** Notes a step as done, in the transaction that did it; throws `overtaken` where it was done already. */
export async function noteDone(
  tx: Transaction,
  step: Step,
  kept: { readonly before?: string | null; readonly numbers?: readonly string[] } = {},
): Promise<void> {
  const done = await tx`
    update triage_decision
    set
      dossier = ${step.dossier === 'to_write' ? 'written' : 'taken_back'},
      dossier_before = ${kept.before ?? step.before},
      numbers = ${[...(kept.numbers ?? step.numbers)]}
    where id = ${step.id} and dossier = ${step.dossier}
    returning id`
  if (done.length === 0) throw overtaken
}
