import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Relance } from '#server/relance.ts'
import { startServer, startServerForTest } from '#test/support/server.ts'

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Sends these bytes and gives back what is answered, until the server hangs up or the socket is a WebSocket. */
function exchange(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(request))
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      answer += text
      if (answer.startsWith('HTTP/1.1 101')) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

function upgrade(path: string): string {
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n`
}

test.each(['/', '/api/session', '/elsewhere/sync/board/x', '//', '/\\', 'http://', '*', '/?%'])(
  '[G10] an upgrade of %s is refused at once and hurts nobody',
  async (path) => {
    expect(await exchange(server.url, upgrade(path))).toMatch(/^HTTP\/1\.1 40[04] /)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  },
)

test.each(['/sync/', '/sync/%', '/sync/board/%E0%A4%A', '/sync/board/../..', '/sync//board/x'])(
  '[G10] nobody who is signed out opens %s, and nobody is hurt',
  async (path) => {
    // 101, then a close frame: browsers cannot see a status.
    const answer = await exchange(server.url, upgrade(path).replace('Host: x', 'Host: y'))
    expect(answer).toMatch(/^HTTP\/1\.1 (101|40\d) /)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  },
)

test('a request that never ends does not keep the server from stopping', async () => {
  const one = await startServerForTest()
  const unfinished = exchange(
    one.url,
    'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  )
  await expect.poll(() => fetch(`${one.url}/healthz`).then(({ status }) => status)).toBe(200)
  await one.close()
  await unfinished.catch(() => undefined)
  await expect(fetch(`${one.url}/healthz`)).rejects.toThrow('fetch failed')
})
