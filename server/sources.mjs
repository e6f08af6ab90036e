// What a build is made of, as one word. JavaScript, like all that runs before the server is built.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * SHA-256, in hex, of the names and bytes of these files and of all files in these folders.
 * @param {string} project the project's folder
 * @param {readonly string[]} sources paths in it
 * @returns {Promise<string>}
 */
export async function hashSources(project, sources) {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(project, source)
    const files = source.includes('.') ? [path] : await listFiles(path)
    for (const file of files) {
      hash.update(file.slice(project.length)).update('\0')
      hash.update(await readFile(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/**
 * Every file in a folder and in the folders in it, sorted.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
