// What mails say: counts and a link. No name of a youth, no contact detail, in any of them.
import type { NoticeKind, NoticesAnswer } from '#shared/contracts/notices.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

type Language = NoticesAnswer['language']

export interface DigestLine {
  readonly kind: NoticeKind
  /** Name of the lane; null: "À répartir". */
  readonly lane: string | null
  readonly count: number
}

export interface MailText {
  readonly subject: string
  readonly text: string
}

export function digestText(
  lines: readonly DigestLine[],
  where: { language: Language; campaign: { id: CampaignId; name: string }; origin: string },
): MailText {
  const words = where.language === 'fr' ? french : english
  const total = lines.reduce((sum, line) => sum + line.count, 0)
  const { id, name } = where.campaign
  return {
    subject: words.subject(total, name),
    text: [
      words.hello,
      '',
      words.since(name),
      ...lines.map((line) => `- ${words.line[line.kind](line.count, line.lane)}`),
      '',
      words.open,
      `${where.origin}/c/${id}`,
      '',
      words.foot,
      '',
    ].join('\n'),
  }
}

export function invitationText(
  { url, days }: { url: string; days: number },
  where: { language: Language; campaign: { name: string } },
): MailText {
  const words = (where.language === 'fr' ? french : english).invitation
  return {
    subject: words.subject,
    text: [words.lead(where.campaign.name), '', url, '', words.once(days), ''].join('\n'),
  }
}

type Lines = Readonly<Record<NoticeKind, (n: number, lane: string | null) => string>>

const jeunes = (n: number) => `${n} ${n > 1 ? 'jeunes' : 'jeune'}`
const french = {
  hello: 'Bonjour,',
  subject: (n: number, campaign: string) => `Relance : ${jeunes(n)}, ${campaign}`,
  since: (campaign: string) => `Du nouveau pour vous dans ${campaign} :`,
  line: {
    arrived: (n, lane) => `${jeunes(n)} à attribuer dans ${lane}`,
    assigned: (n, lane) => `${jeunes(n)} à contacter, dans ${lane}`,
    copied: (n, lane) => `pour information, ${jeunes(n)} dans ${lane}`,
    handed_over: (n, lane) =>
      `${jeunes(n)} ${n > 1 ? 'passés' : 'passé'} à ${lane} : à accepter ou à rendre`,
    accepted: (n, lane) => `${jeunes(n)} : passation acceptée par ${lane}`,
    returned: (n, lane) => `${jeunes(n)} : passation rendue à ${lane}`,
    sent_back: (n) => `${jeunes(n)} de retour dans « À répartir »`,
  } satisfies Lines,
  open: 'Ouvrir le tableau :',
  foot: 'Ce message ne contient ni nom ni coordonnées : ils se lisent dans Relance seulement.',
  invitation: {
    subject: 'Relance : votre invitation',
    lead: (campaign: string) =>
      `Bonjour,\n\nVous êtes invité·e à rejoindre ${campaign} dans Relance. Choisissez votre mot de passe ici :`,
    once: (days: number) =>
      `Ce lien sert une fois, pendant ${days} jours. Ne le transmettez à personne.`,
  },
}

const youths = (n: number) => `${n} young ${n > 1 ? 'people' : 'person'}`
const english: typeof french = {
  hello: 'Hello,',
  subject: (n, campaign) => `Relance: ${youths(n)}, ${campaign}`,
  since: (campaign) => `New for you in ${campaign}:`,
  line: {
    arrived: (n, lane) => `${youths(n)} to assign in ${lane}`,
    assigned: (n, lane) => `${youths(n)} to contact, in ${lane}`,
    copied: (n, lane) => `for your information, ${youths(n)} in ${lane}`,
    handed_over: (n, lane) => `${youths(n)} handed over to ${lane}: accept or return`,
    accepted: (n, lane) => `${youths(n)}: hand-over accepted by ${lane}`,
    returned: (n, lane) => `${youths(n)}: hand-over returned to ${lane}`,
    sent_back: (n) => `${youths(n)} back in “To dispatch”`,
  },
  open: 'Open the board:',
  foot: 'This message holds no name and no contact detail: those are read in Relance only.',
  invitation: {
    subject: 'Relance: your invitation',
    lead: (campaign) =>
      `Hello,\n\nYou are invited to join ${campaign} in Relance. Choose your password here:`,
    once: (days) => `This link can be used once, within ${days} days. Do not pass it on.`,
  },
}
