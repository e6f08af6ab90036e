import { chromium } from 'playwright-core'
import { findChromium } from './test/support/chromium.ts'
const base = 'http://127.0.0.1:4317'
const found = await findChromium()
const browser = await chromium.launch({ executablePath: found.executablePath, args: found.args, env: { ...process.env, ...found.env } as Record<string, string> })
const out = (name: string) => `/tmp/shots/z-${name}.png`
async function person(email: string, opts: { dark?: boolean; en?: boolean; phone?: boolean } = {}) {
  const context = await browser.newContext({
    locale: opts.en ? 'en-GB' : 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce',
    viewport: opts.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: opts.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  page.on('pageerror', (e) => console.log('ERR', e))
  await page.goto(`${base}/connexion`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[autocomplete=current-password]').fill('Relance-demo-2020')
  await page.keyboard.press('Enter')
  await page.waitForURL((u) => u.pathname !== '/connexion')
  await page.locator('[data-connection="live"]').waitFor()
  return page
}
const c = await person('coordination@demo.test')
const send = c.getByRole('button', { name: /Transmettre aux secteurs/ }).first()
if (await send.count()) {
  await send.click()
  await c.locator('.share-apply').click()
  await c.waitForTimeout(800)
  await c.screenshot({ path: out('applied') })
}
const n = await person('rs.nord@demo.test')
await n.waitForTimeout(1000)
await n.getByRole('button', { name: /^Avis/ }).click()
await n.locator('.bell-line').first().waitFor()
await n.screenshot({ path: out('bell') })
await n.locator('.bell-line a').first().click()
await n.waitForURL(/notice=/)
await n.waitForTimeout(800)
await n.screenshot({ path: out('notice') })
// hand over two
const card = n.locator('.board [data-card]').first()
await card.focus()
await n.keyboard.press('m')
await n.locator('.move-lanes').getByRole('button', { name: 'Est', exact: true }).click()
await n.locator('.move-choice').first().click()
await n.locator('.facts').waitFor()
await n.screenshot({ path: out('reason') })
await n.keyboard.press('Escape')
await n.getByRole('button', { name: /passation/ }).first().click()
await n.locator('.handover-line').first().waitFor()
await n.screenshot({ path: out('handover-sent') })
for (const [name, opts] of [['light', {}], ['phone-dark', { phone: true, dark: true }]] as const) {
  const e = await person('rs.est@demo.test', opts)
  if ('phone' in opts) { await e.getByRole('tab').first().click().catch(() => {}); await e.getByRole('button', { name: /^Reçu/ }).first().click().catch(() => {}) }
  await e.waitForTimeout(500)
  await e.screenshot({ path: out(`est-${name}`) })
  const b = e.getByRole('button', { name: /passation/ }).first()
  await b.scrollIntoViewIfNeeded()
  await e.screenshot({ path: out(`est2-${name}`) })
  await b.click()
  await e.locator('.handover-line').first().waitFor()
  await e.getByRole('button', { name: /^Retourner/ }).first().click()
  await e.screenshot({ path: out(`handover-in-${name}`) })
}
const p = await person('coordination@demo.test', { phone: true })
await p.getByText('Reçu').first().click()
await p.waitForTimeout(500)
await p.screenshot({ path: out('phone-received') })
const id = new URL(c.url()).pathname.split('/')[2]
await c.goto(`${base}/c/${id}/envois`)
await c.locator('.outbox-line').first().waitFor()
await c.screenshot({ path: out('outbox') })
await c.getByRole('button', { name: /^Lire le mail/ }).first().click()
await c.locator('.outbox-text').waitFor()
await c.screenshot({ path: out('mail') })
await browser.close()
