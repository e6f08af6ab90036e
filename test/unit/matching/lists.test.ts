import { beforeAll, describe, expect, test } from 'vitest'
import {
  matchLists,
  outcomeOf,
  readExtractFixture,
  tally,
  type MatchedRow,
} from '#test/support/match-lists.ts'

// Each class of the truth about the lists is a trap; what it must give is a test.

let rows: MatchedRow[] = []
beforeAll(async () => {
  rows = await matchLists(await readExtractFixture())
}, 60_000)

const ofKind = (kind: string) => {
  const found = rows.filter((row) => row.kind === kind)
  if (found.length === 0) throw new Error(`no row of class ${kind}`)
  return found
}

const shown = (kind: string) =>
  ofKind(kind).flatMap((row) => row.match.candidates.map((one) => one.kinship))

describe('the three weekly lists beside 6,000 files', () => {
  test('[2] nothing certain or probable is false', () => {
    const counts = tally(rows)
    expect(counts['certain-false'] ?? 0).toBe(0)
    expect(counts['probable-false'] ?? 0).toBe(0)
  })
  test('[2] at most one known youth in a hundred is missed, at most one row in ten is left to a person', () => {
    const counts = tally(rows)
    const known = rows.filter((row) => row.truth.length > 0).length
    const missed = (counts.missed ?? 0) + (counts['to-check-hidden'] ?? 0)
    const toCheck = (counts['to-check-known'] ?? 0) + (counts['to-check-unknown'] ?? 0)
    expect(known).toBe(85)
    expect(missed / known).toBeLessThanOrEqual(0.01)
    expect(toCheck / rows.length).toBeLessThanOrEqual(0.1)
  })
  test('[2] the counts by class are those that were measured', () => {
    expect(tally(rows)).toEqual({
      'certain-right': 50,
      'probable-right': 21,
      'to-check-known': 14,
      'to-check-unknown': 1,
      'unknown-right': 94,
    })
  })
})

describe('known youths', () => {
  test.each([
    ['exact', 'the same names and birth date'],
    ['phone-changed', 'another number since'],
    ['accents-case', 'accents and capitals lost'],
    ['both-twins-known', 'each twin has a file'],
  ])('[2] %s: %s is certain, or contested by a second row of the list', (kind) => {
    for (const row of ofKind(kind)) {
      expect(row.truth).toContain(row.match.candidates[0]?.file)
      expect(row.match.candidates[0]?.verdict, `${row.list}:${row.line}`).toMatch(
        /^(certain|to_check)$/,
      )
    }
  })
  test.each([
    ['glued-particle', 'BENALI is BEN ALI'],
    ['compound-dropped', 'one of two family names is missing'],
    ['spelling', 'a slip of the keyboard'],
    ['married-name', 'the name of use'],
    ['swapped-names', 'family name and first name have changed places'],
    ['two-changes', 'a slip in the name and one in the date'],
    ['date-missing', 'no birth date, the same number'],
    ['date-one-digit', 'one digit of the birth date'],
  ])('[2] %s: %s is found, and the right file is first', (kind) => {
    for (const row of ofKind(kind)) {
      expect(row.match.verdict, `${row.list}:${row.line}`).not.toBe('unknown')
      expect(row.truth).toContain(row.match.candidates[0]?.file)
    }
  })
  test.each([
    ['day-month-swap', 'day and month have changed places'],
    ['first-january', 'the list knows the year only'],
    ['name-changed', 'a name that i-milo has not; number, first name and birth date agree'],
  ])('[2] %s: %s is found, and never settled without more evidence', (kind) => {
    for (const row of ofKind(kind)) {
      const [best] = row.match.candidates
      expect(row.truth).toContain(best?.file)
    }
    const settled = ofKind(kind).filter((row) => row.match.verdict !== 'to_check')
    const phones = settled.map((row) => row.match.candidates[0]?.fields.phone.is)
    expect(phones.every((is) => is === 'same')).toBe(true)
  })
  test('[2] two-files: both files are proposed, and a person chooses', () => {
    for (const { match, truth } of ofKind('two-files')) {
      expect(match.verdict).toBe('to_check')
      expect(match.candidates.map((one) => one.file).toSorted()).toEqual([...truth].toSorted())
    }
  })
})

describe('youths that look known', () => {
  test.each([
    ['sibling-known', 'a brother or sister has a file'],
    ['twin-known', 'the twin has a file'],
    ['near-twin-known', 'the twin is called almost the same (Alexandre, Alexandra)'],
    ['homonym-known', 'somebody of the same name has a file'],
    ['phone-reused', 'the number was somebody else’s'],
    ['unknown', 'nobody has a file'],
  ])('[2] %s: %s and the youth stays unknown', (kind) => {
    for (const row of ofKind(kind)) {
      expect(row.match.verdict, `${row.list}:${row.line}`).toBe('unknown')
    }
  })
  test('[2] homonym-same-birth: the same name and 1 January go to a person', () => {
    for (const row of ofKind('homonym-same-birth')) expect(outcomeOf(row)).toBe('to-check-unknown')
  })
  test('[2] relatives and homonyms are shown as such, so that nobody takes them for the youth', () => {
    expect(shown('twin-known')).toContain('twin')
    expect(shown('sibling-known')).toContain('sibling')
    expect(new Set(shown('homonym-known'))).toEqual(new Set(['homonym']))
  })
})
