// A list is applied while a colleague works: from the click to every card on the colleague's board, and what it costs them.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importAnswer } from '#shared/contracts/imports.ts'
import { boardOf, userId, type CampaignId } from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { rankBetween } from '#shared/documents/rank.ts'
import { createAuth } from '#server/auth/auth.ts'
import { createCampaign } from '#server/campaigns/create.ts'
import { removeCluster } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { createLog } from '#server/log.ts'
import { startRelance } from '#server/relance.ts'
import { openBoard, type BoardClient } from '#test/support/board-client.ts'
import { largeCsv } from '#test/support/large-lists.ts'
import { quantilesOf, round, wait } from './figures.ts'
import { quietConfig, spawnServer } from './relance-target.ts'
import type { Run } from './report.ts'

/** The colleague moves a card this often. */
const moveEveryMs = 40
const receivedOn = '2020-03-17'

/** One campaign for each size, on a server of its own process. */
export async function measureImports(databaseUrl: string | undefined, sizes: readonly number[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'relance-bench-'))
  const log = createLog('silent')
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir, log }) : null
  const url = embedded?.url ?? databaseUrl
  if (url === undefined) throw new Error('No database')
  try {
    const runs: Record<string, Run> = {}
    for (const rows of sizes) runs[`${rows} rows`] = await measureImport(url, dataDir, rows)
    return runs
  } finally {
    await embedded?.stop()
    removeCluster(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureImport(databaseUrl: string, dataDir: string, rows: number): Promise<Run> {
  const { campaign, cookies } = await seed(databaseUrl, dataDir)
  const server = await spawnServer({ databaseUrl, dataDir })
  try {
    const call = callerOf(server.url, campaign, cookies[0])
    // Few cards that stand there before, for the colleague to move.
    await applyList(call, largeCsv(40, { from: 1_000_000 }))
    const idle = memoryPeakOf(server.pid)
    const colleague = await openBoard({
      url: server.url,
      cookie: cookies[1],
      document: boardOf(campaign),
    })
    const own = [...boardTypes(colleague.doc).cards.keys()]
    const quiet = await movesDuring(colleague, own, wait(2000))

    const startedAt = performance.now()
    const preview = await call.send(largeCsv(rows))
    const previewMs = performance.now() - startedAt
    const answerKb = Buffer.byteLength(JSON.stringify(preview)) / 1024
    const clickedAt = performance.now()
    await call.apply(preview.id)
    const arrived = colleague.until(
      () => boardTypes(colleague.doc).cards.size === own.length + rows,
    )
    const during = await movesDuring(colleague, own, arrived)
    const ms = performance.now() - clickedAt
    await colleague.disconnect()
    return {
      previewMs: round(previewMs, 0),
      previewAnswerKb: round(answerKb, 0),
      clickToAllCardsMs: round(ms, 0),
      cardsPerSecond: round(rows / (ms / 1000), 0),
      colleagueAckMsBefore: quiet,
      colleagueAckMsDuring: during,
      serverPeakMb: memoryPeakOf(server.pid),
      serverPeakMbBefore: idle,
    }
  } finally {
    await server.stop()
  }
}

/** A coordinator who imports, and one who works. */
async function seed(databaseUrl: string, dataDir: string) {
  const seeding = await startRelance({ ...quietConfig, databaseUrl, dataDir }, createLog('silent'))
  const auth = createAuth({ sql: seeding.sql, secure: false })
  const people = [0, 1].map(() => userId.parse(`bench-${Math.random().toString(36).slice(2)}`))
  for (const id of people) {
    await seeding.sql`
      insert into app_user (id, email, name) values (${id}, ${`${id}@example.org`}, ${id})`
  }
  const [importer = people[0], colleague] = people
  const { campaign } = await createCampaign(
    { sql: seeding.sql, writer: seeding.rooms },
    { name: 'Bench', template: 'platform', lanes: [], pool: [], observers: [], coordinators: [] },
    importer ?? userId.parse('bench-nobody'),
  )
  await seeding.sql`
    insert into membership (campaign_id, user_id, role)
    values (${campaign.id}, ${colleague ?? ''}, 'coordinator')`
  const cookies: string[] = []
  for (const id of people) {
    const { setCookie } = await auth.welcome(id, 'bench')
    cookies.push(setCookie.split(';')[0] ?? '')
  }
  await seeding.close()
  return { campaign: campaign.id, cookies: [cookies[0] ?? '', cookies[1] ?? ''] as const }
}

type Caller = ReturnType<typeof callerOf>

function callerOf(url: string, campaign: CampaignId, cookie: string) {
  const at = `${url}/api/campaigns/${campaign}/imports`
  const read = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(at + path, { ...init, headers: { cookie } })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return importAnswer.parse(await response.json())
  }
  return {
    read,
    send(bytes: Buffer) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], 'liste.csv'))
      form.set('receivedOn', receivedOn)
      return read('', { method: 'POST', body: form })
    },
    apply: (id: string) => read(`/${id}/apply`, { method: 'POST' }),
  }
}

async function applyList(call: Caller, bytes: Buffer): Promise<void> {
  const { id } = await call.send(bytes)
  await call.apply(id)
  while ((await call.read(`/${id}`)).state !== 'applied') await wait(100)
}

/** Times from a move to its acknowledgement, one move after the other, until `end`. */
async function movesDuring(client: BoardClient, cards: readonly string[], end: Promise<unknown>) {
  const times: number[] = []
  const going = { on: true }
  const ended = end.finally(() => {
    going.on = false
  })
  let rank = rankBetween(null, null)
  for (let i = 0; going.on; i++) {
    rank = rankBetween(rank, null)
    const card = boardTypes(client.doc).cards.get(cards[i % cards.length] ?? '')
    const at = card?.get('at')
    const startedAt = performance.now()
    if (card && typeof at === 'object') card.set('at', { ...at, rank })
    await client.saved()
    times.push(performance.now() - startedAt)
    await wait(moveEveryMs)
  }
  await ended
  return quantilesOf(times)
}

/** Megabytes that the process has held at most; its reading thread is in it. */
function memoryPeakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024, 0)
}
