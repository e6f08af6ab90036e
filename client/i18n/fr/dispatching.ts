import { counter } from '../plural.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('fr')
const youths = { one: 'jeune', other: 'jeunes' }
const cards = { one: 'fiche', other: 'fiches' }

/** From « À répartir » to the lanes, by post code; the sectors themselves; who works how much. */
export const dispatching = (w: Trade) => ({
  action: `Transmettre ${w.toTheLanes}`,
  title: `Transmettre ${w.toTheLanes}`,
  lead: (n: number) =>
    `${count(n, youths)} dans « À répartir ». ${w.proposer} propose ${w.theLane}, vous confirmez.`,
  chosen: (n: number) =>
    `${count(n, cards)} ${form(n, { one: 'sélectionnée', other: 'sélectionnées' })}.`,
  nothing: 'Rien n’attend d’être transmis.',
  untriaged: (n: number) =>
    `Inclure aussi ${count(n, cards)} pas encore ${form(n, { one: 'triée', other: 'triées' })}`,
  toDecide: (n: number) => `${count(n, youths)} à décider`,
  lane: (name: string, n: number) => `${name} : ${count(n, youths)}`,
  referents: (n: number) => `dont ${n} à leur référent`,
  after: (before: string, after: string) => `${before} → ${after}`,
  more: (n: number) => `Montrer ${n} de plus`,
  where: (name: string) => `${w.Lane} de ${name}`,
  leave: 'Laisser dans « À répartir »',
  choose: `Choisir ${w.aLane}`,
  toReferent: (name: string) => `à ${name}, référent`,
  why: {
    referent: 'référent dans i-milo',
    'referent-left': 'connu, référent parti',
    territory: `${w.lane} de la liste`,
    'post-code': 'code postal',
    'only-lane': w.onlyLane,
    hand: 'choisi par vous',
    several: `plusieurs ${w.lanes} ont ce code postal`,
    'no-post-code': 'pas de code postal',
    'nobody-serves-it': `${w.noLane} n’a ce code postal`,
  },
  apply: (n: number) => `Transmettre ${count(n, cards)}`,
  done: (n: number) => `${count(n, cards)} ${form(n, { one: 'transmise', other: 'transmises' })}`,
  doneNone: 'Rien n’a été transmis',
  sentTo: (name: string, lane: string) => `${name} : transmis à ${lane}`,
  cannot: (name: string, why: string) => `${name} : ${why}. Choisissez ${w.aLane}.`,
  left: (n: number) =>
    `${count(n, cards)} ${form(n, { one: 'a quitté', other: 'ont quitté' })} « À répartir » entre-temps.`,
  arrived: (n: number) =>
    `${count(n, cards)} ${form(n, { one: 'est arrivée', other: 'sont arrivées' })}.`,
  sectors: {
    action: `Modifier les ${w.lanes}…`,
    title: `Codes postaux des ${w.lanes}`,
    lost: (why: string) => `Codes postaux non enregistrés. ${why}`,
    lead: `${w.proposer} propose ${w.theLane} d’un jeune. Un code postal peut être servi par plusieurs ${w.lanes} : une personne choisit alors.`,
    field: (lane: string) => `Codes postaux, ${lane}`,
    hint: 'Codes postaux : cinq chiffres, séparés par une espace ou une virgule.',
    names: (lane: string) => `Aussi écrit dans les listes, ${lane}`,
    namesHint: `Noms : séparés par une virgule, comme « ${w.Lane} AUBAGNE, ${w.Lane} EST » ; accents, tirets et « ${w.Lane} » ne comptent pas.`,
    wrong: (codes: string) => `Pas un code postal : ${codes}`,
    shared: (codes: string) => `Aussi dans ${w.anotherLane} : ${codes}`,
    effect: (before: string, after: string) =>
      before === after
        ? `${after} de « À répartir » iraient ici`
        : `${before} → ${after} de « À répartir » iraient ici`,
    nobody: (before: string, after: string) =>
      before === after ? `Sans ${w.lane} : ${after}` : `Sans ${w.lane} : ${before} → ${after}`,
    save: 'Enregistrer',
    saved: `${w.Lanes} enregistré${w.e}s`,
  },
  hours: {
    action: 'Absences',
    title: (lane: string) => `Temps de travail, ${lane}`,
    lost: (why: string) => `Temps de travail non enregistré. ${why}`,
    lead: 'Sert à répartir équitablement : qui est absent ne reçoit rien, qui travaille moins reçoit moins.',
    quota: 'Fiches par semaine',
    quotaOf: (name: string) => `Fiches par semaine, ${name}`,
    from: 'Du',
    to: 'au',
    fromOf: (name: string) => `Absence de ${name}, du`,
    toOf: (name: string) => `Absence de ${name}, au`,
    add: 'Ajouter une absence',
    addOf: (name: string) => `Ajouter une absence, ${name}`,
    removeOf: (name: string, days: string) => `Retirer l’absence de ${name}, ${days}`,
    none: 'aucune absence prévue',
    wrongQuota: 'Un nombre entier de 0 à 500',
    wrongDays: 'Deux dates, la seconde après la première',
    save: 'Enregistrer',
    saved: (n: number) =>
      `Temps de travail enregistré : ${count(n, { one: 'personne', other: 'personnes' })}`,
    unchanged: 'Rien n’a changé',
  },
})
