import { ask } from '#client/api.ts'
import {
  importAnswer,
  importsAnswer,
  rowDetail,
  rowsAnswer,
  undoAnswer,
} from '#shared/contracts/imports.ts'
import { campaignAnswer } from '#shared/contracts/campaigns.ts'
import type {
  ImportAnswer,
  ImportPatch,
  ImportSummary,
  RowDetail,
  RowsAnswer,
  RowsQuery,
  UndoAnswer,
} from '#shared/contracts/imports.ts'
import type { CampaignAnswer } from '#shared/contracts/campaigns.ts'
import type { Source } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, ImportId } from '#shared/domain/ids.ts'

/** Which import of which campaign. */
export interface ImportRef {
  readonly campaign: CampaignId
  readonly id: ImportId
}

const all = (campaign: CampaignId) => `/api/campaigns/${campaign}/imports`
const one = ({ campaign, id }: ImportRef) => `${all(campaign)}/${id}`

export const readCampaign = (campaign: CampaignId): Promise<CampaignAnswer> =>
  ask(`/api/campaigns/${campaign}`, campaignAnswer)

export async function listImports(campaign: CampaignId): Promise<ImportSummary[]> {
  return (await ask(all(campaign), importsAnswer)).imports
}

/** Sends a file; the answer is its preview. */
export function sendList(
  campaign: CampaignId,
  list: { file: File; source: Source; receivedOn: Day },
): Promise<ImportAnswer> {
  const body = new FormData()
  body.set('file', list.file)
  body.set('source', list.source)
  body.set('receivedOn', list.receivedOn)
  return ask(all(campaign), importAnswer, { method: 'POST', body })
}

export const readImport = (of: ImportRef): Promise<ImportAnswer> => ask(one(of), importAnswer)

/** A page of the rows that a filter keeps. */
export function readRows(of: ImportRef, query: RowsQuery): Promise<RowsAnswer> {
  const { filter, from, limit } = query
  const search = new URLSearchParams({ filter, from: String(from), limit: String(limit) })
  return ask(`${one(of)}/rows?${search.toString()}`, rowsAnswer)
}

/** One row, field by field. */
export const readRow = (of: ImportRef, line: number): Promise<RowDetail> =>
  ask(`${one(of)}/rows/${line}`, rowDetail)

export const correctImport = (of: ImportRef, body: ImportPatch): Promise<ImportAnswer> =>
  ask(one(of), importAnswer, { method: 'PATCH', body })

export const applyImport = (of: ImportRef): Promise<ImportAnswer> =>
  ask(`${one(of)}/apply`, importAnswer, { method: 'POST' })

/** Gives a preview up, or takes an applied import back. */
export const undoImport = (of: ImportRef): Promise<UndoAnswer> =>
  ask(one(of), undoAnswer, { method: 'DELETE' })

/** Every row without a card, to be corrected and sent again. */
export const rejectedHref = (of: ImportRef): string => `${one(of)}/rejected`
/** The youths whom the CIO is to orient, for the CIO. */
export const cioHref = (of: ImportRef): string => `${one(of)}/rejected?for=cio`
