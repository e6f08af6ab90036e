import { counter } from '../plural.ts'

const { count } = counter('fr')

export const people = {
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
}
