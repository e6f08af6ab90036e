import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type Duplex } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { must } from '#shared/assert.ts'
import { wireOf } from '#server/sync/wire.ts'

test('frames of every length are read as the messages they were made of, between those that ws sends itself', async () => {
  const http = createServer()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const messages = [0, 1, 125, 126, 127, 65_535, 65_536, 300_000].map((length) =>
    randomBytes(length),
  )
  http.on('upgrade', (request, line: Duplex, head) => {
    sockets.handleUpgrade(request, line, head, (socket) => {
      for (const message of messages) {
        line.write(wireOf(message))
        socket.send(message)
      }
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => {
    http.close()
    http.closeAllConnections()
  })
  const address = http.address()
  const port = typeof address === 'object' ? must(address, 'it listens').port : 0
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  onTestFinished(() => client.terminate())
  const read: Buffer[] = []
  client.on('message', (data: Buffer) => read.push(data))
  await expect.poll(() => read.length, { timeout: 10_000 }).toBe(messages.length * 2)
  for (const [i, message] of messages.entries()) {
    expect(read[2 * i]?.equals(message)).toBe(true)
    expect(read[2 * i + 1]?.equals(message)).toBe(true)
  }
})
