import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where package.json, the migrations and the client lie: the same for the sources and for what is built from them. */
export const projectFolder = findProject(dirname(fileURLToPath(import.meta.url)))

function findProject(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findProject(dirname(folder))
}
