import { Hono } from 'hono'
import {
  householdsAnswer,
  householdsQuery,
  laneRequest,
  officerRequest,
} from '#shared/contracts/campaigns.ts'
import { laneId, userId, type LaneId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { laneOfOfficer, setSector, setWorkingTime } from '#server/campaigns/working-time.ts'
import { readHouseholds } from '#server/cards/households.ts'
import { notFound } from '#server/errors.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readId, readJson, readQuery } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

export function dispatchRoutes(parts: Parts) {
  const { sql, writer } = parts
  return new Hono<HttpEnv>()
    .patch('/api/campaigns/:id/lanes/:lane', async (c) => {
      const { campaign, actor } = await member(c, parts)
      demand(actor, 'lanes.edit')
      const lane = readId(c, 'lane', laneId)
      const change = await readJson(c, laneRequest)
      await setSector(writer, { campaign, by: actor.user, lane, change })
      return c.body(null, 204)
    })
    .patch('/api/campaigns/:id/officers/:officer', async (c) => {
      const { campaign, actor } = await member(c, parts)
      const officer = readId(c, 'officer', userId)
      const lane = await laneOfOfficer(sql, { campaign, officer })
      demand(actor, 'officers.edit', lane ? { at: anywhereIn(lane) } : {})
      if (lane === undefined) throw notFound()
      const change = await readJson(c, officerRequest)
      await setWorkingTime(writer, { campaign, by: actor.user, officer, change })
      return c.body(null, 204)
    })
    .get('/api/campaigns/:id/households', async (c) => {
      const { campaign, actor } = await member(c, parts)
      const { lane = null } = readQuery(c, householdsQuery)
      // It is told from the dossiers of the whole lane, colleagues' cards among them: for those who give these out, who may
      // open them all. An officer of a mission locale takes cards for themselves alone. [P3, P4, P7]
      demand(actor, 'lane.share', lane ? { at: anywhereIn(lane) } : {})
      return c.json({ households: await readHouseholds(sql, { campaign, lane }) })
    })
}

function anywhereIn(lane: LaneId): Place {
  return { stage: 'received', lane, officer: null, rank: 'a0' }
}

export const dispatchDescriptions = describe({
  'PATCH /api/campaigns/:id/lanes/:lane': {
    summary: 'Set the post codes that a lane serves, and how lists write its name',
    body: laneRequest,
    answers: { 204: null, 400: 'problem', 403: 'problem', 404: 'problem' },
  },
  'PATCH /api/campaigns/:id/officers/:officer': {
    summary: 'Set the quota and the absences of an officer',
    body: officerRequest,
    answers: { 204: null, 400: 'problem', 403: 'problem', 404: 'problem' },
  },
  'GET /api/campaigns/:id/households': {
    summary: 'Cards of brothers and sisters, in one lane or in all',
    query: householdsQuery,
    answers: { 200: householdsAnswer, 403: 'problem', 404: 'problem' },
  },
})
