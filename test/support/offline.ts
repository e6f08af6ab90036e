// A page without the network, as a person has it in a corridor.
import { expect, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { rowsOnDisk } from './disk.ts'

export const copies = { database: 'relance-copy', table: 'documents' }

/** For what a browser does when it finds the time. */
export const waiting = { timeout: 15_000, interval: 100 }

/** The line is cut once the browser has the application's files; the board is kept as it stands. */
export async function cutLine(page: Page): Promise<void> {
  const worker = await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active && active.state !== 'activated') {
      await new Promise((resolve) => {
        active.addEventListener('statechange', resolve, { once: true })
      })
    }
    return active?.state
  })
  expect(worker).toBe('activated')
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  await untilKept(page)
}

export async function untilKept(page: Page): Promise<void> {
  await vi.waitFor(async () => expect(await rowsOnDisk(page, copies)).toHaveLength(1), waiting)
}

/** A person who reloads although the page asks not to be left. */
export async function reloadOffline(page: Page): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
}
