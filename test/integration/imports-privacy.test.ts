import { afterAll, beforeAll, expect, test } from 'vitest'
import { importAnswer } from '#shared/contracts/imports.ts'
import { forgetOldRows } from '#server/imports/store.ts'
import type { Relance } from '#server/relance.ts'
import { anImporter, type Importer } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// What stays of a list, looked for in every column of every table.

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Tables that hold a text anywhere, in whatever type of column. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await server.sql<{ name: string }[]>`
    select table_name as name
    from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
    order by table_name`
  const found: string[] = []
  const hex = Buffer.from(text, 'utf8').toString('hex')
  for (const { name } of tables) {
    const [row] = await server.sql<{ holds: boolean }[]>`
      select exists (
        select from ${server.sql(name)} t where t::text like ${`%${text}%`} or t::text like ${`%${hex}%`}
      ) as holds`
    if (row?.holds) found.push(name)
  }
  return found
}

const list = (people: string) => ({
  name: 'liste.csv',
  receivedOn: '2020-04-10',
  bytes: Buffer.from(
    `Nom;Prénom;Date de naissance;Téléphone;Revenu de la famille;Souhait;Accord\r\n${people}`,
  ),
})
const aminata = 'ZQDIALLO;Aminata;04/05/2001;0639980011;ZQMARQUEUR;Emploi;Oui\r\n'
const wrong = 'ZQROUX;Jeanne;31/06/2002;0639980013;ZQMARQUEUR;Emploi;Oui\r\n'
const refused = 'ZQREFUS;Emre;01/02/2002;0639980014;ZQMARQUEUR;Emploi;Non\r\n'
const toCio = 'ZQSCHOOL;Noah;01/02/2002;0639980015;ZQMARQUEUR;Rescolarisation;Non\r\n'

async function apply(coordinator: Importer, people: string): Promise<string> {
  const { body } = await coordinator.send(list(people))
  const { id, columns } = importAnswer.parse(body)
  expect(columns.find(({ header }) => header === 'Revenu de la famille')).toMatchObject({
    field: null,
    state: 'ignored',
  })
  await coordinator.apply(id)
  return id
}

test('[1] a column that is not imported is named and its cells are in no table once the list is applied', async () => {
  const coordinator = await anImporter(server)
  const id = await apply(coordinator, aminata + wrong + refused + toCio)
  expect(await tablesWith('ZQMARQUEUR')).toEqual([])
  // Who made no card is on no card and in no document; a row in error waits to be corrected.
  expect(await tablesWith('ZQREFUS')).toEqual([])
  expect(await tablesWith('ZQROUX')).toEqual(['import_line'])
  expect(await tablesWith('ZQDIALLO')).not.toContain('import_line')
  // Whom the CIO is to orient waits too, to be handed to it.
  expect(await tablesWith('ZQSCHOOL')).toEqual(['import_line'])
  expect((await coordinator.read(id)).toCio).toBe(1)
  const cio = await (await coordinator.fetch(`/imports/${id}/rejected?for=cio`)).text()
  expect(cio).toMatch(/ZQSCHOOL;Noah;01\/02\/2002;0639980015/)
  expect(cio).not.toMatch(/ZQROUX|ZQREFUS/)
})

test('[1] of a list that is given up nothing of anybody stays, nor its file', async () => {
  const coordinator = await anImporter(server)
  const { body } = await coordinator.send(list(aminata.replace('ZQDIALLO', 'ZQGIVENUP')))
  const { id } = importAnswer.parse(body)
  expect(await tablesWith('ZQGIVENUP')).toEqual(['import', 'import_line'])
  await coordinator.undo(id)
  expect(await tablesWith('ZQGIVENUP')).toEqual([])
  expect((await coordinator.read(id)).summary.rows).toBe(1)
})

test('[1] a preview that nobody looks after for a week is given up, and a row in error lasts 30 days', async () => {
  const coordinator = await anImporter(server)
  const { body } = await coordinator.send(list(aminata.replace('ZQDIALLO', 'ZQABANDONED')))
  const { id } = importAnswer.parse(body)
  const people = wrong.replace('ZQROUX', 'ZQOLDROUX') + toCio.replace('ZQSCHOOL', 'ZQOLDSCHOOL')
  const applied = await apply(coordinator, people)
  await forgetOldRows(server.sql)
  expect(await tablesWith('ZQABANDONED')).toEqual(['import', 'import_line'])
  expect(await tablesWith('ZQOLDROUX')).toEqual(['import_line'])

  await server.sql`update import set created_at = now() - interval '8 days' where id = ${id}`
  await server.sql`update import set applied_at = now() - interval '31 days' where id = ${applied}`
  await forgetOldRows(server.sql)
  expect(await tablesWith('ZQABANDONED')).toEqual([])
  expect(await tablesWith('ZQOLDROUX')).toEqual([])
  expect(await tablesWith('ZQOLDSCHOOL')).toEqual([])
  expect((await coordinator.read(applied)).toCio).toBe(0)
  expect((await coordinator.read(id)).state).toBe('undone')
  const rejected = await (await coordinator.fetch(`/imports/${applied}/rejected`)).text()
  expect(rejected).toContain('Date de naissance impossible')
  expect(rejected).not.toContain('31/06/2002')
})
