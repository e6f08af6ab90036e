import { counter } from '../plural.ts'
import type { Mail, NoticeKind } from '#shared/contracts/notices.ts'

const { count, form } = counter('fr')
const youths = { one: 'jeune', other: 'jeunes' }
const notices = { one: 'avis non lu', other: 'avis non lus' }

/** What one is told, on the screen and by mail. */
export const telling = {
  bell: (n: number) => (n === 0 ? 'Avis, tout est lu' : `Avis, ${count(n, notices)}`),
  title: 'Avis',
  none: 'Rien pour l’instant. Ce qui arrive et ce qui vous est confié sera dit ici.',
  failed: 'Les avis n’ont pas pu être lus.',
  fresh: 'nouveau',
  by: (who: string, when: string) => `${who}, ${when}`,
  kinds: {
    arrived: (n: number, lane: string) => `${count(n, youths)} à attribuer dans ${lane}`,
    assigned: (n: number, lane: string) =>
      `${count(n, youths)} ${form(n, { one: 'vous est confié', other: 'vous sont confiés' })}, ${lane}`,
    copied: (n: number, lane: string) => `Pour information : ${count(n, youths)} dans ${lane}`,
    handed_over: (n: number, lane: string) =>
      `${count(n, youths)} ${form(n, { one: 'passé', other: 'passés' })} à ${lane} : à accepter ou à retourner`,
    accepted: (n: number, lane: string) => `Passation acceptée par ${lane} : ${count(n, youths)}`,
    returned: (n: number, lane: string) => `Passation retournée à ${lane} : ${count(n, youths)}`,
    sent_back: (n: number) => `${count(n, youths)} de retour dans « À répartir »`,
  } satisfies Record<NoticeKind, (n: number, lane: string) => string>,
  /** The filter that shows the cards of one notice. */
  filterWord: 'Avis',
  unread: 'Les fiches de cet avis n’ont pas pu être lues. Le tableau est montré en entier.',
  missing: 'Cet avis n’existe plus. Le tableau est montré en entier.',
  outbox: {
    title: 'Envois',
    open: 'Envois',
    lead: 'Les mails que Relance envoie à l’équipe : des nombres et un lien, ni nom ni coordonnées.',
    noSmtp:
      'Aucun serveur SMTP n’est configuré : rien ne part. Voici ce qui serait envoyé ; ce ne sera pas envoyé plus tard.',
    none: 'Aucun mail pour l’instant.',
    notYours: 'Les envois se lisent par la coordination et les administrateurs',
    kept: 'Les cent derniers ; un mail est oublié après 30 jours.',
    kinds: { digest: 'Résumé', invitation: 'Invitation' } satisfies Record<Mail['kind'], string>,
    states: {
      waiting: 'en attente',
      sending: 'part en ce moment',
      retrying: 'nouvel essai prévu',
      sent: 'parti',
      held: 'serait envoyé',
      failed: 'non parti',
    } satisfies Record<Mail['state'], string>,
    filter: 'Montrer',
    all: 'Tous',
    to: 'À',
    state: 'État',
    due: (when: string) => `partira le ${when}`,
    would: (when: string) => `serait envoyé le ${when}`,
    next: (when: string) => `prochain essai le ${when}`,
    sent: (when: string) => `le ${when}`,
    held: (when: string) => `aurait été envoyé le ${when}`,
    tries: (n: number) => count(n, { one: 'essai', other: 'essais' }),
    error: (code: string) => `dernier échec : ${code}`,
    retry: 'Réessayer',
    retryOf: (name: string) => `Réessayer l’envoi à ${name}`,
    retried: 'Le mail repart maintenant.',
    see: 'Lire',
    seeOf: (name: string) => `Lire le mail à ${name}`,
    mailTo: (name: string) => `Mail à ${name}`,
    languages: { fr: 'Français', en: 'Anglais' },
    leavesIn: (language: string) => `Part en ${language.toLowerCase()}.`,
    subject: 'Objet',
    secret: 'Le lien d’une invitation n’est montré qu’à la personne invitée.',
    reread: 'Actualiser',
  },
}
