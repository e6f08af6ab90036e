// Once a run: the page that is tested is the one that is built, and the browser is found before any test waits for it.
import type { TestProject } from 'vitest/node'
import { buildClient } from '#server/client-build.ts'
import { createLog } from '#server/log.ts'
import { findChromium } from './chromium.ts'
import type { Chromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium())
  await buildClient(createLog('error'))
}
