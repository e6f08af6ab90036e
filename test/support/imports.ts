// Lists sent to a real server, as a coordinator's browser sends them.
import { vi } from 'vitest'
import { cardsAnswer } from '#shared/contracts/cards.ts'
import { importAnswer, undoAnswer, type ImportAnswer } from '#shared/contracts/imports.ts'
import {
  campaignId,
  dossierOf,
  type CampaignId,
  type CardId,
  type ImportId,
} from '#shared/domain/ids.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import type { Role } from '#shared/domain/roles.ts'
import { must } from '#shared/assert.ts'
import { createAuth } from '#server/auth/auth.ts'
import { createCampaign } from '#server/campaigns/create.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import type { Relance } from '#server/relance.ts'
import { aPerson, type TestPerson } from './app.ts'

export interface Importer {
  readonly person: TestPerson
  readonly campaign: CampaignId
  readonly send: (file: ListFile) => Promise<Sent>
  readonly read: (id: string) => Promise<ImportAnswer>
  readonly apply: (id: string) => Promise<ImportAnswer>
  readonly undo: (id: string) => Promise<ReturnType<typeof undoAnswer.parse>>
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
}

export interface ListFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly receivedOn?: string
  readonly source?: string
}

export interface Sent {
  readonly status: number
  /** importAnswer, or a problem. */
  readonly body: unknown
}

/** A campaign of its own with a coordinator, on `server`. */
export async function anImporter(
  server: Pick<Relance, 'sql' | 'url' | 'rooms'>,
  template: 'mission_locale' | 'platform' = 'mission_locale',
): Promise<Importer> {
  const { sql, url, rooms } = server
  const person = await aPerson({ sql, auth: createAuth({ sql, secure: false }) })
  const { campaign } = await createCampaign(
    { sql, writer: rooms },
    { name: 'Campagne', template, lanes: [], pool: [], observers: [], coordinators: [] },
    person.id,
  )
  return importerOf({ url, person, campaign: campaignId.parse(campaign.id) })
}

/** The same for a server whose rooms are not needed: rows of the tables only. */
export async function aMember(
  server: Pick<Relance, 'sql' | 'url'>,
  { campaign, role }: { campaign: string; role: Role },
): Promise<Importer> {
  const { sql, url } = server
  const person = await aPerson({ sql, auth: createAuth({ sql, secure: false }) })
  await sql`
    insert into campaign (id, name, template, settings)
    values (${campaign}, 'Campagne', 'mission_locale', '{}')
    on conflict (id) do nothing`
  await sql`
    insert into membership (campaign_id, user_id, role) values (${campaign}, ${person.id}, ${role})`
  return importerOf({ url, person, campaign: campaignId.parse(campaign) })
}

export function importerOf({
  url,
  person,
  campaign,
}: {
  url: string
  person: TestPerson
  campaign: CampaignId
}): Importer {
  const call = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('Cookie', person.cookie)
    return fetch(`${url}/api/campaigns/${campaign}${path}`, { ...init, headers })
  }
  const read = async (id: string) => importAnswer.parse(await (await call(`/imports/${id}`)).json())
  return {
    person,
    campaign,
    fetch: call,
    read,
    async send({ name, bytes, receivedOn, source }) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], name))
      if (receivedOn !== undefined) form.set('receivedOn', receivedOn)
      if (source !== undefined) form.set('source', source)
      const response = await call('/imports', { method: 'POST', body: form })
      return { status: response.status, body: (await response.json()) as unknown }
    },
    async apply(id) {
      const response = await call(`/imports/${id}/apply`, { method: 'POST' })
      if (response.status !== 202)
        throw new Error(`apply answered ${response.status}: ${await response.text()}`)
      return vi.waitUntil(
        async () => {
          const answer = await read(id)
          return answer.state === 'applying' ? null : answer
        },
        { timeout: 60_000, interval: 100 },
      )
    },
    async undo(id) {
      return undoAnswer.parse(await (await call(`/imports/${id}`, { method: 'DELETE' })).json())
    },
  }
}

/** What `beginImport` is told when this person has the list applied. */
export function beginning({ campaign, person }: Importer, id: ImportId) {
  return { campaign, id, user: person.id }
}

/** A list of the operator's form, with these rows. */
export const csv = (...rows: string[]): ListFile => ({
  name: 'liste.csv',
  receivedOn: '2020-04-10',
  bytes: Buffer.from(
    [
      'Nom;Prénom;Date de naissance;Adresse;Code postal;Ville;Téléphone;Email;Situation;Souhait;Accord',
      ...rows,
    ].join('\r\n'),
  ),
})
export const aminata =
  'DIALLO;Aminata;04/05/2001;12 rue Riquet;75019;PARIS;0639980011;;Sans solution;Emploi;Oui'
export const leo = 'MERCIER;Léo;30/06/2002;;75018;PARIS 18;0639980012;leo@exemple.fr;;;Oui'

/** Sends a file and reads what it would bring. */
export async function preview(coordinator: Importer, file: ListFile): Promise<ImportAnswer> {
  const { status, body } = await coordinator.send(file)
  if (status !== 201) throw new Error(`preview answered ${status}`)
  return importAnswer.parse(body)
}

/** Sends a file and applies it. */
export async function bring(coordinator: Importer, file: ListFile): Promise<ImportAnswer> {
  const { id } = await preview(coordinator, file)
  return coordinator.apply(id)
}

export async function cardsOf(coordinator: Importer) {
  const response = await coordinator.fetch('/cards?limit=500')
  return cardsAnswer.parse(await response.json())
}

export async function cardNamed(coordinator: Importer, lastName: string): Promise<CardId> {
  const { cards } = await cardsOf(coordinator)
  return must(
    cards.find((card) => card.lastName === lastName && !card.closed),
    `a card of ${lastName}`,
  ).id
}

/** Writes in a dossier as a colleague would. */
export async function typeIn(
  rooms: DocumentWriter,
  { coordinator, card }: { readonly coordinator: Importer; readonly card: CardId },
  values: Record<string, unknown>,
): Promise<void> {
  await rooms.execute(dossierOf(card), {
    user: coordinator.person.id,
    edit(doc) {
      for (const [field, value] of Object.entries(values))
        dossierTypes(doc).person.set(field, value)
    },
  })
}
