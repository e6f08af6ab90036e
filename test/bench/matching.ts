// The matching of §7.3: what it is worth on the three lists, and what 3,300 rows against 30,000 files cost.
import { randomBytes } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { cardId } from '#shared/domain/ids.ts'
import { matchInThread } from '#server/triage/in-thread.ts'
import { seal } from '#server/triage/seal.ts'
import { day } from '#shared/domain/day.ts'
import { createRandom } from '#server/demo/random.ts'
import { createMatchIndex, matchAll, type Sought } from '#server/matching/match.ts'
import type { ExtractFile } from '#server/triage/extract-file.ts'
import { identityOfFile } from '#server/triage/identities.ts'
import {
  matchLists,
  outcomeOf,
  readExtractFixture,
  type Outcome,
} from '#test/support/match-lists.ts'
import { round } from './figures.ts'
import type { Run } from './report.ts'
import { sizes } from './sizes.ts'

/** Precision and recall on the lists; seconds of this thread on the large sizes. Needs no server. */
export async function measureMatching(): Promise<Run> {
  const files = await readExtractFixture()
  const rows = await matchLists(files)
  const outcomes = rows.map(outcomeOf)
  const count = (...wanted: Outcome[]) => outcomes.filter((one) => wanted.includes(one)).length
  const known = rows.filter((row) => row.truth.length > 0).length
  const { certain, probable } = {
    certain: count('certain-right'),
    probable: count('probable-right'),
  }
  return {
    quality: {
      rows: rows.length,
      known,
      certain: {
        rows: count('certain-right', 'certain-false'),
        precisionPercent: share(certain, count('certain-right', 'certain-false')),
        recallPercent: share(certain, known),
      },
      probable: {
        rows: count('probable-right', 'probable-false'),
        precisionPercent: share(probable, count('probable-right', 'probable-false')),
        recallPercent: share(probable, known),
      },
      toCheck: {
        rows: count('to-check-known', 'to-check-unknown', 'to-check-hidden'),
        percentOfRows: share(
          count('to-check-known', 'to-check-unknown', 'to-check-hidden'),
          rows.length,
        ),
        known: count('to-check-known'),
      },
      missedPercent: share(count('missed', 'to-check-hidden'), known),
    },
    speed: await speedOn(files),
  }
}

async function speedOn(real: readonly ExtractFile[]): Promise<Run> {
  const { rows, files: count } = sizes.matching
  const files = enlarge(real, count)
  const sought = soughtAmong(files, rows)
  const started = performance.now()
  const index = createMatchIndex(
    files.map((file) => ({ number: file.number, identity: identityOfFile(file) })),
  )
  const indexed = performance.now()
  const matches = matchAll(index, sought)
  const ended = performance.now()
  return {
    rows,
    files: count,
    indexSeconds: round((indexed - started) / 1000),
    matchSeconds: round((ended - indexed) / 1000),
    totalSeconds: round((ended - started) / 1000),
    ...(await inThread(files, sought)),
    settled: matches.filter(({ verdict }) => verdict === 'certain' || verdict === 'probable')
      .length,
  }
}

/**
 * The same as triage runs it: in a thread of its own that opens the sealed extract, matches, looks for duplicates among the
 * cards and seals the candidates; and how long this thread was kept from anything else meanwhile.
 */
async function inThread(files: readonly ExtractFile[], sought: readonly Sought[]) {
  const key = randomBytes(32)
  const sealed = seal(files, key)
  const cards = sought.map(({ identity }, at) => ({
    card: cardId.parse(`card_${String(at).padStart(5, '0')}`),
    identity,
  }))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  const matched = await matchInThread({
    sealed,
    key,
    sought: cards.map((one) => Object.assign({ refused: [] }, one)),
    cards,
  })
  const ended = performance.now()
  delay.disable()
  if (matched.length !== sought.length) throw new Error('a match for each row')
  return {
    threadSeconds: round((ended - started) / 1000),
    loopHeldMs: round(delay.max / 1_000_000),
  }
}

/** More files of invented persons: the names of the extract, drawn anew, with dates and numbers of their own. */
function enlarge(real: readonly ExtractFile[], count: number): ExtractFile[] {
  const random = createRandom('bench/matching')
  return Array.from({ length: count }, (_, at): ExtractFile => {
    const base = random.pick(real)
    return {
      ...base,
      number: String(2_000_000 + at),
      firstName: random.pick(real).firstName,
      birthDate: someDay(random),
      phones: [somePhone(random)],
    }
  })
}

/** Rows of a list: under half of them have a file, with another number or a slip now and then. */
function soughtAmong(files: readonly ExtractFile[], count: number): Sought[] {
  const random = createRandom('bench/matching/rows')
  return Array.from({ length: count }, (_, at): Sought => {
    const file = random.pick(files)
    const isKnown = random.chance(0.46)
    const identity = {
      ...identityOfFile(file),
      imiloFile: null,
      birthDate: isKnown ? file.birthDate : someDay(random),
      phones: isKnown && random.chance(0.55) ? file.phones : [somePhone(random)],
      firstName: random.chance(0.06) ? `${file.firstName}e` : file.firstName,
    }
    return { id: String(at), identity, refused: new Set() }
  })
}

type Random = ReturnType<typeof createRandom>

function someDay(random: Random) {
  if (random.chance(1 / 30)) return day.parse(`${random.int(1995, 2004)}-01-01`)
  return day.parse(`${random.int(1995, 2004)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`)
}

const somePhone = (random: Random) => `+3363998${String(random.int(0, 9999)).padStart(4, '0')}`

const share = (part: number, whole: number) => (whole === 0 ? null : round((100 * part) / whole))
const two = (value: number) => String(value).padStart(2, '0')
