import { Hono } from 'hono'
import { campaignRoutes } from './http/campaigns.ts'
import { cardRoutes } from './http/cards.ts'
import { installGuard, type HttpEnv } from './http/guard.ts'
import { invitationRoutes } from './http/invitations.ts'
import type { Parts } from './http/parts.ts'
import { sessionRoutes } from './http/sessions.ts'
import { setupRoutes } from './http/setup.ts'

/** The HTTP application from its parts; no I/O of its own, so tests call `app.request`. */
export function createApp(parts: Parts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  installGuard(app, parts)
  app.route('/', sessionRoutes(parts))
  app.route('/', setupRoutes(parts))
  app.route('/', invitationRoutes(parts))
  app.route('/', campaignRoutes(parts))
  app.route('/', cardRoutes(parts))
  return app
}
