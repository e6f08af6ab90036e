import { expect, test } from 'vitest'
import { isKey, rankBetween, ranksAfter } from '#shared/documents/rank.ts'

test('ranks follow the one before and stand between two neighbours', () => {
  const [first = '', second = ''] = ranksAfter(null, 2)
  const between = rankBetween(first, second)
  expect([second, between, first].toSorted()).toEqual([first, between, second])
})

test('a rank that nothing can be put beside keeps nobody from putting cards there', () => {
  // Letters enough for the grammar, and no key: `z` announces 26 letters that do not follow.
  expect(isKey('zz0')).toBe(false)
  expect(ranksAfter('zz0', 3)).toHaveLength(3)
  expect(isKey(rankBetween('zz0', null))).toBe(true)
  expect(isKey(rankBetween(null, 'zz0'))).toBe(true)
  expect(rankBetween('a1', 'zz0') > 'a1').toBe(true)
})
