// Types only: an installation without the development dependencies builds the client too.
/// <reference types="vitest/config" />
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { listFilesForWorker } from './client/offline/list-files.ts'

export default defineConfig({
  root: 'client',
  plugins: [solid({ ssr: false }), listFilesForWorker()],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022' },
  test: {
    root: '.',
    // vite-plugin-solid asks for jsdom at the root otherwise.
    environment: 'node',
    // .ci/run adds the runs up from this report.
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'node_modules/.cache/test-results/vitest.json' }]]
      : ['default'],
    // postgres.js asks for types on each new connection, and nobody waits for that answer: where a test cuts the line just
    // then, whoever waits for the connection is told all the same. The program treats it alike (server/main.ts).
    onUnhandledError(error) {
      const isTypeQuestion = 'query' in error && String(error.query).includes('pg_catalog.pg_type')
      return !(isTypeQuestion && 'code' in error && error.code === 'ECONNRESET')
    },
    // One project after the other: each sets how many files run at once, and two cores bear no two heavy ones.
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          environment: 'node',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/database-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          sequence: { groupOrder: 2 },
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/database-setup.ts', 'test/support/browser-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'faults',
          sequence: { groupOrder: 3 },
          environment: 'node',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: ['test/support/database-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
