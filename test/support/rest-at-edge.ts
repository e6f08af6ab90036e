import { expect, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import type { Locator, Page } from 'playwright-core'

/** A card in hand rests `fromEdge` px above the lower edge of the list until that has scrolled to its end; answers where. */
export async function restAtEdge(
  page: Page,
  list: Locator,
  fromEdge: number,
): Promise<{ x: number; y: number }> {
  const box = must(await list.boundingBox(), 'the list is in sight')
  const point = { x: box.x + 60, y: box.y + box.height - fromEdge }
  await page.mouse.move(point.x, point.y, { steps: 3 })
  await vi.waitFor(
    async () => {
      const left = await list.evaluate((e) => e.scrollHeight - e.clientHeight - e.scrollTop)
      expect(left).toBeLessThan(2)
    },
    { timeout: 10_000 },
  )
  return point
}
