import { counter } from '../plural.ts'
import { bySex, known, unknown, type Sex } from './by-sex.ts'
import { capital, type Trade } from './trade.ts'
import { match } from './triage-match.ts'

const { count, form } = counter('fr')
const cards = { one: 'fiche', other: 'fiches' }
const their = (n: number) => form(n, { one: 'son', other: 'leur' })
const files = { one: 'dossier', other: 'dossiers' }

export const triage = (w: Trade) => ({
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
      known: (sex: Sex) => known(sex).toLowerCase(),
      unknown: (sex: Sex) => unknown(sex).toLowerCase(),
      duplicate: () => 'doublon',
      aside: (sex: Sex) =>
        bySex(sex, { f: 'mise de côté', m: 'mis de côté', both: 'mis·e de côté' }),
      moved: (sex: Sex) => bySex(sex, { f: 'déplacée', m: 'déplacé', both: 'déplacé·e' }),
    },
    later: 'plus tard',
    sending: 'envoi',
    flags: {
      set_aside: 'Mis de côté',
      sent_back: `Renvoyé par ${w.aLane}`,
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
    sentBack: `${capital(w.aLane)} a renvoyé cette fiche.`,
    next: 'Fiche suivante',
    previous: 'Fiche précédente',
  },
  match,
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
    rule: `Connu : au conseiller référent, copie ${w.toTheManager}. Inconnu : ${w.toTheManager}.`,
    enter: 'Entrée',
    why: {
      postCode: (place: string) => `adresse : ${place}`,
      territory: (name: string) => `dans la liste : ${name}`,
      onlyLane: `${w.onlyLane} ouvert${w.e}`,
      referent: (name: string) => `référent ${name}`,
      referentLeft: (name: string) => `${name} n’est plus ici : ${w.toTheManager}`,
    },
    none: `${capital(w.noLane)} ne s’impose : choisissez.`,
    noLane: `${capital(w.noLane)} n’est ouvert${w.e} dans cette campagne.`,
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
    otherGone: (who: string, name: string) =>
      `${who} vient de fermer l’autre fiche comme doublon : celle de ${name} reste au tri.`,
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
    text: 'La fiche en double quitte le tableau ; l’autre reste, avec les coordonnées des deux ; là où elles se contredisent, les siennes. Cela peut s’annuler.',
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
      address: `Adresse ou ${w.lane}`,
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
      referent: (n: number) => `${count(n, cards)} à ${their(n)} référent, copie ${w.toTheManager}`,
      lane: (n: number) => `${count(n, cards)} ${w.toTheManager} de ${their(n)} ${w.lane}`,
      choose: (n: number) =>
        `${count(n, cards)} sans ${w.lane} : ${form(n, { one: 'laissée', other: 'laissées' })} dans la file`,
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
      send: `Transmettre ${w.toTheLane}`,
      propose: 'Transmettre où le tri propose',
      duplicate: 'Doublon d’une autre fiche',
      complete: 'Compléter : mettre de côté',
      later: 'Plus tard',
      undo: 'Annuler son dernier choix',
      bulk: 'Confirmer les certains',
      help: 'Cette aide',
    },
  },
})
