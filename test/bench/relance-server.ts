// The real server as a process, with one bound that a benchmark may lift: how fast one socket is read.
import { readConfig } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { startRelance } from '#server/relance.ts'

const framesPerSecond = Number(process.env['FRAMES_PER_SECOND'])
const relance = await startRelance(readConfig(process.env), createLog('info'), {
  limits: framesPerSecond > 0 ? { framesPerSecond, burst: framesPerSecond } : {},
})
process.once('SIGTERM', () => {
  void relance.close().then(() => process.exit(0))
})
