// In a real browser: from the navigation to a board that can be used.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findChromium } from '#test/support/chromium.ts'
import { medianOf, round } from './figures.ts'
import type { RelanceTarget } from './relance-target.ts'

export interface OpenBoard {
  /** Milliseconds from the navigation to the first card that can be reached, signed in, nothing cached. */
  readonly usableMs: number
  readonly slowestMs: number
  /** The same for a reload in the same browser. */
  readonly reloadMs: number
}

/** Null when there is no built client to open. */
export async function measureOpenBoard(
  target: RelanceTarget,
  { navigations }: { navigations: number },
): Promise<OpenBoard | null> {
  if (!existsSync('dist/client/index.html')) return null
  const found = await findChromium()
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined)
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: found.args,
    env: { ...Object.fromEntries(inherited), ...found.env },
  })
  const cold: number[] = []
  const again: number[] = []
  try {
    for (let i = 0; i < navigations; i++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      const [name = '', value = ''] = target.cookie(i).split('=')
      await context.addCookies([{ name, value, url: target.url }])
      const page = await context.newPage()
      const usable = async (go: Promise<unknown>) => {
        const startedAt = performance.now()
        await go
        await page.waitForSelector('[data-card]', { timeout: 60_000 })
        return performance.now() - startedAt
      }
      cold.push(
        await usable(page.goto(`${target.url}/c/${target.campaign}`, { waitUntil: 'commit' })),
      )
      again.push(await usable(page.reload({ waitUntil: 'commit' })))
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return {
    usableMs: round(medianOf(cold), 0),
    slowestMs: round(Math.max(...cold), 0),
    reloadMs: round(medianOf(again), 0),
  }
}
