// Mails, through an SMTP server of the test's own and a real PostgreSQL; two processes share one queue.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { mailsAnswer, type Mail } from '#shared/contracts/notices.ts'
import { moveCards } from '#shared/documents/board-edits.ts'
import { must } from '#shared/assert.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { startServer } from '#test/support/server.ts'
import { startSmtp, type TestSmtp } from '#test/support/smtp.ts'

let database: TestDatabase
let smtp: TestSmtp
let servers: Relance[] = []
let cards: CardId[]
const arrived = { ...places.free, stage: 'received' } as const
/** A busy machine takes its time; the condition ends the wait. */
const patience = { timeout: 20_000 }
const from = 'Relance <relance@example.org>'

beforeAll(async () => {
  smtp = await startSmtp()
})
afterAll(() => smtp.close())
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  smtp.refuse(null)
  await Promise.all(servers.map((server) => server.close()))
  servers = []
  await database.drop()
})

/** A process; with `sends`, one that has an SMTP server and looks at the queue all the time. */
async function start(sends: boolean): Promise<Relance> {
  const server = await startServer(
    {
      databaseUrl: database.url,
      publicUrl: new URL('http://relance.example.org'),
      mail: { smtpUrl: sends ? smtp.url : null, from, digestMinutes: 0 },
    },
    { mailEveryMs: 20 },
  )
  servers.push(server)
  return server
}

async function populate(server: Relance): Promise<void> {
  await buildWorld(server)
  cards = await addCards(
    server,
    Array.from({ length: 3 }, () => places.received),
  )
}

function dispatch(server: Relance, moved: readonly CardId[] = cards): Promise<void> {
  return server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) =>
      moveCards(
        doc,
        moved.map((card) => ({ card, to: arrived })),
      ),
  })
}

/** To another lane, so that they are its RS's to see to. */
function sendOn(server: Relance, moved: readonly CardId[]): Promise<void> {
  return server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) =>
      moveCards(
        doc,
        moved.map((card) => ({ card, to: places.south })),
      ),
  })
}

/** A person asks for a mail that failed to be tried now. */
async function tryAgain(server: Relance, id: number): Promise<void> {
  const cookie = await signIn(server.sql, world.coordinator)
  const path = `/api/campaigns/${world.campaign}/mails/${id}/retry`
  const headers = { cookie, origin: 'http://relance.example.org' }
  const { status } = await fetch(`${server.url}${path}`, { method: 'POST', headers })
  expect(status).toBe(204)
}

/** The outbox as a coordinator reads it; mails to `user`. */
async function outbox(server: Relance, user: UserId = world.manager) {
  const cookie = await signIn(server.sql, world.coordinator)
  const answer = await server.sql<{ email: string }[]>`
    select email from app_user where id = ${user}`
  const response = await fetch(`${server.url}/api/campaigns/${world.campaign}/mails`, {
    headers: { cookie },
  })
  const { sends, mails } = mailsAnswer.parse(await response.json())
  return { sends, mails: mails.filter((mail) => mail.to.email === answer[0]?.email), cookie }
}

async function untilState(server: Relance, state: Mail['state']): Promise<Mail> {
  return vi.waitFor(async () => {
    const { mails } = await outbox(server)
    return must(
      mails.find((mail) => mail.state === state),
      `a mail to the RS is ${state}`,
    )
  }, patience)
}

const to = (name: string) => `To: ${name.toLowerCase()}@example.org`
const mailsTo = (name: string) => smtp.taken.filter((mail) => mail.includes(to(name)))

test('[3] one digest a person says counts and a link, in their language, and names nobody', async () => {
  const server = await start(true)
  await populate(server)
  await server.sql`update app_user set language = 'en' where id = ${world.observer}`
  const before = smtp.taken.length
  await dispatch(server)
  await vi.waitFor(() => expect(smtp.taken.length).toBe(before + 2), patience)
  const [mail] = mailsTo('manager')
  expect(mail).toContain('3 jeunes à attribuer dans North')
  expect(mail).toContain(`http://relance.example.org/c/${world.campaign}`)
  expect(mailsTo('observer')[0]).toContain('for your information, 3 young people in North')
  for (const secret of ['Nom0', 'Prénom', 'secret@example.org', '06 12 34 56 78']) {
    expect(smtp.taken.join('\n')).not.toContain(secret)
  }
})

test('[G8] several processes on one queue never send a mail twice', async () => {
  const server = await start(true)
  await Promise.all([start(true), start(true)])
  await populate(server)
  const before = smtp.taken.length
  for (const one of cards) await dispatch(server, [one])
  await vi.waitFor(async () => {
    const open = await server.sql`select id from mail where state <> 'sent'`
    expect(open).toHaveLength(0)
  }, patience)
  const sent = smtp.taken.slice(before)
  const ids = sent.map((mail) => /Message-ID: (\S+)/i.exec(mail)?.[1])
  expect(new Set(ids).size).toBe(sent.length)
  const [row] = await server.sql<{ mails: number; cards: number }[]>`
    select count(distinct m.id)::integer as mails, count(*)::integer as cards
    from mail m
    join mail_card mc on mc.mail_id = m.id
    where m.state = 'sent'`
  expect(row).toEqual({ mails: sent.length, cards: 2 * cards.length })
})

test('[3] a server that refuses is tried again later, said so, and the mail is not lost', async () => {
  const server = await start(true)
  await populate(server)
  smtp.refuse(451)
  await dispatch(server)
  const failed = await untilState(server, 'retrying')
  expect(failed).toMatchObject({ attempts: 1, error: 'EMESSAGE 451', sentAt: null })
  expect(Date.parse(failed.dueAt) - Date.now()).toBeGreaterThan(30_000)

  smtp.refuse(null)
  const before = mailsTo('manager').length
  await tryAgain(server, failed.id)
  expect(await untilState(server, 'sent')).toMatchObject({ attempts: 2, error: null })
  expect(mailsTo('manager')).toHaveLength(before + 1)
})

test('[3] a digest that is tried again counts only what is still there', async () => {
  const server = await start(true)
  await populate(server)
  smtp.refuse(451)
  await dispatch(server)
  const failed = await untilState(server, 'retrying')
  expect(failed.texts.fr.text).toContain('3 jeunes à attribuer dans North')
  await sendOn(server, cards.slice(1))
  const before = mailsTo('manager').length
  smtp.refuse(null)
  await tryAgain(server, failed.id)
  await untilState(server, 'sent')
  expect(mailsTo('manager')).toHaveLength(before + 1)
  expect(mailsTo('manager').at(-1)).toContain('1 jeune à attribuer dans North')
})

test('[3] a digest of which nothing is left is not sent at all', async () => {
  const server = await start(true)
  await populate(server)
  smtp.refuse(451)
  await dispatch(server)
  const failed = await untilState(server, 'retrying')
  await sendOn(server, cards)
  const before = mailsTo('manager').length
  smtp.refuse(null)
  await tryAgain(server, failed.id)
  await vi.waitFor(async () => {
    expect(await server.sql`select 1 from mail where id = ${failed.id}`).toHaveLength(0)
  }, patience)
  expect(mailsTo('manager')).toHaveLength(before)
})

test('[3] a card that goes while the mail is on its way is struck out of the next try, and shown with what left', async () => {
  const server = await start(false)
  await populate(server)
  await dispatch(server)
  const held = await untilState(server, 'held')
  const onItsWay = (until: string) =>
    server.sql`
      update mail set state = 'sending', attempts = 1, due_at = now() + ${until}::interval
      where id = ${held.id}`
  await onItsWay('1 hour')
  await sendOn(server, cards.slice(1))
  const shown = async () => {
    const { mails } = await outbox(server)
    return mails.find((mail) => mail.id === held.id)?.texts.fr.text
  }
  await server.sql`update mail set state = 'sent', sent_at = now() where id = ${held.id}`
  expect(await shown()).toContain('3 jeunes à attribuer dans North')
  await onItsWay('1 hour')
  expect(await shown()).toContain('1 jeune à attribuer dans North')
  await server.close()
  servers = []
  const other = await start(true)
  const before = mailsTo('manager').length
  await other.sql`update mail set due_at = now() where id = ${held.id}`
  await vi.waitFor(() => expect(mailsTo('manager')).toHaveLength(before + 1), patience)
  expect(mailsTo('manager').at(-1)).toContain('1 jeune à attribuer dans North')
})

test('[3] what a process took and did not send before it ended is sent by another', async () => {
  const server = await start(false)
  await populate(server)
  await server.sql`update mail set state = 'sent'`
  await server.sql`
    insert into mail (user_id, campaign_id, kind, state, attempts, due_at)
    values (${world.manager}, ${world.campaign}, 'digest', 'sending', 1, now() + interval '1 hour')`
  await server.sql`
    insert into mail_card (mail_id, kind, lane_id, card_id)
    select id, 'arrived', ${world.north}, 'card_000' from mail where state = 'sending'`
  await server.close()
  servers = []
  const other = await start(true)
  // Another holds it, as far as anybody knows, until its time is over.
  expect((await outbox(other)).mails[0]).toMatchObject({ state: 'sending', attempts: 1 })
  await other.sql`update mail set due_at = now() where state = 'sending'`
  expect(await untilState(other, 'sent')).toMatchObject({ attempts: 2 })
})

test('[3] without an SMTP server the outbox shows what would be sent, and it never leaves later', async () => {
  const server = await start(false)
  await populate(server)
  await dispatch(server)
  const held = await untilState(server, 'held')
  expect(held.language).toBe('fr')
  expect(held.texts.fr.subject).toBe('Relance : 3 jeunes, Campaign')
  expect(held.texts.fr.text).toContain('- 3 jeunes à attribuer dans North')
  expect(held.texts.en.text).toContain('- 3 young people to assign in North')
  expect((await outbox(server)).sends).toBe(false)
  await server.close()
  servers = []
  const before = smtp.taken.length
  const later = await start(true)
  // Another mail of the same queue leaves: the held one has been passed over.
  await sendOn(later, cards)
  await vi.waitFor(() => expect(smtp.taken).toHaveLength(before + 1), patience)
  expect(mailsTo('otherManager').at(-1)).toBe(smtp.taken.at(-1))
  expect((await outbox(later)).mails.map((mail) => mail.state)).toEqual(['held'])
})

test('[10] an invitation leaves by mail with a link that opens, and the outbox does not show it', async () => {
  const server = await start(true)
  await populate(server)
  const { cookie } = await outbox(server)
  const before = mailsTo('officer').length
  const answer = await fetch(`${server.url}/api/campaigns/${world.campaign}/invitations`, {
    method: 'POST',
    headers: { cookie, origin: 'http://relance.example.org', 'content-type': 'application/json' },
    body: JSON.stringify({ user: world.officer }),
  })
  expect(answer.status).toBe(201)
  await vi.waitFor(() => expect(mailsTo('officer')).toHaveLength(before + 1), patience)
  const path = /http:\/\/relance\.example\.org(\/invitation\/\S+)/.exec(
    mailsTo('officer').at(-1) ?? '',
  )
  const token = must(path?.[1], 'a link').split('/').at(-1) ?? ''
  const opened = await fetch(`${server.url}/api/invitations/${token}`)
  expect(await opened.json()).toMatchObject({ email: 'officer@example.org' })
  expect(JSON.stringify((await outbox(server, world.officer)).mails)).not.toContain(token)
})

test('[P1] the outbox is for who looks after the team; a retry of another campaign’s mail is not there', async () => {
  const server = await start(false)
  await populate(server)
  const cookie = await signIn(server.sql, world.manager)
  const answer = await fetch(`${server.url}/api/campaigns/${world.campaign}/mails`, {
    headers: { cookie },
  })
  expect(answer.status).toBe(403)
})
