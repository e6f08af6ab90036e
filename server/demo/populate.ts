import type { Sql } from '#server/database/sql.ts'
import { CannotStart } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, ImportId, UserId } from '#shared/domain/ids.ts'
import { lifeOf } from './life.ts'
import { operatorList, sieiList } from './lists.ts'
import { missionLocale, platform, type Organisation, type PlannedList } from './organisations.ts'
import { playLives, type Life } from './play.ts'
import { playDossiers } from './play-dossiers.ts'
import { createRandom } from './random.ts'
import { readReceived } from './received.ts'
import { receiveList } from './receive.ts'
import { createAdministrator, settle } from './settle.ts'
import { clear, finish, readDemoState } from './state.ts'
import type { Crew } from './step.ts'
import { fictionNumbers, makeYouths, type Numbers } from './youths.ts'

export interface DemoParts {
  readonly sql: Sql
  readonly writer: DocumentWriter
  readonly log: Log
  /** Everything is drawn for that day and dated before it. */
  readonly today: Day
  /** Throws away what an earlier population left, and what was done with it. */
  readonly fresh?: boolean
}

/** Any number that nothing else on this database locks. */
const demoLock = 7_354_264

/**
 * Fills an empty database with two synthetic campaigns, through the code of real use: campaigns are created, lists
 * imported, cards dispatched, called and followed up by the people whose work it is. A database that is already
 * populated is left alone, unless `fresh`; an interrupted population is thrown away and started anew. A database that
 * holds anything else is a `CannotStart`.
 */
export async function populateDemo(parts: DemoParts): Promise<'populated' | 'already'> {
  const lock = await parts.sql.reserve()
  try {
    await lock`select pg_advisory_lock(${demoLock})`
    return await populateAlone(parts)
  } finally {
    await lock`select pg_advisory_unlock(${demoLock})`
    lock.release()
  }
}

async function populateAlone({ sql, writer, log, today, fresh }: DemoParts) {
  const state = await readDemoState(sql)
  if (state === 'foreign') {
    throw new CannotStart(
      'The database holds people who are not of the demonstration: give the demonstration a database (or a DATA_DIR) of its own.',
    )
  }
  if (state === 'populated' && !fresh) return 'already'
  if (state !== 'empty') await clear(sql)

  const started = performance.now()
  const creator = await createAdministrator(sql)
  for (const organisation of [missionLocale(today), platform(today)]) {
    await populateOne({ sql, writer, log, today }, organisation, creator)
  }
  await finish(sql)
  log.info({ seconds: (performance.now() - started) / 1000 }, 'demonstration populated')
  return 'populated'
}

async function populateOne(parts: DemoParts, organisation: Organisation, creator: UserId) {
  const { campaign, crew } = await settle(parts, organisation, creator)
  const random = createRandom(`${organisation.seed} lives`)
  const numbers = fictionNumbers(...organisation.numbers)
  const lives: Life[] = []
  for (const list of organisation.lists) {
    const received = await receive(parts, { organisation, campaign, crew, numbers, list })
    const cards = await readReceived(parts.sql, received, { list, random })
    for (const card of cards) lives.push({ card: card.id, steps: lifeOf(card, crew, random) })
  }
  const play = {
    writer: parts.writer,
    campaign,
    random: createRandom(`${organisation.seed} acts`),
    today: parts.today,
    turn: turnsOf(crew),
  }
  const steps = await playLives(lives, play)
  await playDossiers(lives, play)
  parts.log.info({ campaign, cards: lives.length, steps }, 'campaign populated')
}

interface Receipt {
  readonly organisation: Organisation
  readonly campaign: CampaignId
  readonly crew: Crew
  readonly numbers: Numbers
  readonly list: PlannedList
}

function receive(parts: DemoParts, receipt: Receipt): Promise<ImportId> {
  const { organisation, campaign, crew, numbers, list } = receipt
  const { region, territories, seed } = organisation
  const random = createRandom(`${seed} ${list.name}`)
  const on = list.receivedOn
  const ages = region === 'paris' ? { youngest: 16, oldest: 24 } : { youngest: 16, oldest: 20 }
  const youths = makeYouths(list.rows, { random, region, territories, numbers, on, ...ages })
  const write = region === 'paris' ? operatorList : sieiList
  return receiveList(parts, {
    campaign,
    user: crew.coordinator,
    file: write({ name: list.name, receivedOn: on, youths, random }),
    source: region === 'paris' ? 'operator_list' : 'siei_list',
    receivedOn: on,
  })
}

/** The coordinator dispatches before the managers do, and they before the officers. */
function turnsOf(crew: Crew): (user: UserId) => number {
  const managers = new Set(crew.lanes.map((team) => team.manager))
  const officers = new Set(crew.lanes.flatMap((team) => team.officers.map(({ id }) => id)))
  return (user) =>
    user === crew.coordinator ? 0 : managers.has(user) && !officers.has(user) ? 1 : 2
}
