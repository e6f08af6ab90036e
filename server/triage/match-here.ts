// The matching of all waiting youths, in this very thread: against the extract, and against the campaign's other cards.
import { z } from 'zod'
import type { DuplicateMatch } from '#shared/contracts/triage.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import type { MatchCandidate, MatchVerdict } from '#shared/domain/match.ts'
import type { Identity } from '#server/matching/identity.ts'
import { createMatchIndex, matchAll } from '#server/matching/match.ts'
import { extractFile, type ExtractFile } from './extract-file.ts'
import { identityOfFile } from './identities.ts'
import { seal, unseal } from './seal.ts'

/** A card of the campaign, as the matching compares it. */
export interface CardIdentity {
  readonly card: CardId
  readonly identity: Identity
}

export interface SoughtCard extends CardIdentity {
  /** `file:<number>` and `card:<id>` that somebody said are not this youth. */
  readonly refused: readonly string[]
}

export interface MatchTask {
  /** Sealed files of the extract; null: there is none, and only duplicates are looked for. */
  readonly sealed: Uint8Array | null
  readonly key: Uint8Array
  readonly sought: readonly SoughtCard[]
  /** Every card of the campaign, the waiting ones among them. */
  readonly cards: readonly CardIdentity[]
}

export interface Matched {
  readonly card: CardId
  readonly verdict: MatchVerdict
  readonly score: number | null
  /** `SealedCandidate[]`, sealed. */
  readonly sealed: Uint8Array
  readonly duplicates: readonly DuplicateMatch[]
}

/** A candidate with the file that it compares: what is sealed beside a card. */
export interface SealedCandidate {
  readonly candidate: MatchCandidate
  readonly file: ExtractFile
}

export function matchHere({ sealed, key, sought, cards }: MatchTask): Matched[] {
  const files = sealed ? z.array(extractFile).parse(unseal(sealed, key)) : []
  const byNumber = new Map(files.map((file) => [file.number, file]))
  const matches = matchAll(
    createMatchIndex(
      files.map((file) => ({ number: file.number, identity: identityOfFile(file) })),
    ),
    sought.map(({ card, identity, refused }) => ({
      id: card,
      identity,
      refused: only('file', refused),
    })),
  )
  const among = createMatchIndex(cards.map(({ card, identity }) => ({ number: card, identity })))
  return matches.map(({ verdict, candidates }, at): Matched => {
    const one = sought[at]
    if (!one) throw new Error('a match for each youth')
    const own: SealedCandidate[] = candidates.flatMap((candidate) => {
      const file = byNumber.get(candidate.file)
      return file ? [{ candidate, file }] : []
    })
    const refused = new Set([...only('card', one.refused), one.card])
    const alike = among.match({ id: one.card, identity: one.identity, refused }).candidates
    return {
      card: one.card,
      verdict,
      score: candidates[0]?.score ?? null,
      sealed: seal(own, key),
      duplicates: alike
        .filter((candidate) => candidate.verdict !== 'unknown')
        .map(({ file, verdict: near, score, kinship, fields }) => ({
          card: cardId.parse(file),
          verdict: near,
          score,
          kinship,
          fields,
        })),
    }
  })
}

/** What was refused of one kind, without the kind: `file:1048213` → `1048213`. */
function only(kind: 'file' | 'card', refused: readonly string[]): Set<string> {
  const prefix = `${kind}:`
  return new Set(
    refused.flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : [])),
  )
}
