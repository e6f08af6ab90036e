import { counter } from '../plural.ts'

const { count } = counter('fr')

export const shell = {
  skipToContent: 'Aller au contenu',
  home: 'Relance, accueil',
  views: 'Vues',
  board: 'Tableau',
  noBoard: {
    title: 'Votre rôle n’ouvre pas ce tableau',
    text: 'L’accueil mène à ce que votre rôle ouvre dans cette campagne.',
  },
  triage: 'Tri',
  imports: 'Listes',
  team: 'Équipe',
  referred: 'Orientations',
  campaign: 'Campagne',
  allCampaigns: 'Toutes les campagnes',
  youths: (n: number) => count(n, { one: 'jeune', other: 'jeunes' }),
  account: 'Compte et réglages',
  theme: 'Thème',
  themes: { system: 'Comme l’appareil', light: 'Clair', dark: 'Sombre' },
  language: 'Langue',
  languages: { fr: 'Français', en: 'English' },
  signOut: 'Se déconnecter',
  signOutTitle: 'Se déconnecter maintenant ?',
  signOutLoses: (n: number) =>
    `${count(n, { one: 'changement n’est pas encore enregistré et serait perdu', other: 'changements ne sont pas encore enregistrés et seraient perdus' })}.`,
  signOutAnyway: 'Se déconnecter quand même',
  stay: 'Rester ici',
  campaigns: 'Vos campagnes',
  noCampaign: 'Aucune campagne pour l’instant',
  noCampaignText: 'Demandez à la coordination de vous y ajouter.',
  templates: { mission_locale: 'Mission locale', platform: 'Plateforme téléphonique' },
  notFound: 'Il n’y a rien ici pour vous',
  notFoundText: 'L’adresse est incomplète, ou cette page n’est pas ouverte à votre compte.',
  goHome: 'Revenir à l’accueil',
  broken: 'La page n’a pas pu s’ouvrir',
}
