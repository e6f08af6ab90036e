// The only file that imports nodemailer.
import { createTransport } from 'nodemailer'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same at every try, so that a mail box can tell a repetition. */
  readonly messageId: string
}

export interface Smtp {
  /** Resolves once the server has taken the mail over. Rejects with a `NotSent`. */
  send(letter: Letter): Promise<void>
  close(): void
}

/** The mail was not taken over; the message is a code without anybody's address. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
}

/** A server that does not answer holds up one mail for this long at most. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

export function openSmtp({ url, from }: { url: string; from: string }): Smtp {
  const transport = createTransport({
    url,
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, messageId }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw new NotSent(codeOf(error), { cause: error })
      }
    },
    close: () => transport.close(),
  }
}

/** "ECONNECTION", "EENVELOPE 550": what the library and the server call it; their sentences quote addresses. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const answer = 'responseCode' in error && typeof error.responseCode === 'number'
  return answer ? `${code} ${String(error.responseCode)}` : code
}
