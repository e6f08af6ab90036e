import { ask, tell } from '#client/api.ts'
import {
  certainAnswer,
  confirmationAnswer,
  decisionAnswer,
  extractAnswer,
  triageAnswer,
  triageCardAnswer,
  triageUndoAnswer,
  type CertainAnswer,
  type ConfirmationAnswer,
  type DecisionRequest,
  type ExtractHead,
  type RefusalRequest,
  type TriageAnswer,
  type TriageCardAnswer,
  type TriageUndoAnswer,
} from '#shared/contracts/triage.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'

const of = (campaign: CampaignId) => `/api/campaigns/${campaign}/triage`

export const readQueue = (campaign: CampaignId): Promise<TriageAnswer> =>
  ask(of(campaign), triageAnswer)

export const readYouth = (campaign: CampaignId, card: CardId): Promise<TriageCardAnswer> =>
  ask(`${of(campaign)}/cards/${card}`, triageCardAnswer)

export const matchAgain = (campaign: CampaignId): Promise<void> =>
  tell(`${of(campaign)}/matching`, { method: 'POST' })

export async function sendExtract(campaign: CampaignId, file: File): Promise<ExtractHead> {
  const body = new FormData()
  body.set('file', file)
  return (await ask(`${of(campaign)}/extract`, extractAnswer, { method: 'POST', body })).extract
}

export const deleteExtract = (campaign: CampaignId): Promise<void> =>
  tell(`${of(campaign)}/extract`, { method: 'DELETE' })

/** Answers the act, for its undo. */
export async function sendDecision(campaign: CampaignId, body: DecisionRequest): Promise<string> {
  return (await ask(`${of(campaign)}/decisions`, decisionAnswer, { method: 'POST', body })).act
}

export const undoDecision = (campaign: CampaignId, act: string): Promise<TriageUndoAnswer> =>
  ask(`${of(campaign)}/decisions/${act}`, triageUndoAnswer, { method: 'DELETE' })

export const sendRefusal = (campaign: CampaignId, body: RefusalRequest): Promise<void> =>
  tell(`${of(campaign)}/refusals`, { method: 'POST', body })

export async function readCertain(campaign: CampaignId): Promise<CertainAnswer['cards']> {
  return (await ask(`${of(campaign)}/certain`, certainAnswer)).cards
}

export const sendConfirmation = (
  campaign: CampaignId,
  cards: CertainAnswer['cards'],
): Promise<ConfirmationAnswer> =>
  ask(`${of(campaign)}/confirmations`, confirmationAnswer, {
    method: 'POST',
    body: { cards: cards.map(({ card, file }) => ({ card, file })) },
  })
