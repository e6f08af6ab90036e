// Lists sent to a real server, as a coordinator's browser sends them.
import { vi } from 'vitest'
import { importAnswer, undoAnswer, type ImportAnswer } from '#shared/contracts/imports.ts'
import { campaignId, type CampaignId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import { createAuth } from '#server/auth/auth.ts'
import { createCampaign } from '#server/campaigns/create.ts'
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

function importerOf({
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
