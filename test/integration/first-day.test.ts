import { afterAll, beforeAll, expect, test } from 'vitest'
import { campaignAnswer, setupAnswer } from '#shared/contracts/campaigns.ts'
import { cardAnswer, cardsAnswer, historyAnswer } from '#shared/contracts/cards.ts'
import { boardOf, laneId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { issueSetupToken } from '#server/auth/setup-token.ts'
import type { Relance } from '#server/relance.ts'
import { cookieOf } from '#test/support/app.ts'
import { startServer } from '#test/support/server.ts'

// The whole server, its rooms and its projections: what the other tests of these routes replace by stubs.
let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

let cookie = ''
async function send(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: server.url },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

test('[S3] from the console’s token to a card on the board, its move and its history', async () => {
  const token = must(await issueSetupToken(server.sql), 'the set-up is needed')
  const done = await send('POST', '/api/setup', {
    token,
    administrator: { name: 'Ada Roy', email: 'ada@example.org', password: 'a long enough one' },
    campaign: { name: 'Paris 2020', template: 'mission_locale', lanes: [{ name: 'Est' }] },
  })
  expect(done.status).toBe(201)
  cookie = cookieOf(done.headers.get('set-cookie'))
  const { user, campaign } = setupAnswer.parse(await done.json())
  const base = `/api/campaigns/${campaign.id}`

  const made = await send('POST', `${base}/cards`, {
    lastName: 'Lefèvre',
    firstName: 'Anaïs',
    phones: ['06 12 34 56 78'],
    receivedOn: '2026-11-16',
  })
  expect(made.status).toBe(201)
  const { card } = cardAnswer.parse(await made.json())
  expect(card).toMatchObject({ stage: 'received', lane: null, dueOn: '2026-12-01', attempts: 0 })

  const { lanes } = campaignAnswer.parse(await (await send('GET', base)).json())
  const lane = laneId.parse(lanes[0]?.id)
  await server.rooms.execute(boardOf(campaign.id), {
    user: user.id,
    edit: (doc) => {
      const map = must(doc.getMap<Map<string, unknown>>('cards').get(card.id), 'the card is there')
      map.set('at', { ...card.facts.at, stage: 'dispatched', lane })
    },
  })

  const list = cardsAnswer.parse(await (await send('GET', `${base}/cards?q=anais+lefe`)).json())
  expect(list).toMatchObject({ cards: [{ id: card.id, stage: 'dispatched', lane }], total: 1 })
  // Contact details stand in the dossier, and nowhere in what these routes answer.
  expect(JSON.stringify(list)).not.toContain('612345678')

  const told = await send('GET', `${base}/cards/${card.id}/history`)
  const { history } = historyAnswer.parse(await told.json())
  expect(history.at(-1)).toMatchObject({
    by: { id: user.id, name: 'Ada Roy' },
    field: 'at',
    new: { stage: 'dispatched', lane },
    verdict: 'kept',
  })

  expect((await send('DELETE', '/api/session')).status).toBe(204)
  expect((await send('GET', base)).status).toBe(401)
})
