// The order of the style layers is said once, by the first sheet that is loaded.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('only the sheets that main.tsx loads in order style the lower layers: one loaded before them would turn the order round', async () => {
  const files = await readdir('client', { recursive: true })
  const sheets = files.filter((one) => one.endsWith('.css') && !one.startsWith('styles'))
  expect(sheets.length).toBeGreaterThan(5)
  const texts = await Promise.all(
    sheets.map(async (sheet) => ({ sheet, text: await readFile(join('client', sheet), 'utf8') })),
  )
  const wrong = texts.filter(({ text }) => /@layer\s+(tokens|base|ui)\b/.test(text))
  expect(wrong.map((one) => one.sheet)).toEqual([])
})
