import { matchVerdicts, type MatchCandidate, type MatchVerdict } from '#shared/domain/match.ts'
import { blocksOf } from './blocks.ts'
import { prepare, type Identity, type Prepared } from './identity.ts'
import { judge, type Judgement } from './judge.ts'

/** A file of the i-milo extract, by its number. */
export interface FileIdentity {
  readonly number: string
  readonly identity: Identity
}

/** Somebody to look for. */
export interface Sought {
  readonly id: string
  readonly identity: Identity
  /** Numbers of the files that somebody has said are not this person. */
  readonly refused: ReadonlySet<string>
}

/** What is proposed for one youth. */
export interface Match {
  readonly id: string
  /** The verdict of the best candidate, or `to_check` where several stand beside it. */
  readonly verdict: MatchVerdict
  /** Best first; those below `to_check` are relatives and homonyms, shown so that nobody takes them for the youth. */
  readonly candidates: readonly MatchCandidate[]
}

/** Candidates shown side by side. */
const shown = 4

/** The files of an extract, ready to be searched. Comparing stays exact: blocks only leave out who cannot match. */
export interface MatchIndex {
  match(sought: Sought): Match
}

export function createMatchIndex(files: readonly FileIdentity[]): MatchIndex {
  const prepared: Prepared[] = []
  const blocks = new Map<string, number[]>()
  for (const [position, { identity }] of files.entries()) {
    const one = prepare(identity)
    prepared.push(one)
    for (const key of blocksOf(one)) {
      const block = blocks.get(key)
      if (block) block.push(position)
      else blocks.set(key, [position])
    }
  }

  function match({ id, identity, refused }: Sought): Match {
    const youth = prepare(identity)
    const near = new Set(blocksOf(youth).flatMap((key) => blocks.get(key) ?? []))
    const judged: { file: string; judgement: Judgement }[] = []
    for (const position of near) {
      const file = files[position]?.number
      const other = prepared[position]
      if (file === undefined || other === undefined || refused.has(file)) continue
      const judgement = judge(youth, other)
      if (isWorthShowing(judgement)) judged.push({ file, judgement })
    }
    judged.sort((a, b) => order(a, b))
    const candidates = judged
      .slice(0, shown)
      .map(({ file, judgement }): MatchCandidate => Object.assign({ file }, judgement))
    return { id, verdict: verdictAmong(candidates), candidates }
  }

  return { match }
}

/**
 * Matches many youths at once. A file that would settle several of them by itself belongs to one at most: each of these
 * goes to a person.
 */
export function matchAll(index: MatchIndex, sought: readonly Sought[]): Match[] {
  const matches = sought.map((one) => index.match(one))
  const claims = new Map<string, number>()
  const claimed = (match: Match) =>
    match.verdict === 'certain' || match.verdict === 'probable'
      ? match.candidates[0]?.file
      : undefined
  for (const match of matches) {
    const file = claimed(match)
    if (file !== undefined) claims.set(file, (claims.get(file) ?? 0) + 1)
  }
  return matches.map((match) => {
    const file = claimed(match)
    const isContested = file !== undefined && (claims.get(file) ?? 0) > 1
    return isContested ? Object.assign({}, match, { verdict: 'to_check' as const }) : match
  })
}

/** Several candidates at the best level: a person chooses. */
function verdictAmong(candidates: readonly MatchCandidate[]): MatchVerdict {
  const best = candidates[0]?.verdict ?? 'unknown'
  if (best === 'unknown' || best === 'to_check') return best
  const others = candidates.filter((one) => one.verdict === best)
  return others.length > 1 ? 'to_check' : best
}

function isWorthShowing({ verdict, kinship }: Judgement): boolean {
  return verdict !== 'unknown' || kinship !== 'unlikely'
}

/** The strongest verdict, then the score, then the number, so that the order is always the same. */
function order(
  a: { file: string; judgement: Judgement },
  b: { file: string; judgement: Judgement },
): number {
  const byVerdict =
    matchVerdicts.indexOf(a.judgement.verdict) - matchVerdicts.indexOf(b.judgement.verdict)
  if (byVerdict !== 0) return byVerdict
  return b.judgement.score - a.judgement.score || (a.file < b.file ? -1 : 1)
}
