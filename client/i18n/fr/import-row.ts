import { counter } from '../plural.ts'

const { count } = counter('fr')

/** A row of a list, side by side with what it changes and with who is alike. */
export const importRow = {
  title: (line: number, name: string) => (name ? `Ligne ${line}, ${name}` : `Ligne ${line}`),
  open: (line: number) => `Voir la ligne ${line}`,
  changes: 'Ce qui change sur la fiche',
  field: 'Champ',
  before: 'Aujourd’hui',
  after: 'Après l’import',
  stays: 'gardé : saisi par vos équipes',
  stayed: (value: string) => `la liste dit « ${value} »`,
  empty: 'vide',
  added: 'numéro ajouté',
  yes: 'oui',
  no: 'non',
  sexes: { f: 'femme', m: 'homme' },
  wishes: {
    school: 'scolarité',
    training: 'formation',
    apprenticeship: 'apprentissage',
    employment: 'emploi',
    civic_service: 'service civique',
    undecided: 'ne sait pas',
  },
  alike: {
    certain: 'C’est la même personne',
    perhaps: 'Peut-être la même personne',
    thisRow: 'Cette ligne',
    file: (line: number) => `Ligne ${line}`,
    card: 'Fiche du tableau',
    elsewhere: (campaign: string) => campaign,
    elsewhereHint: 'Visible de vous seulement : vous coordonnez aussi cette campagne.',
    differs: 'différent',
    reasons: {
      names: 'mêmes nom et prénom',
      'near-names': 'même prénom, nom proche',
      'swapped-names': 'nom et prénom inversés',
      'first-name': 'même prénom',
      birth: 'même date de naissance',
      'near-birth': 'date de naissance proche',
      contact: 'même téléphone ou e-mail',
      ine: 'même INE',
    },
  },
  decide: 'Que faire de cette ligne ?',
  decisions: {
    proposed: 'Comme proposé',
    merge: 'Réunir : une seule fiche, complétée',
    keep: 'Garder à part : une fiche pour cette ligne',
    'set-aside': 'Pas de fiche ici',
  },
  setAsideElsewhere: 'Pas de fiche ici : suivi dans l’autre campagne',
  decided: {
    merge: 'réunie, selon votre choix',
    keep: 'gardée à part, selon votre choix',
    'set-aside': 'laissée de côté, selon votre choix',
  },
  nChanges: (n: number) => count(n, { one: 'valeur change', other: 'valeurs changent' }),
  perhapsSame: 'peut-être déjà là',
  perhapsElsewhere: 'déjà suivi dans une autre campagne',
  withdrawn: (n: number) =>
    `dont ${count(n, { one: 'fiche du tableau qui le retire', other: 'fiches du tableau qui le retirent' })}`,
  toCio: (n: number) => `dont ${n} à orienter vers le CIO`,
  opposedHint: 'nous ne disons pas qui',
}
