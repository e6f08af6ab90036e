import { counter } from '../plural.ts'

const { count, form } = counter('fr')
const cards = { one: 'fiche', other: 'fiches' }
const files = { one: 'dossier', other: 'dossiers' }

type Sex = 'f' | 'm' | null
/** Agrees where the sex is known; both forms otherwise. */
const bySex = (sex: Sex, words: { f: string; m: string; both: string }) =>
  sex === null ? words.both : words[sex]
const known = (sex: Sex) => bySex(sex, { f: 'Connue', m: 'Connu', both: 'Connu·e' })
const unknown = (sex: Sex) => bySex(sex, { f: 'Inconnue', m: 'Inconnu', both: 'Inconnu·e' })

export const triage = {
  title: 'Tri',
  known,
  unknown,
  queue: {
    label: 'File du tri',
    done: (of: number) => `sur ${of} ${form(of, { one: 'trié', other: 'triés' })}`,
    minutes: (n: number) => `environ ${n} min`,
    filters: 'Lignes montrées',
    all: 'Tout',
    toSort: (n: number) => `À trier ${n}`,
    flagged: (n: number) => `Signalés ${n}`,
    empty: 'Aucune ligne ici.',
    you: 'Vous',
    row: (n: number) => `ligne ${n}`,
    age: (n: number) => count(n, { one: 'an', other: 'ans' }),
    confirm: (n: number) =>
      `Confirmer ${form(n, { one: 'le certain', other: `les ${n} certains` })}`,
    show: 'Voir la file',
    hide: 'Fermer la file',
    states: {
      known: 'connu',
      unknown: 'inconnu',
      duplicate: 'doublon',
      aside: 'mis de côté',
      moved: 'déplacé',
      later: 'plus tard',
      sending: 'envoi',
    },
    flags: {
      set_aside: 'Mis de côté',
      sent_back: 'Renvoyé par un secteur',
      duplicate: 'Doublon probable',
      no_contact: 'Aucune coordonnée',
      to_repair: 'Numéro illisible',
    },
    here: (who: string) => `${who} est sur cette ligne`,
  },
  youth: {
    from: (line: number | null, day: string) =>
      line === null ? `Reçu ${day}` : `Ligne ${line} de la liste reçue ${day}`,
    before: (days: number, day: string) =>
      days >= 0 ? `J-${days}, avant le ${day}` : `+${-days} j, à joindre avant le ${day}`,
    bornOn: (sex: Sex) => bySex(sex, { f: 'Née le', m: 'Né le', both: 'Naissance' }),
    born: (day: string, age: number | null) =>
      age === null ? day : `${day}, ${count(age, { one: 'an', other: 'ans' })}`,
    phone: 'Téléphone',
    address: 'Adresse',
    qpv: 'QPV',
    programme: 'Dernière classe',
    wish: 'Souhait',
    territory: 'Territoire de la liste',
    knownByList: 'Connu selon la liste',
    unsaid: 'non dit',
    guardian: 'responsable',
    taken: (who: string, what: string) => `${who} vient de trier cette fiche : ${what}.`,
    aside: (why: string) => `Mis de côté : ${why}.`,
    sentBack: 'Un secteur a renvoyé cette fiche.',
    next: 'Fiche suivante',
    previous: 'Fiche précédente',
  },
  match: {
    title: (sex: Sex, n: number) => {
      const already = bySex(sex, { f: 'Déjà connue', m: 'Déjà connu', both: 'Déjà connu·e' })
      return n === 0
        ? `${already} ?`
        : `${already} ? ${count(n, { one: 'dossier proche', other: 'dossiers proches' })} dans l’extrait i-milo`
    },
    searching: 'Recherche dans l’extrait…',
    failed: 'Les dossiers proches n’ont pas pu être lus.',
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
      `${fields} ${form(n, { one: 'différent', other: 'différents' })}.`,
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
  },
  decide: {
    label: 'Décision',
    attach: (name: string, score: number) => `rattacher à ${name}, ${score} %`,
    withoutFile: 'sans dossier de l’extrait',
    firstVisit: '1er accueil à prévoir',
    duplicate: 'Doublon',
    duplicateText: 'd’une autre fiche',
    complete: 'Compléter',
    completeText: 'mettre de côté',
    first: 'Choisissez d’abord : connu ou inconnu.',
    offline: 'Le tri attend le retour du réseau : ce que vous voyez reste lisible.',
  },
  send: {
    title: 'Transmettre à',
    rule: 'Connu : au conseiller référent, copie au RS. Inconnu : au RS.',
    enter: 'Entrée',
    why: {
      postCode: (place: string) => `adresse : ${place}`,
      onlyLane: 'seul secteur ouvert',
      referent: (name: string) => `référent ${name}`,
      referentLeft: (name: string) => `${name} n’est plus ici : au RS`,
    },
    none: 'Aucun secteur ne s’impose : choisissez.',
    noLane: 'Aucun secteur n’est ouvert dans cette campagne.',
    youths: (n: number) => count(n, { one: 'jeune', other: 'jeunes' }),
    to: (lane: string, who: string) => (who === '' ? lane : `${lane}, ${who}`),
  },
  recent: {
    title: 'Vos derniers choix',
    none: 'Aucun pour l’instant.',
    undo: (what: string) => `Annuler : ${what}`,
    line: (what: string, where: string) => (where === '' ? what : `${what}, ${where}`),
    many: (n: number) => count(n, { one: 'fiche confirmée', other: 'fiches confirmées' }),
  },
  said: {
    sent: (name: string, what: string) => `${name} : ${what}`,
    undone: (name: string) => `${name} revient dans le tri`,
    undoneMany: (n: number) =>
      `${count(n, { one: 'fiche revient', other: 'fiches reviennent' })} dans le tri`,
    left: (n: number) =>
      `${count(n, { one: 'fiche déjà travaillée reste', other: 'fiches déjà travaillées restent' })} à sa place`,
    nothingToUndo: 'Rien à annuler',
    taken: (who: string, name: string, what: string) =>
      `${who} a trié ${name} avant vous : ${what}. Votre choix n’a pas été retenu.`,
    somebody: 'Quelqu’un',
    worked: (who: string, name: string) =>
      `Non annulé : ${who} a travaillé la fiche de ${name} depuis.`,
    failed: (name: string, why: string) => `${name} : ${why}`,
    skipped: (who: string) => `${who} est sur la suivante : elle est passée.`,
    shown: (name: string, left: number) => `${name}. ${left} à trier.`,
    open: 'Ouvrir',
  },
  duplicate: {
    title: (name: string) => `${name} : doublon de quelle fiche ?`,
    text: 'La fiche en double quitte le tableau ; l’autre reste, avec les numéros des deux. Cela peut s’annuler.',
    near: 'Fiches proches',
    search: 'Chercher une autre fiche',
    none: 'Aucune fiche ne porte ce nom.',
    closed: 'fermée',
    choose: 'C’est la même personne que',
    notSame: 'Deux personnes',
    notSameOf: (name: string) => `${name} : deux personnes différentes`,
  },
  aside: {
    title: (name: string) => `Que manque-t-il pour trier ${name} ?`,
    text: 'La fiche reste dans « À répartir », signalée, jusqu’à ce que quelqu’un la reprenne.',
    reasons: {
      contact: 'Coordonnées',
      identity: 'Nom ou prénom',
      birth_date: 'Date de naissance',
      address: 'Adresse ou secteur',
      ask: 'Avis d’un collègue',
      other: 'Autre raison',
    },
  },
  bulk: {
    title: (n: number) =>
      `Confirmer ${count(n, { one: 'fiche certaine', other: 'fiches certaines' })}`,
    text: 'Même nom, même prénom et même naissance, ou même numéro : un seul dossier possible pour chacune. Voyez quelques exemples avant de confirmer.',
    sample: 'Exemples, au hasard',
    again: 'D’autres exemples',
    list: 'Liste',
    file: 'i-milo',
    goes: 'Ira à',
    lines: {
      referent: (n: number) => `${count(n, cards)} à leur conseiller référent, copie au RS`,
      lane: (n: number) => `${count(n, cards)} au RS de leur secteur`,
      choose: (n: number) => `${count(n, cards)} sans secteur : laissées dans la file`,
    },
    nothing: 'Rien de certain à confirmer pour l’instant.',
    confirm: (n: number) => `Confirmer ${count(n, cards)}`,
    done: (n: number) => count(n, { one: 'fiche confirmée', other: 'fiches confirmées' }),
    left: (n: number) => `${count(n, { one: 'laissée', other: 'laissées' })} dans la file`,
  },
  extract: {
    title: 'Extrait i-milo',
    about: (n: number, who: string, at: string) =>
      `${count(n, files)}, chargé par ${who} le ${at}.`,
    leftOut: (n: number) =>
      `${count(n, { one: 'ligne sans numéro ou sans nom, laissée', other: 'lignes sans numéro ou sans nom, laissées' })} de côté.`,
    rule: (day: string) =>
      `Il ne sert qu’à rapprocher les jeunes de la liste, n’est jamais montré en entier, et sera effacé en fermant le tri ou le ${day}.`,
    privacy:
      'Il ne sert qu’à rapprocher les jeunes de la liste. Il ne sort pas de votre serveur, n’est jamais montré en entier, et s’efface en fermant le tri ou au bout de 30 jours.',
    columns:
      'Colonnes lues : n° de dossier, noms, naissance, téléphones, e-mail, adresse, site, conseiller référent, statut, dernier entretien.',
    choose: 'Choisir un fichier',
    replace: 'Charger un autre extrait',
    loading: 'Lecture de l’extrait…',
    loaded: (n: number) => `Extrait chargé : ${count(n, files)}`,
    close: 'Fermer le tri et effacer l’extrait',
    closed: 'L’extrait est effacé.',
  },
  done: {
    title: 'Tout est réparti',
    text: (n: number) =>
      `${form(n, { one: 'Le jeune', other: `Les ${n} jeunes` })} de cette file ${form(n, { one: 'a', other: 'ont' })} trouvé sa place.`,
    aside: (n: number) =>
      `${count(n, { one: 'fiche reste', other: 'fiches restent' })} de côté, à compléter.`,
    board: 'Ouvrir le tableau',
    seeAside: 'Voir ce qui reste',
    emptyTitle: 'Rien à trier',
    emptyText: 'Personne n’attend dans « À répartir ». Une liste importée arrive ici.',
    import: 'Importer une liste',
  },
  keys: {
    label: 'Raccourcis',
    walk: 'suivant, précédent',
    decide: 'connu, inconnu',
    send: 'transmettre et passer au suivant',
    later: 'plus tard',
    undo: 'annuler',
    all: 'tous les raccourcis',
    to: 'à',
    space: 'Espace',
    title: 'Raccourcis du tri',
    acts: {
      walk: 'Fiche suivante, précédente',
      candidates: 'Dossier suivant, précédent',
      known: 'Connu : rattacher au dossier choisi',
      unknown: 'Inconnu',
      notSame: 'Pas la même personne',
      send: 'Transmettre au secteur',
      propose: 'Transmettre où le tri propose',
      duplicate: 'Doublon d’une autre fiche',
      complete: 'Compléter : mettre de côté',
      later: 'Plus tard',
      undo: 'Annuler son dernier choix',
      bulk: 'Confirmer les certains',
      help: 'Cette aide',
    },
  },
}
