// `npm start`: builds the server if its sources have changed since the last time, and runs what was built.
import { pathToFileURL } from 'node:url'
import { buildServer } from './build-server.mjs'

const folder = await buildServer().catch((/** @type {unknown} */ error) => {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`\n  The server cannot be built: ${reason}\n\n`)
  process.exit(1)
})
await import(`${pathToFileURL(folder).href}/server/main.mjs`)
