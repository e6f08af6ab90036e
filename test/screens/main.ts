// npm run screens [-- --only board,lane]: makes the screenshots of docs/screens anew, on a fixed day of the demonstration.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { toPalette } from './palette-png.ts'
import { shots, shotsNamed } from './shots.ts'
import { buildWorld } from './world.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const folder = new URL('../../docs/screens/', import.meta.url)
/** Fonts and the last frame; a picture is no measurement. */
const settleMs = 500
const say = (line: string) => process.stdout.write(`${line}\n`)

say('The demonstration is populated…')
const world = await buildWorld()
let failed = 0
try {
  for (const shot of shotsNamed(values.only?.split(',') ?? null)) {
    try {
      const page = await shot.take(world)
      await page.waitForTimeout(settleMs)
      const png = toPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
      await writeFile(new URL(`${shot.name}.png`, folder), png)
      say(`${shot.name}  ${Math.round(png.length / 1024)} KB`)
    } catch (error) {
      failed += 1
      say(`${shot.name}  FAILED: ${String(error).split('\n')[0]}`)
    }
    await world.leave()
  }
  await writeFile(new URL('README.md', folder), readme())
} finally {
  await world.close()
}
process.exit(failed > 0 ? 1 : 0)

function readme(): string {
  const rows = shots.map((one) => [`[${one.name}](${one.name}.png)`, one.mockUp ?? '', one.what])
  const all = [['screenshot', 'mock-up', 'what it shows'], ...rows]
  const widths = [0, 1, 2].map((i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [
    '# The board in pictures',
    '',
    'Made by `npm run screens` from the demonstration on Monday 23 November 2026; every person is invented. The mock-up is the number of the drawing it was built from.',
    '',
    line(all[0] ?? []),
    rule,
    ...rows.map((row) => line(row)),
    '',
  ].join('\n')
}
