// A campaign where two coordinators triage: sectors by post code, people in them, a list that waits, an extract.
import { vi } from 'vitest'
import type { z } from 'zod'
import { campaignAnswer } from '#shared/contracts/campaigns.ts'
import { triageAnswer, triageCardAnswer } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { createAuth } from '#server/auth/auth.ts'
import { createCampaign } from '#server/campaigns/create.ts'
import type { Relance } from '#server/relance.ts'
import { aPerson } from './app.ts'
import { signIn } from './board-world.ts'
import { bring, csv, importerOf, type Importer, type ListFile } from './imports.ts'

export interface TriageWorld {
  readonly campaign: CampaignId
  /** Solène, who made the campaign. */
  readonly coordinator: Importer
  readonly people: Readonly<
    Record<'ines' | 'manager' | 'officer' | 'observer' | 'partner' | 'admin', UserId>
  >
  readonly lanes: Readonly<Record<'nord' | 'est', LaneId>>
  readonly call: (user: UserId, path: string, init?: Call) => Promise<Answered>
  readonly load: (file: ListFile, user?: UserId) => Promise<Answered>
  /** The queue once everything is matched. */
  readonly matched: () => Promise<z.output<typeof triageAnswer>>
  readonly open: (card: CardId) => Promise<z.output<typeof triageCardAnswer>>
}

interface Call {
  readonly method?: string
  readonly body?: unknown
}
interface Answered {
  readonly status: number
  readonly body: unknown
}

const person = (name: string) => ({
  name,
  email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${Math.random().toString(36).slice(2)}@example.org`,
})

export async function aTriage(
  server: Relance,
  {
    lists = [],
    template = 'mission_locale',
  }: { lists?: readonly ListFile[]; template?: 'mission_locale' | 'platform' } = {},
): Promise<TriageWorld> {
  const { sql, url, rooms } = server
  const solene = await aPerson(
    { sql, auth: createAuth({ sql, secure: false }) },
    { name: 'Solène Maury' },
  )
  const nawel = person('Nawel Haddad')
  const { campaign: made } = await createCampaign(
    { sql, writer: rooms },
    {
      name: 'RIO mars 2020',
      template,
      lanes: [
        {
          name: 'Nord',
          postCodes: ['75017', '75018', '75019', '75010', '75009'],
          managers: [person('Hélène Garnier')],
          officers: template === 'platform' ? [] : [{ ...nawel, weeklyQuota: 15 }],
        },
        {
          name: 'Est',
          postCodes: ['75011', '75012', '75020', '75013', '75014', '75005'],
          managers: [person('Sandrine Poirier')],
          officers: [],
        },
      ],
      pool: template === 'platform' ? [{ ...nawel, weeklyQuota: 15 }] : [],
      observers: [person('Odile Roux')],
      coordinators: [{ name: solene.name, email: solene.email }, person('Inès Tavares')],
    },
    solene.id,
  )
  const campaign = made.id
  const coordinator = importerOf({ url, person: solene, campaign })
  for (const list of lists) await bring(coordinator, list)
  const detail = campaignAnswer.parse(await (await coordinator.fetch('')).json())
  const laneNamed = (name: string) =>
    must(
      detail.lanes.find((lane) => lane.name === name),
      name,
    )
  const idOf = async (name: string) => {
    const [row] = await sql<{ id: UserId }[]>`
      select u.id
      from app_user u
      join membership m on m.user_id = u.id
      where m.campaign_id = ${campaign} and u.name = ${name}`
    return must(row, name).id
  }
  const joined = async (role: 'partner' | 'admin') => {
    const { id } = await aPerson({ sql, auth: createAuth({ sql, secure: false }) })
    await sql`insert into membership (campaign_id, user_id, role) values (${campaign}, ${id}, ${role})`
    return id
  }

  async function call(user: UserId, path: string, init: Call = {}): Promise<Answered> {
    const form = init.body instanceof FormData
    const response = await fetch(`${url}/api/campaigns/${campaign}/triage${path}`, {
      method: init.method ?? 'GET',
      headers: {
        cookie: await signIn(sql, user),
        ...(init.body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(init.body === undefined
        ? {}
        : { body: init.body instanceof FormData ? init.body : JSON.stringify(init.body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
  }

  return {
    campaign,
    coordinator,
    people: {
      ines: await idOf('Inès Tavares'),
      manager: await idOf('Hélène Garnier'),
      officer: await idOf('Nawel Haddad'),
      observer: await idOf('Odile Roux'),
      partner: await joined('partner'),
      admin: await joined('admin'),
    },
    lanes: { nord: laneNamed('Nord').id, est: laneNamed('Est').id },
    call,
    load: ({ name, bytes }, user = solene.id) => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], name))
      return call(user, '/extract', { method: 'POST', body: form })
    },
    matched: () =>
      vi.waitUntil(
        async () => {
          const queue = triageAnswer.parse((await call(solene.id, '')).body)
          return queue.matching ? null : queue
        },
        { timeout: 60_000, interval: 150 },
      ),
    open: async (card) => triageCardAnswer.parse((await call(solene.id, `/cards/${card}`)).body),
  }
}

/** An extract of i-milo's form, with these rows. */
export const anExtract = (...rows: string[]): ListFile => ({
  name: 'extrait.csv',
  bytes: Buffer.from(
    [
      'N° dossier;Nom de naissance;Nom d’usage;Prénom;Sexe;Date de naissance;Site;Conseiller référent;Statut du dossier;Dernier entretien;Adresse;Code postal;Commune;Mobile;Courriel',
      ...rows,
    ].join('\r\n'),
  ),
})

/** Files of the youths of `twoYouths`: Aminata followed by Nawel, a homonym of Léo whose day and month are exchanged. */
export const aminataFile =
  '1000001;DIALLO;;Aminata;F;04/05/2001;SITE NORD;HADDAD Nawel;Actif;12/03/2020;12 rue Riquet;75019;PARIS;0639980011;'
export const nearLeoFile =
  '1000002;MERCIER;;Leo;M;30/06/2001;SITE NORD;PARTI Jean;En veille;12/03/2018;;75018;PARIS;0639980099;'

export const someYouths = csv(
  'DIALLO;Aminata;04/05/2001;12 rue Riquet;75019;PARIS;0639980011;;Sans solution;Emploi;Oui',
  'MERCIER;Léo;30/06/2002;;75018;PARIS 18;0639980012;leo@exemple.fr;;;Oui',
  'TRAORÉ;Fatou;12/09/2003;;75020;PARIS;0639980013;;;;Oui',
  'TRAORE;Fatou;12/09/2002;;75020;PARIS;0639980013 / 0639980016;;;;Oui',
  'NGUYEN;Tom;01/02/2002;;93100;MONTREUIL;0639980014;;;;Oui',
)
