// The files of the extract beside a youth, and why they may be theirs.
import { counter } from '../plural.ts'
import { bySex, type Sex } from './by-sex.ts'

const { count, form } = counter('fr')

export const match = {
  title: (sex: Sex, n: number) => {
    const already = bySex(sex, { f: 'Déjà connue', m: 'Déjà connu', both: 'Déjà connu·e' })
    return n === 0
      ? `${already} ?`
      : `${already} ? ${count(n, { one: 'dossier proche', other: 'dossiers proches' })} dans l’extrait i-milo`
  },
  searching: 'Recherche dans l’extrait…',
  failed: 'Les dossiers proches n’ont pas pu être lus.',
  notMatched:
    'Le rapprochement avec l’extrait a échoué : rien n’est proposé. Vous pouvez trier sans, ou réessayer ; il sera retenté de lui-même.',
  none: 'Rien dans l’extrait ne ressemble à ce jeune.',
  noExtract: 'Pas d’extrait i-milo',
  noExtractText:
    'Triez sans, en cherchant vous-même dans i-milo, ou chargez un extrait : il ne sert qu’au tri et s’efface avec lui.',
  load: 'Charger un extrait',
  extract: (at: string) => `extrait du ${at}`,
  field: 'Champ',
  inList: 'Dans la liste',
  nothingSaid: 'sans objet',
  absent: 'absent',
  same: 'identique : ',
  near: 'proche : ',
  different: 'différent : ',
  missing: 'absent : ',
  choose: (name: string, score: number) => `Rattacher à ${name}, ${score} %`,
  notSame: 'Pas la même personne',
  notSameOf: (name: string) => `${name} : pas la même personne`,
  refused: (n: number) =>
    `${count(n, { one: 'dossier écarté', other: 'dossiers écartés' })} par une personne`,
  bringBack: 'Proposer à nouveau',
  wasRefused: 'Ce dossier ne sera plus proposé.',
  fields: {
    lastName: 'Nom',
    firstName: 'Prénom',
    birthDate: 'Naissance',
    phone: 'Téléphone',
    address: 'Adresse',
    email: 'E-mail',
    ine: 'INE',
    imiloFile: 'N° dossier',
  },
  advisor: 'Référent',
  noAdvisor: 'aucun',
  advisorLeft: 'a quitté l’équipe',
  lastInterview: 'Dernier contact',
  why: 'Pourquoi',
  labels: {
    certain: 'Certain',
    probable: 'Très proche',
    to_check: 'À vérifier',
    twin: 'Jumeaux possibles',
    sibling: 'Même famille',
    homonym: 'Homonyme',
    unlikely: 'Peu probable',
  },
  identical: (fields: string, n: number) =>
    `${fields} ${form(n, { one: 'identique', other: 'identiques' })}.`,
  differ: (fields: string, n: number) =>
    `${fields} ${form(n, { one: 'ne correspond pas', other: 'ne correspondent pas' })}.`,
  causes: {
    spelling: 'à une faute de frappe près',
    particle: 'écrit autrement, avec ou sans particule',
    part: 'en partie seulement',
    usage_name: 'comme nom d’usage',
    swapped: 'nom et prénom intervertis',
    other_sex: 'dans l’autre genre',
    one_digit: 'à un chiffre près',
    day_month: 'jour et mois intervertis',
    weak_date: 'au 1er janvier ou au 31 décembre : date peu sûre',
    shared: 'en commun',
  },
  cause: (field: string, how: string) => `${field} ${how}.`,
  kin: {
    twin: 'Né le même jour, autre prénom : peut-être jumeaux.',
    sibling: 'Même nom, même foyer : peut-être frère ou sœur.',
    homonym: 'Même nom, et rien d’autre en commun.',
  },
}
