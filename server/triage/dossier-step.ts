import type { DecisionKind } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId, UserId } from '#shared/domain/ids.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import type { PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import type { BroughtLeaves } from './brought.ts'

/** What a duplicate's card brought to the other one. */
export interface Brought {
  readonly dossier?: BroughtLeaves
  readonly board?: BroughtLeaves
  /** Numbers by their keys there, with the status they were brought in. */
  readonly numbers?: Readonly<Record<string, PhoneNumber['status']>>
  readonly tags?: readonly string[]
}

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
  readonly brought: Brought
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
  kept: { readonly before?: string | null } = {},
): Promise<void> {
  const isWriting = step.dossier === 'to_write'
  const done = await tx`
    update triage_decision
    set
      dossier = ${isWriting ? 'written' : 'taken_back'},
      dossier_before = ${kept.before ?? step.before},
      brought = ${isWriting ? tx`brought` : tx`'{}'`}
    where id = ${step.id} and dossier = ${step.dossier}
    returning id`
  if (done.length === 0) throw overtaken
}

/** Notes what was brought, beside what an interrupted try brought before; throws `overtaken` where the decision stands no more. */
export async function noteBrought(tx: Transaction, step: Step, brought: Brought): Promise<void> {
  const [row] = await tx<{ brought: Brought }[]>`
    select brought from triage_decision where id = ${step.id} and dossier = 'to_write' for update`
  if (!row) throw overtaken
  const all: Brought = {
    dossier: { ...row.brought.dossier, ...brought.dossier },
    board: { ...row.brought.board, ...brought.board },
    numbers: { ...row.brought.numbers, ...brought.numbers },
    tags: [...(row.brought.tags ?? []), ...(brought.tags ?? [])],
  }
  await tx`update triage_decision set brought = ${tx.json({ ...all })} where id = ${step.id}`
}

/** Notes that this commit of the other card's dossier, which has written something, is the decision's own: nobody's work. */
export async function noteOwn(tx: Transaction, step: Step): Promise<void> {
  await tx`
    update triage_decision t
    set brought_seqs = array_append(brought_seqs, d.head_seq)
    from document d
    where t.id = ${step.id} and d.id = 'dossier/' || t.other_card_id`
}
