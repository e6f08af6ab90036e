// Builds the client when what it is made of has changed since the last time.
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { CannotStart } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import { projectFolder } from './project-folder.ts'
import { hashSources, listFiles } from './sources.mjs'

/** What the browsers are served. */
export const clientFolder = join(projectFolder, 'dist', 'client')

const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json']
const stampName = '.sources'
/** Smaller files gain nothing: they fit one packet as they are. */
const compressFromBytes = 1400

/** Leaves a client in `clientFolder` that is built from the present sources. */
export async function buildClient(log: Log): Promise<void> {
  const stamp = await hashSources(projectFolder, sources)
  const kept = join(clientFolder, stampName)
  if (existsSync(kept) && (await readFile(kept, 'utf8')) === stamp) return
  const started = performance.now()
  log.info('building the client')
  // Built aside, then put in place: an interrupted build leaves the last one as it was.
  const half = `${clientFolder}-${process.pid}`
  try {
    await runVite(half)
    await compressFiles(half)
    await writeFile(join(half, stampName), stamp)
    await rm(clientFolder, { recursive: true, force: true })
    await rename(half, clientFolder)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
  log.info({ ms: Math.round(performance.now() - started) }, 'built the client')
}

async function runVite(outDir: string): Promise<void> {
  const { build } = await import('vite')
  try {
    await build({
      configFile: join(projectFolder, 'vite.config.ts'),
      root: join(projectFolder, 'client'),
      build: { outDir, emptyOutDir: true },
      logLevel: 'error',
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotStart(`The client cannot be built: ${reason}`, { cause: error })
  }
}

async function compressFiles(folder: string): Promise<void> {
  const files = (await listFiles(folder)).filter((file) => /\.(css|html|js|json|svg)$/.test(file))
  await Promise.all(
    files.map(async (file) => {
      const plain = await readFile(file)
      if (plain.length < compressFromBytes) return
      await writeFile(`${file}.br`, await promisify(brotliCompress)(plain))
      await writeFile(`${file}.gz`, await promisify(gzip)(plain))
    }),
  )
}
