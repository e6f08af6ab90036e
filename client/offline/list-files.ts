// Part of the build: tells the service worker which files the application is made of.
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'

const worker = 'service-worker.js'

/** Writes the list of the built files, and a version that changes with any of them, at the head of the worker. */
export function listFilesForWorker(): Plugin {
  let folder = ''
  return {
    name: 'relance-list-files',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const paths = entries
        .filter((entry) => entry.isFile() && entry.name !== worker)
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
      const files = paths.map((path) => `/${relative(folder, path).split(sep).join('/')}`)
      const hash = createHash('sha256').update(files.join())
      for (const path of paths) hash.update(await readFile(path))
      const version = hash.digest('hex').slice(0, 16)
      const path = join(folder, worker)
      const program = await readFile(path, 'utf8')
      await writeFile(path, `self.relanceFiles = ${JSON.stringify({ version, files })}\n${program}`)
    },
  }
}
