import { Hono } from 'hono'
import { installGuard, type HttpEnv } from './http/guard.ts'
import type { Parts } from './http/parts.ts'
import { sessionRoutes } from './http/sessions.ts'

/** The HTTP application from its parts; no I/O of its own, so tests call `app.request`. */
export function createApp(parts: Parts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  installGuard(app, parts)
  app.route('/', sessionRoutes(parts))
  return app
}
