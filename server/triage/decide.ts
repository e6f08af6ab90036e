// One card decided: the board, the decision and what it implies are kept in one transaction of the board's room.
import { nanoid } from 'nanoid'
import type * as Y from 'yjs'
import type { DecisionRequest } from '#shared/contracts/triage.ts'
import type { Card } from '#shared/domain/card.ts'
import { boardOf, type CampaignId, type CardId, type UserId } from '#shared/domain/ids.ts'
import { isWaiting } from '#shared/domain/triage.ts'
import { placesAtEnd } from '#shared/documents/dispatch.ts'
import { staffOf } from '#shared/documents/staff.ts'
import { must } from '#shared/assert.ts'
import type { Sql } from '#server/database/sql.ts'
import { notFound, Refused, unusable } from '#server/errors.ts'
import { todayInParis } from '#server/imports/today.ts'
import type { Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { attemptsOn, cardOn, workOf, writeOn, type Written } from './card-state.ts'
import { keepDecisions, otherGoneBy, takenBy, type NewDecision } from './decisions.ts'
import { chosenPlace, proposedPlace, referentHere } from './destination.ts'
import { writeDossiers } from './dossiers.ts'
import { knownAs } from './known-as.ts'
import type { SealedCandidate } from './match-here.ts'
import { readCandidates } from './matches.ts'
import { fileRefused, rememberRefusals, type Refusal } from './refusals.ts'
import { readSealKey } from './seal.ts'

export interface TriageParts {
  readonly sql: Sql
  readonly writer: DocumentWriter
  readonly log: Log
}

export interface Decider {
  readonly campaign: CampaignId
  readonly user: UserId
}

/** Answers the act, for its undo. Throws 409 with who was faster, 422 where a person has to choose. */
export async function decide(
  parts: TriageParts,
  { campaign, user }: Decider,
  request: DecisionRequest,
): Promise<string> {
  const { sql, writer } = parts
  const { card } = request
  const act = nanoid(12)
  const shown = await candidatesOf(sql, campaign, card)
  const chosen = chosenAmong(shown, request)
  await refuseKindly(sql, request, () =>
    writer.execute(boardOf(campaign), {
      user,
      edit: (doc): NewDecision => {
        const standing = waitingCard(doc, card)
        if (request.kind === 'duplicate') checkOther(doc, request)
        const before = writeOn(doc, card, valuesOf(doc, { standing, request, chosen, user }))
        return {
          act,
          campaign,
          user,
          card,
          kind: request.kind,
          evidence: evidenceOf(chosen ?? shown[0] ?? null),
          imiloFile: request.kind === 'known' ? request.file : null,
          otherCard: request.kind === 'duplicate' ? request.of : null,
          reason: request.kind === 'aside' ? request.reason : null,
          before,
          leftAs: workNow(doc, card),
        }
      },
      async also(tx, decision) {
        const ids = await keepDecisions(tx, [decision])
        const about = { campaign, user, decision: ids.get(card) ?? null }
        await rememberRefusals(tx, about, refusedBy(request, shown))
      },
    }),
  )
  await writeDossiers(parts, campaign)
  return act
}

/** Runs `work`, and turns "this card waits no more" and "the other has gone" into who decided that. */
async function refuseKindly<T>(
  sql: Sql,
  request: DecisionRequest,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === 'triage-taken') throw await takenBy(sql, request.card)
    if (error.code === 'triage-other-gone' && request.kind === 'duplicate') {
      throw await otherGoneBy(sql, request.of)
    }
    throw error
  }
}

function waitingCard(doc: Y.Doc, id: CardId): Card {
  const card = cardOn(doc, id)
  if (!card) throw notFound()
  // Refused again with a name, outside the room, where the database can be asked.
  if (!isWaiting(card)) throw new Refused(409, 'triage-taken')
  return card
}

function valuesOf(
  doc: Y.Doc,
  {
    standing,
    request,
    chosen,
    user,
  }: {
    readonly standing: Card
    readonly request: DecisionRequest
    readonly chosen: SealedCandidate | null
    readonly user: UserId
  },
): Written {
  const on = todayInParis()
  switch (request.kind) {
    case 'aside':
      return { setAside: { reason: request.reason, by: user, on } }
    case 'duplicate':
      return { setAside: null, closed: { situation: 'duplicate', by: user, on } }
    case 'known':
    case 'unknown': {
      const staff = staffOf(doc)
      const said =
        request.kind === 'unknown'
          ? { known: 'unknown' as const, referent: null }
          : {
              known: chosen ? knownAs(chosen.file, on) : ('known_active' as const),
              referent: referentHere(chosen?.file.advisor ?? null, staff),
            }
      const at = request.to ? chosenPlace(request.to, staff) : proposedPlace(standing, said, staff)
      if (!at) throw unusable('triage-choose-lane', 'Choose where this card goes.')
      const [sent] = placesAtEnd(doc, [{ card: standing.id, at }])
      return { ...said, setAside: null, at: must(sent, 'a place for the card').to }
    }
  }
}

async function candidatesOf(
  sql: Sql,
  campaign: CampaignId,
  card: CardId,
): Promise<readonly SealedCandidate[]> {
  const key = await readSealKey(sql)
  return (await readCandidates(sql, { campaign, cards: [card], key })).get(card) ?? []
}

/** The candidate that was chosen; 409 when it is none any more: another extract, or a corrected name. */
function chosenAmong(
  shown: readonly SealedCandidate[],
  request: DecisionRequest,
): SealedCandidate | null {
  if (request.kind !== 'known' || request.file === null) return null
  const found = shown.find(({ candidate }) => candidate.file === request.file)
  if (!found) {
    throw new Refused(409, 'triage-stale', {
      title: 'What was proposed has changed since. Look at this card again.',
    })
  }
  return found
}

/** [2] Unknown says of every file that could have been the youth that it is not. A known one may have two files. */
function refusedBy({ card, kind }: DecisionRequest, shown: readonly SealedCandidate[]): Refusal[] {
  if (kind !== 'unknown') return []
  return shown
    .filter(({ candidate }) => candidate.verdict !== 'unknown')
    .map(({ candidate }) => ({ card, other: fileRefused(candidate.file) }))
}

/**
 * [2] The card that stays is looked at where the decision is written: of two that say at once "this one doubles that one",
 * the second finds the other gone. Otherwise the youth would leave the board with both cards.
 */
function checkOther(
  doc: Y.Doc,
  { card, of }: { readonly card: CardId; readonly of: CardId },
): void {
  const other = of === card ? null : cardOn(doc, of)
  if (!other || other.erased !== null || other.closed?.situation === 'undone') {
    throw unusable('triage-no-other-card', 'This is not another card of the campaign.')
  }
  if (other.closed?.situation === 'duplicate') throw new Refused(409, 'triage-other-gone')
}

export function evidenceOf(shown: SealedCandidate | null): NewDecision['evidence'] {
  if (!shown) return null
  const { verdict, score, kinship, fields } = shown.candidate
  return { verdict, score, kinship, fields }
}

export function workNow(doc: Y.Doc, id: CardId): string {
  const card = must(cardOn(doc, id), 'a card that was decided is on the board')
  return workOf(card, attemptsOn(doc, new Set([id])).get(id) ?? 0)
}
