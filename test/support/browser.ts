import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

/** One browser for a test file; every person in a test has a context (cookies, storage) of their own. */
export interface TestBrowser {
  /** A new person's first page. Fails the test on any error in its console, unless `tolerate` matches the text. */
  openPage(options?: PersonOptions): Promise<Page>
  close(): Promise<void>
}

export interface PersonOptions extends BrowserContextOptions {
  readonly tolerate?: RegExp
}

/** Close it in `afterAll`. */
export async function openBrowser(): Promise<TestBrowser> {
  const found = inject('chromium')
  const browser: Browser = await chromium.launch({
    executablePath: found.executablePath,
    args: found.args,
    env: { ...definedEnvironment(), ...found.env },
  })
  return {
    async openPage({ tolerate, ...options } = {}) {
      const context = await browser.newContext({
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      })
      const page = await context.newPage()
      watchErrors(page, tolerate)
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') await takePicture(page, task.name)
        await context.close()
      })
      return page
    },
    close: () => browser.close(),
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  )
}

/** A refused request is the browser's own line in the console, and our pages say it themselves. */
const refusedRequest = /Failed to load resource: the server responded with a status of 4\d\d/

function watchErrors(page: Page, tolerate: RegExp | undefined): void {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    const text = message.text()
    if (!refusedRequest.test(text) && !tolerate?.test(text)) errors.push(text)
  })
  onTestFinished(() => expect(errors, 'errors in the console').toEqual([]))
}

let pictures = 0

/** What somebody saw when their test failed, as `node_modules/.cache/test-results/<test>-<n>.png`. */
async function takePicture(page: Page, test: string): Promise<void> {
  const name = test.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  pictures += 1
  const path = `node_modules/.cache/test-results/${name}-${pictures}.png`
  // A page that a test has closed has nothing to show.
  if (!page.isClosed()) await page.screenshot({ path })
}

/** Signs in through the page, as a person does; `base` is the server's address. */
export async function signInAs(
  page: Page,
  { base, email, password }: { base: string; email: string; password: string },
): Promise<void> {
  await page.goto(`${base}/connexion`)
  await page.getByLabel('E-mail professionnel').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL((url) => url.pathname !== '/connexion')
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** No violation of WCAG 2.2 A and AA on the page as it stands, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((to) => (document.documentElement.dataset['theme'] = to), theme)
    expect(await violations(page), `${page.url()} in the ${theme} theme`).toEqual([])
  }
}

async function violations(page: Page): Promise<string[]> {
  // Evaluated, not added as a script element: the page's policy would refuse that one, rightly.
  await page.evaluate(await axeSource)
  return page.evaluate<string[]>(`axe
    .run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } })
    .then(({ violations }) => violations.flatMap((rule) =>
      rule.nodes.map((node) => rule.id + ': ' + node.target.join(' ') + ' ' + (node.failureSummary ?? ''))))`)
}

/** The thing comes into sight; fails when it does not in time. */
export async function expectShown(locator: Locator): Promise<void> {
  await locator.waitFor()
  expect(await locator.isVisible()).toBe(true)
}

/**
 * One scrolls down, never sideways (WCAG 1.4.10), and nothing that is shown is cut off: neither by the window nor by what
 * is around it. A strip of one line and a table of data may scroll by themselves; they say so (`data-strip`). Text that
 * ends in an ellipsis is whole where it is asked for: in a title, in what is heard, or on the card.
 */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(overflowing)).toEqual([])
}

// oxlint-disable unicorn/consistent-function-scoping -- it is sent to the page as it stands, with all it needs
function overflowing(): string[] {
  const found: string[] = []
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} “${(element.textContent ?? '').trim().slice(0, 40)}”`
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide`)
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const box = element.getBoundingClientRect()
    // For screen readers alone, or not there at all.
    if (box.width < 2 || box.height < 2 || element.closest('.sr, svg, [data-strip]')) continue
    const style = getComputedStyle(element)
    if (style.visibility === 'hidden' || style.display === 'inline') continue
    const more = element.scrollWidth - element.clientWidth
    const scrolls = style.overflowX === 'auto' || style.overflowX === 'scroll'
    const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip'
    if (more > 1 && scrolls) found.push(`${name(element)} scrolls sideways by ${more}`)
    if (more > 1 && cuts && style.textOverflow !== 'ellipsis' && !clips(element))
      found.push(`${name(element)} cuts off ${more}`)
    const isOutside = box.right > innerWidth + 1 || box.left < -1
    if (element.childElementCount === 0 && isOutside && !isForEars(element))
      found.push(`${name(element)} stands outside the window`)
  }
  return found

  /** Inside of what is clipped to a point: the head of a table that a phone shows as cards. */
  function isForEars(element: Element): boolean {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (up.clientWidth < 2 && getComputedStyle(up).overflowX === 'hidden') return true
    }
    return false
  }

  /** What is cut are parts for screen readers, which have no width on the screen. */
  function clips(element: HTMLElement): boolean {
    const edge = element.getBoundingClientRect().left + element.clientLeft + element.clientWidth
    return ![...element.querySelectorAll('*')].some((inner) => {
      const box = inner.getBoundingClientRect()
      const seen = box.width > 2 && box.height > 2 && !inner.closest('.sr')
      return seen && getComputedStyle(inner).visibility !== 'hidden' && box.right > edge + 1
    })
  }
}
// oxlint-enable unicorn/consistent-function-scoping
