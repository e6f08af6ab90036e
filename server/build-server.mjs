// The server as JavaScript. A loader that reads TypeScript while the program runs holds 40 MB, wraps each closure to keep
// its name, and starts anew with every thread.
import { existsSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashSources, listFiles } from './sources.mjs'

const project = fileURLToPath(new URL('..', import.meta.url))
const dist = join(project, 'dist')
const sources = ['server', 'shared', 'package-lock.json']
/** Processes that were started before an update may still start threads from the build of then. */
const keptBuilds = 2

/**
 * The folder of a build of the present sources: as it lies there, or made now.
 * @returns {Promise<string>}
 */
export async function buildServer() {
  const name = `server-${(await hashSources(project, sources)).slice(0, 16)}`
  const folder = join(dist, name)
  if (existsSync(folder)) return folder
  // Made aside, then put in place: several processes may start at once, and whoever comes second takes the first's.
  const half = `${folder}.${process.pid}`
  try {
    await runVite(half)
    await rename(half, folder).catch((/** @type {unknown} */ error) => {
      if (!existsSync(folder)) throw error
    })
    await forgetOthers()
  } finally {
    await rm(half, { recursive: true, force: true })
  }
  return folder
}

/** @param {string} outDir */
async function runVite(outDir) {
  const { build } = await import('vite')
  const files = [...(await listFiles(join(project, 'server'))), join(project, 'shared/assert.ts')]
  await build({
    configFile: false,
    root: project,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: files.filter((file) => file.endsWith('.ts')),
        // Module by module, so that threads and migrations lie where their callers look for them.
        output: {
          preserveModules: true,
          preserveModulesRoot: project,
          entryFileNames: '[name].mjs',
        },
      },
    },
  })
}

async function forgetOthers() {
  const names = (await readdir(dist)).filter((name) => /^server-[0-9a-f]{16}$/.test(name))
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(dist, name))).mtimeMs })),
  )
  const old = aged.toSorted((one, other) => other.at - one.at).slice(keptBuilds)
  await Promise.all(old.map(({ name }) => rm(join(dist, name), { recursive: true, force: true })))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer()
