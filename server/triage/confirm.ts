// The certain ones confirmed together: one act, one undo. Only what is still certain, with the very file that was shown.
import { nanoid } from 'nanoid'
import type * as Y from 'yjs'
import type {
  CertainAnswer,
  ConfirmationAnswer,
  confirmationRequest,
} from '#shared/contracts/triage.ts'
import type { Card } from '#shared/domain/card.ts'
import { proposeDispatch, type Staff } from '#shared/domain/dispatch.ts'
import { boardOf, type CampaignId, type CardId } from '#shared/domain/ids.ts'
import { whereaboutsOf } from '#shared/domain/sectors.ts'
import { isToTriage } from '#shared/domain/triage.ts'
import { placesAtEnd, type Sent } from '#shared/documents/dispatch.ts'
import { staffOf } from '#shared/documents/staff.ts'
import type { z } from 'zod'
import type { Sql } from '#server/database/sql.ts'
import { todayInParis } from '#server/imports/today.ts'
import { attemptsOn, cardOn, workOf, writeOn } from './card-state.ts'
import { evidenceOf, type Decider, type TriageParts } from './decide.ts'
import { keepDecisions, type NewDecision } from './decisions.ts'
import { proposedPlace, referentHere, type Said } from './destination.ts'
import { writeDossiers } from './dossiers.ts'
import { knownAs } from './known-as.ts'
import type { SealedCandidate } from './match-here.ts'
import { madeOf, readCandidates, readGround, readMatches } from './matches.ts'
import { readSealKey } from './seal.ts'
import { readGone } from './youths.ts'

/** Cards of one transaction: small enough that colleagues see them go, and that their own work is not held up. */
const chunk = 100

interface Certain {
  readonly card: CardId
  readonly shown: SealedCandidate
}

/** Waiting cards whose match is certain and fresh, with no other card that may be the same youth. */
async function readCertain(sql: Sql, campaign: CampaignId): Promise<Certain[]> {
  const ground = await readGround(sql, campaign, 'waiting')
  const matches = await readMatches(sql, campaign)
  const gone = await readGone(sql, campaign)
  const certain = ground.youths.filter((row) => {
    const match = matches.get(row.card)
    return (
      row.waiting &&
      match?.verdict === 'certain' &&
      match.duplicates.every((one) => gone.has(one.card)) &&
      match.madeOf === madeOf(row, ground)
    )
  })
  const key = await readSealKey(sql)
  const cards = certain.map((row) => row.card)
  const candidates = await readCandidates(sql, { campaign, cards, key })
  return cards.flatMap((card) => {
    const [shown] = candidates.get(card) ?? []
    return shown ? [{ card, shown }] : []
  })
}

/** What confirming all of them would do, so that a person sees it first. Writes nothing. */
export async function previewCertain(
  { sql, writer }: TriageParts,
  { campaign, user }: Decider,
): Promise<CertainAnswer> {
  const certain = await readCertain(sql, campaign)
  if (certain.length === 0) return { cards: [] }
  const cards = await writer.execute(boardOf(campaign), {
    user,
    edit(doc) {
      const staff = staffOf(doc)
      return certain.flatMap(({ card, shown }): CertainAnswer['cards'] => {
        const standing = cardOn(doc, card)
        if (!standing || !isToTriage(standing)) return []
        const { file, score } = shown.candidate
        return [{ card, file, score, ...destinationOf(standing, saidBy(shown, staff), staff) }]
      })
    },
  })
  return { cards }
}

function destinationOf(
  card: Card,
  said: Said,
  staff: Staff,
): Pick<CertainAnswer['cards'][number], 'to' | 'why'> {
  const proposed = proposeDispatch({ ...said, ...whereaboutsOf(card) }, staff)
  if (proposed.kind === 'choose' || proposed.at.lane === null) return { to: null, why: 'choose' }
  const { lane, officer } = proposed.at
  return { to: { lane, officer }, why: proposed.why }
}

export async function confirmCertain(
  parts: TriageParts,
  { campaign, user }: Decider,
  { cards: asked }: z.output<typeof confirmationRequest>,
): Promise<ConfirmationAnswer> {
  const { sql, writer } = parts
  const act = nanoid(12)
  const certain = new Map((await readCertain(sql, campaign)).map((one) => [one.card, one]))
  const left: { card: CardId; why: 'changed' | 'taken' | 'choose' }[] = []
  const going = asked.flatMap(({ card, file }) => {
    const one = certain.get(card)
    if (one?.shown.candidate.file === file) return [one]
    left.push({ card, why: 'changed' })
    return []
  })
  const confirmed: CardId[] = []
  for (let at = 0; at < going.length; at += chunk) {
    const some = going.slice(at, at + chunk)
    const decided = await writer.execute(boardOf(campaign), {
      user,
      edit: (doc) => confirmOn(doc, some, { act, campaign, user }),
      async also(tx, { decisions }) {
        await keepDecisions(tx, decisions)
      },
    })
    confirmed.push(...decided.decisions.map(({ card }) => card))
    left.push(...decided.left)
  }
  await writeDossiers(parts, campaign)
  return { act, confirmed, left }
}

function confirmOn(
  doc: Y.Doc,
  certain: readonly Certain[],
  about: Pick<NewDecision, 'act' | 'campaign' | 'user'>,
) {
  const staff = staffOf(doc)
  const left: { card: CardId; why: 'taken' | 'choose' }[] = []
  const sent: (Sent & { readonly one: Certain; readonly said: Said })[] = []
  for (const one of certain) {
    const standing = cardOn(doc, one.card)
    const said = saidBy(one.shown, staff)
    const at = standing && isToTriage(standing) ? proposedPlace(standing, said, staff) : null
    if (at) sent.push({ card: one.card, at, one, said })
    else left.push({ card: one.card, why: standing && isToTriage(standing) ? 'choose' : 'taken' })
  }
  const places = placesAtEnd(doc, sent)
  const befores = sent.map(({ card, said }, i) =>
    writeOn(doc, card, { ...said, ...(places[i] ? { at: places[i].to } : {}) }),
  )
  const attempts = attemptsOn(doc, new Set(sent.map(({ card }) => card)))
  const decisions = sent.flatMap(({ card, one }, i): NewDecision[] => {
    const now = cardOn(doc, card)
    const before = befores[i]
    if (!now || !before) return []
    return [
      {
        ...about,
        card,
        kind: 'known',
        evidence: evidenceOf(one.shown),
        imiloFile: one.shown.candidate.file,
        otherCard: null,
        reason: null,
        before,
        leftAs: workOf(now, attempts.get(card) ?? 0),
      },
    ]
  })
  return { decisions, left }
}

function saidBy({ file }: SealedCandidate, staff: Staff): Said {
  return { known: knownAs(file, todayInParis()), referent: referentHere(file.advisor, staff) }
}
