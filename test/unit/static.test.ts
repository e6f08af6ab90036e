import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addHeaders, securityHeaders } from '#server/http/headers.ts'
import { isServerPath, serveClient } from '#server/http/static.ts'

const folder = mkdtempSync(join(tmpdir(), 'client-'))
const script = 'console.log("script")\n'.repeat(100)
let app: Hono
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'mark.svg'), '<svg/>')
  writeFileSync(join(folder, '.sources'), 'not for browsers')
  writeFileSync(join(folder, 'assets/index-abc.js'), script)
  writeFileSync(join(folder, 'assets/index-abc.js.br'), brotliCompressSync(script))
  app = new Hono()
  app.use(await serveClient(folder))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a named asset is kept by browsers for ever, the page never', async () => {
  const asset = await app.request('/assets/index-abc.js')
  expect(await asset.text()).toBe(script)
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const page = await app.request('/')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
})

test('every address of the application is the page', async () => {
  for (const path of ['/', '/index.html', '/c/abc', '/connexion?retour=%2Fc%2Fabc', '/mark']) {
    expect(await (await app.request(path)).text()).toContain('<title>page</title>')
  }
})

test.each([
  '/api/nothing',
  '/api',
  '/sync/board/x',
  '/healthz',
  '/readyz',
  '/metrics',
  '/assets/index-old.js',
])('%s is never the page', async (path) => {
  expect((await app.request(path)).status).toBe(404)
})

test('no path leads out of the folder or to what is not for browsers', async () => {
  for (const path of [
    '/.sources',
    '/assets/../.sources',
    '/assets/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f.sources',
    '/assets/index-abc.js.br',
  ]) {
    const answer = await app.request(path)
    const text = answer.status === 404 ? '' : await answer.text()
    expect(text === '' || text.includes('<title>page</title>')).toBe(true)
  }
})

test('a browser that takes brotli gets what the build has compressed', async () => {
  const answer = await app.request('/assets/index-abc.js', {
    headers: { 'Accept-Encoding': 'gzip, deflate, br' },
  })
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script)
})

test('an unchanged page is not sent again', async () => {
  const etag = (await app.request('/')).headers.get('etag') ?? ''
  const again = await app.request('/', { headers: { 'If-None-Match': etag } })
  expect(again.status).toBe(304)
  expect(await again.text()).toBe('')
})

test('only reading is answered', async () => {
  expect((await app.request('/', { method: 'POST' })).status).toBe(404)
  const head = await app.request('/', { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
})

test('what the server answers itself is told by the whole first part of the path', () => {
  expect(isServerPath('/apiary')).toBe(false)
  expect(isServerPath('/syncing/x')).toBe(false)
  expect(isServerPath('/api/x')).toBe(true)
  expect(isServerPath('/sync/board/camp01')).toBe(true)
  // A module of the client's, as Vite names it in development.
  expect(isServerPath('/sync/live.ts')).toBe(false)
  expect(isServerPath('/sync/live.ts?t=1')).toBe(false)
})

function headersFor(address: string | null, dev = false) {
  return securityHeaders({ publicUrl: address === null ? null : new URL(address) }, { dev })
}

test('the policy lets no script in but ours, and nobody frame us', () => {
  const policy = headersFor(null)['Content-Security-Policy'] ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("object-src 'none'")
  expect(/(script|default)-src[^;]*unsafe/.test(policy)).toBe(false)
  const forDev = headersFor(null, true)['Content-Security-Policy'] ?? ''
  expect(/script-src[^;]*unsafe/.test(forDev)).toBe(false)
})

test('browsers are asked to stay on https only where people come by https', () => {
  expect(headersFor(null)).not.toHaveProperty('Strict-Transport-Security')
  expect(headersFor('http://relance.lan')).not.toHaveProperty('Strict-Transport-Security')
  expect(headersFor('https://relance.example.org')).toHaveProperty('Strict-Transport-Security')
})

test('every answer carries the headers, refusals and failures too', async () => {
  const site = new Hono()
  site.use(addHeaders(headersFor(null)))
  site.get('/fails', () => {
    throw new Error('planted')
  })
  site.onError((_, c) => c.text('failed', 500))
  for (const path of ['/fails', '/unknown']) {
    const { headers } = await site.request(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  }
})
