// An SMTP server of the test's own: what it took over, and whether it refuses.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface TestSmtp {
  readonly url: string
  /** Mails taken over, as they came, in order. */
  readonly taken: readonly string[]
  /** Answer every mail with this code from now on; null: take it. */
  refuse(code: number | null): void
  close(): Promise<void>
}

export async function startSmtp(): Promise<TestSmtp> {
  const taken: string[] = []
  let refused: number | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8')
      })
      stream.on('end', () => {
        if (refused !== null) {
          done(Object.assign(new Error('Not now'), { responseCode: refused }))
          return
        }
        taken.push(decoded(text))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's address is never a path
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refuse: (code) => {
      refused = code
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Quoted-printable as it reads: soft breaks taken out, bytes as UTF-8. */
function decoded(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
