import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectShown,
  openBrowser,
  signInAs,
} from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'
import { setUpService } from '#test/support/set-up.ts'
import type { Locator, Page } from 'playwright-core'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { FirstCampaign } from '#test/support/set-up.ts'

const lists = 'test/fixtures/lists'
let server: Relance
let browser: TestBrowser
let service: FirstCampaign

beforeAll(async () => {
  server = await startServer()
  service = await setUpService(server)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function openImports(options?: Parameters<TestBrowser['openPage']>[0]): Promise<Page> {
  const page = await browser.openPage(options)
  await signInAs(page, { base: server.url, ...service })
  await page.goto(`${server.url}/c/${service.campaign.id}/imports`)
  await page.getByRole('heading', { level: 1, name: 'Quel fichier ?' }).waitFor()
  return page
}

async function readList(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(`${lists}/${file}`)
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await page.getByRole('heading', { level: 1, name: 'Les colonnes' }).waitFor()
}

/** The number beside a line of the summary. */
function countOf(page: Page, text: RegExp): Promise<string | null> {
  return page.locator('.will-happen-line').filter({ hasText: text }).locator('b').textContent()
}

test('a list goes from the file to the board: columns, a correction in its cell, import, undo', async () => {
  const page = await openImports()
  await expectAccessible(page)
  await readList(page, 'operateur_2020-S16.csv')
  await page.getByText('La ligne 2 deviendra').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('heading', { level: 1, name: '61 lignes lues' }).waitFor()
  await expectAccessible(page)
  const before = Number(await countOf(page, /fiches? créées?/))
  await page.getByRole('button', { name: /^Corriger : Date de naissance, ligne 7,/ }).click()
  await page
    .getByRole('textbox', { name: 'Corriger : Date de naissance, ligne 7' })
    .fill('30/06/2002')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Importer ${before + 1} lignes` }).click()

  await page.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
  await expectAccessible(page)
  const cards = await page.evaluate(
    async (at): Promise<unknown> => (await fetch(at)).json(),
    `/api/campaigns/${service.campaign.id}/cards?limit=1`,
  )
  expect(cards).toMatchObject({ total: before + 1 })

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Télécharger les .* sans fiche/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)

  await page.getByRole('button', { name: 'Annuler cet import' }).click()
  await page.getByRole('dialog', { name: 'Annuler l’import entier ?' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Annuler l’import', exact: true }).click()
  await expectShown(page.getByRole('heading', { level: 1, name: 'Import annulé' }))
})

test('a column that is not imported changes what will happen, and can be given back', async () => {
  const page = await openImports()
  await readList(page, 'operateur_2020-S15.csv')
  const answered = page.waitForResponse((one) => one.request().method() === 'PATCH')
  await page.getByLabel('NOM devient', { exact: true }).selectOption({ label: 'Ne pas importer' })
  await answered
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('button', { name: 'Rien de nouveau à importer' }).waitFor()
  await page.getByRole('button', { name: 'Retour' }).click()
  await page.getByLabel('NOM devient', { exact: true }).selectOption({ label: 'Nom' })
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await expectShown(page.getByRole('button', { name: /^Importer \d+ lignes$/ }))
})

test('a long list draws only the rows in sight, and the last one is reached by scrolling', async () => {
  const page = await openImports()
  await readList(page, 'siei_2020-03.xlsx')
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('button', { name: /^Toutes/ }).click()
  const rows = page.locator('.row-line')
  await rows.first().waitFor()
  const total = Number(await page.locator('.row-table').getAttribute('aria-rowcount')) - 1
  expect(total).toBeGreaterThan(100)
  expect(await rows.count()).toBeLessThan(60)
  await page.locator('.import-rows').evaluate((box) => box.scrollTo(0, box.scrollHeight))
  const last = page.locator(`.row-line[aria-rowindex="${total + 1}"]`)
  // Far below the rows that came with the list: its page is asked for.
  await last
    .getByText(/Nouvelle fiche|Mise à jour|Sans changement|Sans fiche/)
    .first()
    .waitFor()
  expect(await rows.count()).toBeLessThan(60)
})

test('a file that is no list is refused with one sentence', async () => {
  const page = await openImports()
  const file = {
    name: 'photo.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([137, 80, 78, 71, 0]),
  }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  const refusal = await page.locator('.wizard-refusal').textContent()
  expect(refusal).toMatch(/fichier|liste/)
  expect(refusal).not.toContain('Le serveur n’a pas pu répondre')
})

test('the steps stand within a phone of 390 pixels and one of 320', async () => {
  const page = await openImports({ viewport: { width: 390, height: 844 } })
  await expectNoSidewaysScroll(page)
  await readList(page, 'operateur_2020-S15.csv')
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('heading', { level: 1, name: /lignes lues/ }).waitFor()
  await expectNoSidewaysScroll(page)
})

test('on a phone one sees what will be done with each row, and goes on from wherever one has read', async () => {
  const page = await openImports({ viewport: { width: 390, height: 844 } })
  const rows = [
    'Nom;Prénom;Date de naissance;Téléphone;E-mail;Code postal;Accord',
    'DIALLO;Aminata;04/05/2001;063998;aminata@exemple.fr;75018;Oui',
    'MERCIER;Léo;31/06/2002;0639980012;;75019;Oui',
  ]
  const list = { name: 'S21.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) }
  await page.locator('input[type=file]').setInputFiles(list)
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  // Seven columns stand one below the other: nobody has to pass them all.
  const next = page.getByRole('button', { name: 'Vérifier les lignes' })
  await next.waitFor()
  expect(await isInSight(next)).toBe(true)
  await expectAccessible(page)
  await next.click()
  const doubtful = page.getByRole('button', { name: /^Voir la ligne 2/ })
  await doubtful.waitFor()
  expect(await doubtful.innerText()).toMatch(/Nouvelle fiche\s+6\schiffres sur 10/)
  const stopped = page.getByRole('button', { name: /^Voir la ligne 3/ })
  expect(await stopped.innerText()).toMatch(/Bloquée\s+date impossible/)
  expect(await isInSight(doubtful)).toBe(true)
  expect(await isInSight(page.getByRole('button', { name: 'Importer 1 ligne' }))).toBe(true)
  expect(await isInSight(page.getByRole('button', { name: 'Abandonner cet import' }))).toBe(true)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

/** The whole of it within the window, and nothing over it. */
function isInSight(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const within = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
    return within && over !== null && (element.contains(over) || over.contains(element))
  })
}

test('[1] any value of a row is corrected where the row is opened, and its other numbers stay', async () => {
  const page = await openImports()
  const rows = [
    'Nom;Prénom;Date de naissance;Téléphone;Accord',
    'DIALLO;Aminata;04/05/2001;0639980011 / 6,3998E+08;Oiu',
  ]
  const list = { name: 'S18.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) }
  await page.locator('input[type=file]').setInputFiles(list)
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByText('accord à préciser').first().waitFor()
  await page.getByRole('button', { name: /^Voir la ligne 2/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Ligne 2, Aminata DIALLO' })
  await dialog.getByText('Oiu').waitFor()
  await expectAccessible(page)
  await dialog.getByLabel('Accepte un contact', { exact: true }).selectOption('Oui')
  await dialog
    .getByRole('button', { name: 'Reprendre ce que dit le fichier : Accepte un contact' })
    .waitFor()
  const repaired = dialog.getByRole('textbox', { name: 'Téléphone 6,3998E+08' })
  await repaired.fill('0639980012')
  await repaired.press('Tab')
  await dialog
    .getByRole('button', { name: 'Reprendre ce que dit le fichier : Téléphone 6,3998E+08' })
    .waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Importer 1 ligne' }).click()
  await page.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
  const [kept] = await server.sql<{ phones: string[] }[]>`
    select d.phones from dossier d join card c on c.id = d.card_id
    where c.campaign_id = ${service.campaign.id} and c.last_name = 'DIALLO'`
  expect(kept?.phones).toEqual(['+33639980011', '+33639980012'])
})

test('[1] a column that only sounds like a field is confirmed before anything is imported', async () => {
  const page = await openImports()
  const rows = ['Nom;Prénom;Date de naissance;Ville (actuelle)', 'SOW;Awa;04/05/2001;Pantin']
  const list = { name: 'S19.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) }
  await page.locator('input[type=file]').setInputFiles(list)
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('button', { name: 'Importer 1 ligne' }).click()
  const dialog = page.getByRole('dialog', { name: '1 colonne à confirmer' })
  await dialog.getByText('Ville (actuelle)').waitFor()
  await expectAccessible(page)
  const [before] = await server.sql`select 1 from card where last_name = 'SOW'`
  expect(before).toBeUndefined()
  await dialog.getByRole('button', { name: 'Confirmer et importer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
  const [after] = await server.sql`select commune from card where last_name = 'SOW'`
  expect(after).toEqual({ commune: 'Pantin' })
})

test('[1] the columns say what is missing, what was put back, and ask how levels are counted', async () => {
  const page = await openImports()
  const rows = ['Nom;Prénom;Téléphone;Niveau', 'TRAORE;HAWA;639980021;3', 'BAH;Ibrahim;639980022;4']
  const list = { name: 'S20.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) }
  await page.locator('input[type=file]').setInputFiles(list)
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await expectShown(
    page.getByText(
      'Colonnes attendues absentes : Date de naissance, Code postal, Accepte un contact.',
    ),
  )
  await expectShown(page.getByText('zéro initial rétabli, 2 fois'))
  await expectShown(page.getByText('1 écriture normalisée'))
  await expectAccessible(page)
  await page.getByLabel('Échelle des niveaux').selectOption('depuis 2019 : 3 est CAP')
  await page.getByText('Un chiffre seul ne dit pas le niveau.').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('button', { name: /^Voir la ligne 2/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Ligne 2, Hawa TRAORE' })
  expect(await dialog.getByLabel('Niveau', { exact: true }).inputValue()).toBe('niveau 3')
  await expectShown(dialog.getByText('zéro initial rétabli'))
})
