import { counter } from '../plural.ts'
import type { telling as french } from '../fr/telling.ts'

const { count } = counter('en')
const youths = { one: 'young person', other: 'young people' }
const notices = { one: 'unread notice', other: 'unread notices' }

export const telling: typeof french = {
  bell: (n) => (n === 0 ? 'Notices, all read' : `Notices, ${count(n, notices)}`),
  title: 'Notices',
  none: 'Nothing yet. You will be told here of what arrives and of what is assigned to you.',
  failed: 'The notices could not be read.',
  fresh: 'new',
  by: (who, when) => `${who}, ${when}`,
  kinds: {
    arrived: (n, lane) => `${count(n, youths)} to assign in ${lane}`,
    assigned: (n, lane) => `${count(n, youths)} assigned to you, ${lane}`,
    copied: (n, lane) => `For your information: ${count(n, youths)} in ${lane}`,
    handed_over: (n, lane) => `${count(n, youths)} handed over to ${lane}: accept or return`,
    accepted: (n, lane) => `Hand-over accepted by ${lane}: ${count(n, youths)}`,
    returned: (n, lane) => `Hand-over returned to ${lane}: ${count(n, youths)}`,
    sent_back: (n) => `${count(n, youths)} back in “To dispatch”`,
  },
  filterWord: 'Notice',
  unread: 'The cards of this notice could not be read. The whole board is shown.',
  missing: 'This notice is gone. The whole board is shown.',
  outbox: {
    title: 'Mails',
    open: 'Mails',
    lead: 'The mails that Relance sends to the team: counts and a link, no name and no contact detail.',
    noSmtp:
      'No SMTP server is configured: nothing leaves. This is what would be sent; it will not be sent later.',
    none: 'No mail yet.',
    notYours: 'Mails are read by coordinators and administrators',
    kept: 'The latest hundred; a mail is forgotten after 30 days.',
    kinds: { digest: 'Digest', invitation: 'Invitation' },
    states: {
      waiting: 'waiting',
      sending: 'leaving now',
      retrying: 'will be tried again',
      sent: 'sent',
      held: 'would be sent',
      failed: 'not sent',
    },
    filter: 'Show',
    all: 'All',
    to: 'To',
    state: 'State',
    due: (when) => `leaves on ${when}`,
    would: (when) => `would be sent on ${when}`,
    next: (when) => `next try on ${when}`,
    sent: (when) => `on ${when}`,
    held: (when) => `would have been sent on ${when}`,
    tries: (n) => count(n, { one: 'try', other: 'tries' }),
    error: (code) => `last failure: ${code}`,
    retry: 'Try again',
    retryOf: (name) => `Try the mail to ${name} again`,
    retried: 'The mail leaves now.',
    see: 'Read',
    seeOf: (name) => `Read the mail to ${name}`,
    mailTo: (name) => `Mail to ${name}`,
    languages: { fr: 'French', en: 'English' },
    leavesIn: (language) => `Leaves in ${language}.`,
    subject: 'Subject',
    secret: 'The link of an invitation is shown to the invited person only.',
    reread: 'Refresh',
  },
}
