import { z } from 'zod'

// Ids are short random strings, never a name or an address: Yjs keeps the keys of deleted entries for ever.
const shortId = z.string().regex(/^[A-Za-z0-9_-]{6,36}$/, 'not an id')

export const userId = shortId.brand<'UserId'>()
export const campaignId = shortId.brand<'CampaignId'>()
export const laneId = shortId.brand<'LaneId'>()
export const cardId = shortId.brand<'CardId'>()
export const attemptId = shortId.brand<'AttemptId'>()
export const numberId = shortId.brand<'NumberId'>()
export const importId = shortId.brand<'ImportId'>()
export const partnerId = shortId.brand<'PartnerId'>()

export type UserId = z.infer<typeof userId>
export type CampaignId = z.infer<typeof campaignId>
export type LaneId = z.infer<typeof laneId>
export type CardId = z.infer<typeof cardId>
export type AttemptId = z.infer<typeof attemptId>
export type NumberId = z.infer<typeof numberId>
export type ImportId = z.infer<typeof importId>
export type PartnerId = z.infer<typeof partnerId>

/** Name of a synchronised document, as in `POST /api/sync/leases` and `WS /sync/…`. */
export const documentId = z
  .string()
  .regex(/^(board|dossier|review)\/[A-Za-z0-9_-]{6,36}$/, 'not a document')
  .brand<'DocumentId'>()
export type DocumentId = z.infer<typeof documentId>
export type DocumentKind = 'board' | 'dossier' | 'review'

export function boardOf(campaign: CampaignId): DocumentId {
  return documentId.parse(`board/${campaign}`)
}

export function dossierOf(card: CardId): DocumentId {
  return documentId.parse(`dossier/${card}`)
}
