// What server/sync/SPEC.md says of the wire is what the contract says.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { closeCode, controlMessage } from '#shared/contracts/sync.ts'

const spec = readFileSync(new URL('../../server/sync/SPEC.md', import.meta.url), 'utf8')

/** First cells of the table behind a rule. */
function firstCells(rule: string): string[] {
  const [, behind = ''] = spec.split(`- ${rule} **`)
  const [, table = ''] = /\n\n(\|.*?)\n\n/s.exec(behind) ?? []
  return table
    .split('\n')
    .slice(2)
    .map((line) => line.split('|')[1]?.trim() ?? '')
}

test('[T6] the table of control messages names each of the contract’s, and no other', () => {
  const types = controlMessage.options.map((option) => option.shape.type.value)
  expect(firstCells('T6')).toEqual(expect.arrayContaining(types.map((type) => `\`${type}\``)))
  expect(firstCells('T6')).toHaveLength(types.length)
})

test('[T7] the table of close codes names each of the contract’s, and the one that the WebSocket library gives', () => {
  const codes = [...Object.values(closeCode), 1009].map(String)
  expect(firstCells('T7').toSorted()).toEqual(codes.toSorted())
})
