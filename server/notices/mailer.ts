// Sends what is due, a little at a time, until it is stopped. Any number of processes may do so on one database.
import type { Sql } from '#server/database/sql.ts'
import { describeFault, type Log } from '#server/log.ts'
import { compose } from './compose.ts'
import {
  dropMail,
  forgetOld,
  holdDue,
  noteFailed,
  noteSent,
  takeDue,
  type MailRow,
} from './mail-queue.ts'
import { NotSent, type Smtp } from './smtp.ts'

export interface Mailer {
  /** Finishes the mail that is being sent, and takes no other. */
  close(): Promise<void>
}

export interface MailerParts {
  readonly sql: Sql
  readonly log: Log
  /** null: nothing leaves; what is due is held for the outbox page. */
  readonly smtp: Smtp | null
  /** Where links lead, `https://host`. */
  readonly origin: string
  readonly everyMs: number
}

const atOnce = 10
const forgetEveryMs = 3_600_000

export function startMailer(parts: MailerParts): Mailer {
  const { sql, log, smtp } = parts
  let isClosing = false
  let running: Promise<void> = Promise.resolve()
  let forgotAt = -Infinity
  let isBusy = false

  async function turn(): Promise<void> {
    if (performance.now() - forgotAt > forgetEveryMs) {
      forgotAt = performance.now()
      await forgetOld(sql)
    }
    if (!smtp) return holdDue(sql)
    for (;;) {
      const taken = isClosing ? [] : await takeDue(sql, atOnce)
      if (taken.length === 0) return
      await Promise.all(taken.map((row) => send(row, smtp)))
    }
  }

  async function send(row: MailRow, through: Smtp): Promise<void> {
    const letter = await compose(sql, row, parts.origin)
    if (!letter) return dropMail(sql, row.id)
    try {
      const host = new URL(parts.origin).hostname
      await through.send({ ...letter, messageId: `<relance-${row.id}@${host}>` })
    } catch (error) {
      if (!(error instanceof NotSent)) throw error
      log.warn({ mail: row.id, attempt: row.attempts, code: error.message }, 'a mail was not sent')
      return noteFailed(sql, row, error.message)
    }
    await noteSent(sql, row)
  }

  const timer = setInterval(() => {
    if (isBusy || isClosing) return
    isBusy = true
    running = turn()
      .catch((error: unknown) => log.error(describeFault(error), 'the mailer failed'))
      .finally(() => {
        isBusy = false
      })
  }, parts.everyMs)
  timer.unref()

  return {
    async close() {
      isClosing = true
      clearInterval(timer)
      await running
      smtp?.close()
    },
  }
}
