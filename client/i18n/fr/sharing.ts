import { counter } from '../plural.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('fr')
const youths = { one: 'jeune', other: 'jeunes' }
const cards = { one: 'fiche', other: 'fiches' }
const lines = { one: 'attribution', other: 'attributions' }

/** "Répartir équitablement", and covering somebody who is away. */
export const sharing = (w: Trade) => ({
  action: 'Répartir équitablement',
  title: 'Répartition proposée',
  coverTitle: (name: string) => `Fiches de ${name}`,
  lead: (n: number) =>
    `${count(n, youths)} à attribuer. Rien ne change tant que vous n’appliquez pas.`,
  coverLead: (n: number) =>
    `${count(n, cards)} à couvrir. Rien ne change tant que vous n’appliquez pas.`,
  nothing: 'Tout est attribué. Il n’y a rien à répartir.',
  loading: 'Lecture des fratries…',
  blind: 'Les fratries n’ont pas pu être lues : frères et sœurs ne sont pas gardés ensemble.',
  nobody: `Personne ne peut recevoir ces fiches : il n’y a pas de ${w.officer} ici.`,
  rules: {
    title: 'Règles',
    keepReferent: 'Garder le référent i-milo des jeunes connus',
    workingTime: 'Tenir compte du temps de travail et des congés',
    spreadQpv: 'Répartir les QPV entre tous',
    rebalance: 'Rééquilibrer aussi les fiches sans tentative',
    always:
      'Frères et sœurs ensemble tant qu’une personne a la place ; mineurs et rappels répartis entre tous.',
    quota: 'Personne ne reçoit plus que son quota, référents compris.',
  },
  leaving: 'Départ : toutes ses fiches ouvertes',
  stages: 'Quelles fiches',
  staying: `Le temps d’une absence, Suivi et Non joint restent à leur ${w.officer}, sauf si vous les cochez.`,
  stage: (name: string, n: number) => `${name} (${n})`,
  to: 'À qui',
  toAll: 'Répartir entre tous',
  loads: 'Charge avant et après',
  load: (name: string, of: { before: string; after: string; mark: string }) =>
    `${name} : ${of.before} avant, ${of.after} après, repère ${of.mark}`,
  same: '=',
  away: (day: string) => `en absence jusqu’au ${day}`,
  lines: (n: number) => count(n, lines),
  who: (name: string) => `À qui confier ${name}`,
  where: (name: string) => `${w.Lane} de ${name}`,
  chooseLane: `Choisir ${w.aLane}`,
  leave: 'Laisser de côté',
  from: (name: string) => `actuellement à ${name}`,
  correspondent: (lane: string, who: string) =>
    who === '' ? lane : `${lane}, correspondant : ${who}`,
  more: (n: number) => `Montrer ${n} de plus`,
  why: {
    referent: 'référent dans i-milo',
    referent_full: 'son référent a atteint son quota',
    referent_away: 'son référent est absent ou sans quota',
    sibling: 'avec son frère ou sa sœur',
    sibling_apart: 'fratrie partagée : personne n’a la place pour tous',
    minor: 'mineurs répartis entre tous',
    callback: 'rappels répartis entre tous',
    qpv: 'QPV répartis entre tous',
    lowest: 'charge la plus basse',
    hand: 'choisi par vous',
    out: 'laissé de côté',
    full: 'personne n’a de place : quotas atteints ou absences',
    lane: `rien ne dit ${w.whichLane} : choisissez`,
  },
  proposed: 'proposé',
  proposedTo: (name: string, n: number) => `Proposé à ${name} : ${count(n, cards)}`,
  apply: (n: number) => `Appliquer ${count(n, lines)}`,
  done: (n: number) => `${count(n, lines)} ${form(n, { one: 'faite', other: 'faites' })}`,
  doneNone: 'Rien n’a été attribué',
  gone: (who: string, name: string) =>
    `${who} a déplacé ${name} : sa fiche n’est plus dans la proposition.`,
  goneMany: (n: number) =>
    `${count(n, cards)} ${form(n, { one: 'a changé', other: 'ont changé' })} de place : ${form(n, { one: 'retirée', other: 'retirées' })} de la proposition.`,
  added: (n: number) =>
    `${count(n, cards)} ${form(n, { one: 'est arrivée', other: 'sont arrivées' })} : ${form(n, { one: 'ajoutée', other: 'ajoutées' })}.`,
  again: (n: number) =>
    `${count(n, cards)} ${form(n, { one: 'proposée', other: 'proposées' })} à quelqu’un d’autre : la personne n’est plus ici.`,
  cover: (n: number) => `${count(n, cards)} à couvrir`,
  coverWord: 'Confier ses fiches…',
})
