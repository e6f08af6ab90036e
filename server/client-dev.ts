import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { projectFolder } from './project-folder.ts'

export interface DevClient {
  /** Answers whatever the server does not answer itself. */
  answer(request: IncomingMessage, response: ServerResponse): void
  close(): Promise<void>
}

/** Vite inside this process: one port for the page, the API, the rooms and the reloads. */
export async function createDevClient(http: Server): Promise<DevClient> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: join(projectFolder, 'vite.config.ts'),
    root: join(projectFolder, 'client'),
    server: { middlewareMode: true, ws: { server: http } },
    appType: 'spa',
  })
  return { answer: vite.middlewares, close: () => vite.close() }
}
