// Once a run: the page that is tested is the one that is built, and the browser is found before any test waits for it.
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.ts'
import type { Chromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium())
  await build({ logLevel: 'warn' })
}
