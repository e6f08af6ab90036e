// The real server as a process, as it is built, with one bound that a benchmark may lift: how fast one socket is read.
import { pathToFileURL } from 'node:url'
import { buildServer } from '../../server/build-server.mjs'

const server = `${pathToFileURL(await buildServer()).href}/server`
const { readConfig } = await import(`${server}/config.mjs`)
const { createLog } = await import(`${server}/log.mjs`)
const { startRelance } = await import(`${server}/relance.mjs`)

const framesPerSecond = Number(process.env['FRAMES_PER_SECOND'])
const relance = await startRelance(readConfig(process.env), createLog('info'), {
  limits: framesPerSecond > 0 ? { framesPerSecond, burst: framesPerSecond } : {},
})
process.once('SIGTERM', () => {
  void relance.close().then(() => process.exit(0))
})
