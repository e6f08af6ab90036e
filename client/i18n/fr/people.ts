import { counter } from '../plural.ts'
import { capital, type Trade } from './trade.ts'

const { count } = counter('fr')

export const people = (w: Trade) => ({
  signIn: 'Se connecter',
  signInLead: 'Espace de travail des équipes',
  email: 'E-mail professionnel',
  password: 'Mot de passe',
  showPassword: 'Afficher le mot de passe',
  hidePassword: 'Masquer le mot de passe',
  emailMissing: 'Indiquez votre e-mail.',
  passwordMissing: 'Indiquez votre mot de passe.',
  wrongHelp:
    'Vérifiez l’adresse et les majuscules. Mot de passe oublié : la coordination peut vous envoyer un nouveau lien.',
  pause: (seconds: number) =>
    `Trop d’essais. Vous pourrez réessayer dans ${count(seconds, { one: 'seconde', other: 'secondes' })}.`,
  pauseOver: 'Vous pouvez réessayer.',
  teamsOnly: 'Espace réservé aux équipes. Les consultations de fiches sont journalisées.',
  pictureTitle: 'Quinze jours pour joindre chaque jeune, ensemble.',
  pictureText: 'À chaque essai, un autre moment de la journée.',
  pictureLabel: 'Quinze jours, quatre moments par jour, quatre tentatives, un jeune joint',
  setUpNeeded: 'Ce service n’est pas encore mis en route.',
  setUpNeededText: 'Ouvrez le lien qui s’affiche dans la console au démarrage du serveur.',
  otherLanguage: 'Read this page in English',
  invitation: 'Bienvenue',
  invitationLead: (name: string) => `${name}, choisissez un mot de passe pour ouvrir votre espace.`,
  newPassword: 'Nouveau mot de passe',
  passwordHint: '12 caractères au moins, une phrase convient',
  passwordShort: (missing: number) =>
    `Il manque ${count(missing, { one: 'caractère', other: 'caractères' })}.`,
  openSpace: 'Ouvrir mon espace',
  invitationGone: 'Ce lien ne s’ouvre plus',
  referred: {
    title: 'Jeunes qui vous sont orientés',
    lead: 'Les faits utiles à votre accueil, sans coordonnées, triés par nom.',
    search: 'Rechercher un nom',
    count: (n: number, q: string) =>
      q === ''
        ? count(n, { one: 'jeune', other: 'jeunes' })
        : `${count(n, { one: 'jeune', other: 'jeunes' })} pour « ${q} »`,
    empty: 'Personne ne vous est orienté pour l’instant',
    emptyText: 'Les jeunes apparaissent ici dès que la mission locale les oriente vers vous.',
    noMatch: 'Aucun nom ne correspond',
    noMatchText: 'Vérifiez l’orthographe, ou cherchez une partie du nom.',
    name: 'Jeune',
    age: 'Âge',
    years: (n: number) => `${n} ans`,
    commune: 'Commune',
    qpv: 'QPV',
    qpvLong: 'Quartier prioritaire de la politique de la ville',
    stage: 'Étape',
    on: 'Orienté le',
    status: 'Réponse',
    statuses: {
      open: 'En attente',
      accepted: 'Acceptée',
      refused: 'Refusée',
      expired: 'Sans réponse à temps',
    },
    attempts: 'Tentatives',
    unknown: 'non connu',
    closed: 'Suivi clos',
    pages: 'Pages',
    before: 'Précédents',
    next: 'Suivants',
    range: (from: number, to: number, total: number) => `${from} à ${to} sur ${total}`,
  },
  team: {
    title: 'Équipe',
    lead: (n: number) => count(n, { one: 'personne', other: 'personnes' }),
    waiting: (n: number) =>
      n === 0 ? 'tout le monde a son mot de passe' : `${n} sans mot de passe`,
    onlyWaiting: 'Sans mot de passe seulement',
    roles: {
      coordinator: 'Coordination',
      manager: w.Managers,
      officer: w.Officers,
      observer: 'Observation',
      partner: 'Partenaires',
      admin: 'Administration',
    },
    pool: capital(w.allLanes),
    noLane: `Sans ${w.lane}`,
    you: 'vous',
    invited: 'Pas encore de mot de passe',
    invite: 'Nouveau lien',
    inviteName: (name: string) => `Nouveau lien d’invitation pour ${name}`,
    dialog: 'Nouveau lien d’invitation',
    first: (name: string) => `${name} n’a pas encore de mot de passe et pourra en choisir un.`,
    again: (name: string) =>
      `${name} a déjà un mot de passe et pourra en choisir un autre. Ce lien ouvre son compte à qui le détient.`,
    how: (days: number) =>
      `Le lien s’affiche une seule fois et reste valable ${days} jours. Aucun e-mail ne part : à vous de le transmettre.`,
    create: 'Créer le lien',
    made: (name: string) => `Le lien de ${name}`,
    once: 'Copiez-le avant de fermer : il ne sera plus affiché.',
    copyRefused: 'Le navigateur refuse la copie : sélectionnez le lien.',
    hasPassword:
      'Cette personne a déjà un mot de passe. Demandez un nouveau lien à l’administration.',
    gone: 'Cette personne ne fait plus partie de la campagne.',
    notYours: 'Cette page n’est pas ouverte à votre rôle',
  },
})
