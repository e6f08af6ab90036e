import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildServer } from '#server/build-server.mjs'
import { hashSources, listFiles } from '#server/sources.mjs'

test('what a built module looks for beside itself lies there: the threads above all', async () => {
  const folder = await buildServer()
  const wanted: string[] = []
  for (const file of await listFiles(folder)) {
    const text = await readFile(file, 'utf8')
    for (const [, path] of text.matchAll(/new URL\("([^"]+)", import\.meta\.url\)/g)) {
      wanted.push(join(dirname(file), path ?? ''))
    }
  }
  expect(wanted.filter((file) => file.includes('thread')).length).toBeGreaterThanOrEqual(3)
  expect(wanted.filter((file) => !existsSync(file))).toEqual([])
})

test('a build that lies there is taken, and nothing is left of the making', async () => {
  const folder = await buildServer()
  expect(await buildServer()).toBe(folder)
  expect(existsSync(`${folder}.${process.pid}`)).toBe(false)
})

test('each change of a source asks for another build: its bytes, its name, another file', async () => {
  const project = await mkdtemp(join(tmpdir(), 'relance-sources-'))
  onTestFinished(() => rm(project, { recursive: true }))
  const hash = () => hashSources(project, ['one.ts'])
  await writeFile(join(project, 'one.ts'), 'export const one = 1')
  const first = await hash()
  expect(await hash()).toBe(first)
  await writeFile(join(project, 'one.ts'), 'export const one = 2')
  const second = await hash()
  expect(second).not.toBe(first)
  await rename(join(project, 'one.ts'), join(project, 'two.ts'))
  expect(await hashSources(project, ['two.ts'])).not.toBe(second)
})
