import { Hono } from 'hono'
import { campaignDescriptions, campaignRoutes } from './http/campaigns.ts'
import { cardDescriptions, cardRoutes } from './http/cards.ts'
import { createCardDescriptions, createCardRoutes } from './http/create-card.ts'
import { eraseCardDescriptions, eraseCardRoutes } from './http/erase-card.ts'
import type { RouteDescriptions } from './http/describe.ts'
import { dispatchDescriptions, dispatchRoutes } from './http/dispatch.ts'
import { findDescriptions, findRoutes } from './http/find.ts'
import { installGuard, type HttpEnv } from './http/guard.ts'
import { importDescriptions, importRoutes } from './http/imports.ts'
import { invitationDescriptions, invitationRoutes } from './http/invitations.ts'
import { leaseDescriptions, leaseRoutes } from './http/leases.ts'
import { noticeDescriptions, noticeRoutes } from './http/notices.ts'
import { openapiRoutes } from './http/openapi.ts'
import type { Parts } from './http/parts.ts'
import { peopleDescriptions, peopleRoutes } from './http/people.ts'
import { preferenceDescriptions, preferenceRoutes } from './http/preferences.ts'
import { sessionKeyDescriptions, sessionKeyRoutes } from './http/session-key.ts'
import { sessionDescriptions, sessionRoutes } from './http/sessions.ts'
import { setupDescriptions, setupRoutes } from './http/setup.ts'
import { triageDecisionDescriptions, triageDecisionRoutes } from './http/triage-decisions.ts'
import { triageDescriptions, triageJobsOf, triageRoutes } from './http/triage.ts'

/** What every route takes and answers; a test holds it equal to the routes themselves. */
const descriptions: RouteDescriptions = {
  ...sessionDescriptions,
  ...sessionKeyDescriptions,
  ...setupDescriptions,
  ...invitationDescriptions,
  ...campaignDescriptions,
  ...peopleDescriptions,
  ...preferenceDescriptions,
  ...cardDescriptions,
  ...createCardDescriptions,
  ...findDescriptions,
  ...eraseCardDescriptions,
  ...importDescriptions,
  ...leaseDescriptions,
  ...dispatchDescriptions,
  ...noticeDescriptions,
  ...triageDescriptions,
  ...triageDecisionDescriptions,
}

/** The HTTP application from its parts; no I/O of its own, so tests call `app.request`. */
export function createApp(parts: Parts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  installGuard(app, parts)
  app.route('/', sessionRoutes(parts))
  app.route('/', sessionKeyRoutes(parts))
  app.route('/', setupRoutes(parts))
  app.route('/', invitationRoutes(parts))
  app.route('/', campaignRoutes(parts))
  app.route('/', peopleRoutes(parts))
  app.route('/', preferenceRoutes(parts))
  app.route('/', cardRoutes(parts))
  app.route('/', createCardRoutes(parts))
  app.route('/', findRoutes(parts))
  app.route('/', eraseCardRoutes(parts))
  app.route('/', importRoutes(parts))
  app.route('/', leaseRoutes(parts))
  app.route('/', dispatchRoutes(parts))
  app.route('/', noticeRoutes(parts))
  const triage = triageJobsOf(parts)
  app.route('/', triageRoutes(parts, triage))
  app.route('/', triageDecisionRoutes(parts, triage))
  app.route('/', openapiRoutes(descriptions))
  return app
}
