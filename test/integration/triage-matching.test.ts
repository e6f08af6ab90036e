// The matching behind the requests when it fails: it waits before it tries again, says so, and tries at once when asked.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { triageAnswer, triageCardAnswer } from '#shared/contracts/triage.ts'
import { createLog } from '#server/log.ts'
import type { Relance } from '#server/relance.ts'
import { createTriageJobs, type MatchParts } from '#server/triage/jobs.ts'
import { matchHere } from '#server/triage/match-here.ts'
import { cardNamed } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { aminataFile, anExtract, aTriage, someYouths } from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

describe('a matching that fails', () => {
  test('[2] is not tried again at each look, but after a pause that grows; asked for, it is tried at once', async () => {
    const { campaign } = await aTriage(server, { lists: [someYouths] })
    let tries = 0
    let breaks = true
    let clock = Date.parse('2026-11-25T09:00:00Z')
    const match: MatchParts['match'] = (task) => {
      tries += 1
      return breaks ? Promise.reject(new Error('broken')) : Promise.resolve(matchHere(task))
    }
    const jobs = createTriageJobs({
      sql: server.sql,
      log: createLog('silent'),
      match,
      now: () => clock,
    })
    const look = async (how: 'start' | 'restart' = 'start') => {
      jobs[how](campaign)
      await jobs.idle()
      return { tries, againAt: jobs.failureOf(campaign)?.againAt.toISOString().slice(11, 19) }
    }
    expect(await look()).toEqual({ tries: 1, againAt: '09:00:30' })
    clock += 29_000
    expect(await look()).toEqual({ tries: 1, againAt: '09:00:30' })
    clock += 1_000
    expect(await look()).toEqual({ tries: 2, againAt: '09:01:30' })
    expect(await look('restart')).toEqual({ tries: 3, againAt: '09:02:30' })
    breaks = false
    expect(await look()).toEqual({ tries: 3, againAt: '09:02:30' })
    expect(await look('restart')).toEqual({ tries: 4, againAt: undefined })
    // Everything is fresh now: nothing is left to be matched.
    expect(await look()).toEqual({ tries: 4, againAt: undefined })
    await jobs.close()
  })

  test('[2] is told with when it is tried again; another extract is matched at once', async () => {
    const world = await aTriage(server, { lists: [someYouths] })
    const user = world.coordinator.person.id
    await world.load(anExtract(aminataFile))
    await world.matched()
    // What cannot be opened any more, and youths that have to be matched again.
    await server.sql`
      update triage_extract set sealed = 'no extract'::bytea where campaign_id = ${world.campaign}`
    await server.sql`update triage_match set made_of = '' where campaign_id = ${world.campaign}`
    const queue = await vi.waitUntil(
      async () => {
        const answer = triageAnswer.parse((await world.call(user, '')).body)
        return answer.matching ? null : answer
      },
      { timeout: 60_000, interval: 100 },
    )
    expect(queue).toMatchObject({ matching: false, failed: { againAt: expect.any(String) } })
    expect(Date.parse(queue.failed?.againAt ?? '') - Date.now()).toBeGreaterThan(10_000)
    const card = await cardNamed(world.coordinator, 'DIALLO')
    const opened = triageCardAnswer.parse((await world.call(user, `/cards/${card}`)).body)
    expect(opened).toMatchObject({ matching: false, verdict: null, failed: queue.failed })
    for (const [role, other] of Object.entries(world.people)) {
      const { status } = await world.call(other, '/matching', { method: 'POST' })
      expect(status, `${role} asks`).toBe(role === 'ines' ? 202 : 403)
    }
    await world.load(anExtract(aminataFile))
    expect(await world.matched()).toMatchObject({ failed: null })
    expect((await world.open(card)).candidates).toMatchObject([{ file: '1000001' }])
  })
})
