import { counter } from '../plural.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('fr')
const cards = { one: 'fiche', other: 'fiches' }
const changes = { one: 'changement', other: 'changements' }

/** Several people at one board: what is in a hand, who is here, what of one's work was kept. */
export const together = (w: Trade) => ({
  hand: {
    moved: (who: string, place: string) =>
      `${who} vient de la déplacer : ${place}. Déposez-la pour la reprendre, Échap pour la laisser.`,
    gone: (name: string) => `${name} n’est plus sur le tableau. Rien n’a été déposé.`,
  },
  lane: {
    /** Screen readers only: what a drop makes of a lane. */
    becomes: (lane: string, n: number, late: number) =>
      `${lane} : ${count(n, { one: 'jeune', other: 'jeunes' })}, ${late} en retard`,
  },
  /** What colleagues do to the board, for screen readers. */
  remote: {
    moved: (who: string, name: string, place: string) => `${who} a déplacé ${name} vers ${place}`,
    movedMany: (n: number, who: string) =>
      `${count(n, cards)} ${form(n, { one: 'déplacée', other: 'déplacées' })} par ${who}`,
    changed: (who: string, name: string) => `${who} a changé la fiche de ${name}`,
    changedMany: (n: number, who: string) =>
      `${count(n, cards)} ${form(n, { one: 'changée', other: 'changées' })} par ${who}`,
    come: (n: number) =>
      `${count(n, cards)} ${form(n, { one: 'ajoutée', other: 'ajoutées' })} au tableau`,
    gone: (n: number) =>
      `${count(n, cards)} ${form(n, { one: 'sortie', other: 'sorties' })} du tableau`,
  },
  give: {
    action: 'Confier à…',
    title: (name: string) => `Confier ${name} à`,
    titleMany: (n: number) => `Confier ${count(n, cards)} à`,
    choose: `Choisissez d’abord ${w.aLane}.`,
    asCard: 'Selon la fiche',
    /** Of several cards, those that are elsewhere so far. */
    crosses: (n: number) =>
      `${count(n, cards)} ${form(n, { one: 'vient d’ailleurs et changera', other: 'viennent d’ailleurs et changeront' })} de ${w.lane}.`,
  },
  undo: {
    undo: (what: string) => `Annuler : ${what}`,
    redo: (what: string) => `Rétablir : ${what}`,
    nothingToUndo: 'Rien à annuler',
    nothingToRedo: 'Rien à rétablir',
    move: (what: string) => `déplacer ${what}`,
    share: (what: string) => `répartir ${what}`,
    cover: (what: string) => `confier ${what}`,
    again: (what: string) => `reprendre ${what}`,
    dispatch: (what: string) => `transmettre ${what}`,
    accept: (what: string) => `accepter ${what}`,
    giveBack: (what: string) => `retourner ${what}`,
    sendBack: (what: string) => `renvoyer ${what}`,
    fact: (what: string) => `compléter ${what}`,
    attempt: (what: string) => `noter une tentative, ${what}`,
    /** The name of what is done for good. */
    lasts: (what: string) => `Ne s’annule pas : ${what}`,
    cards: (n: number) => count(n, cards),
    undone: (what: string) => `Annulé : ${what}`,
    redone: (what: string) => `Rétabli : ${what}`,
    left: (what: string, who: string) => `Non annulé : ${who} a déplacé ${what} depuis`,
    gone: (what: string) => `Non annulé : plus sur le tableau, ${what}`,
    group: 'Annuler et rétablir',
  },
  people: {
    button: (n: number) =>
      `En ligne, ${count(n, { one: 'autre personne', other: 'autres personnes' })}. Voir qui fait quoi`,
    title: 'En ligne',
    alone: 'personne d’autre en ce moment',
    offline: 'Hors ligne, on ne sait pas qui est là.',
    reads: (card: string) => `sur ${card}`,
    writes: (card: string, field: string) => `écrit sur ${card} : ${field}`,
    drags: (card: string) => `déplace ${card}`,
    looks: (place: string) => `regarde ${place}`,
    board: 'sur le tableau',
    idle: 'inactif',
    away: 'absent',
    followWord: 'Suivre',
    follow: (name: string) => `Suivre ${name}`,
    stop: 'Naviguer seul',
    following: (name: string) => `Vous suivez ${name}`,
    followHint: 'Le moindre geste vous rend la main.',
    followHidden: 'Vos filtres cachent la fiche de cette personne.',
    stopped: (name: string) => `Vous ne suivez plus ${name}`,
    left: (name: string) => `${name} a quitté le tableau`,
  },
  /** Moves of one's own that were not kept. */
  lost: {
    title: 'Déplacements non retenus',
    overtaken: (n: number, who: string) =>
      `${who} a déplacé ${count(n, cards)} avant vous. Vos choix n’ont pas été retenus.`,
    mixed: (n: number) =>
      `${count(n, { one: 'déplacement n’a pas été retenu', other: 'déplacements n’ont pas été retenus' })} : des collègues étaient passés avant vous, ou c’était refusé.`,
    overtakenBySeveral: (n: number) =>
      `Des collègues ont déplacé ${count(n, cards)} avant vous. Vos choix n’ont pas été retenus.`,
    see: 'Voir la liste',
    wanted: (place: string) => `Vous vouliez : ${place}.`,
    takeAll: (n: number) => `Reprendre les ${n}`,
    taken: (n: number) => `${count(n, cards)} ${form(n, { one: 'reprise', other: 'reprises' })}`,
    leave: 'Laisser ainsi',
    leaveAll: 'Tout laisser ainsi',
  },
  back: {
    title: 'De retour en ligne',
    summary: (kept: number, not: number) =>
      kept + not === 0
        ? 'De nouveau en ligne.'
        : not === 0
          ? `De nouveau en ligne. ${count(kept, changes)} ${form(kept, { one: 'enregistré', other: 'enregistrés' })}.`
          : `De nouveau en ligne. ${count(kept, changes)} ${form(kept, { one: 'enregistré', other: 'enregistrés' })}, ${not} non ${form(not, { one: 'retenu', other: 'retenus' })}.`,
    see: 'Voir la liste',
    kept: (n: number) => count(n, { one: 'enregistré', other: 'enregistrés' }),
    not: (n: number) => count(n, { one: 'non retenu', other: 'non retenus' }),
    refused: (why: string) => `refusé : ${why}`,
    overtaken: (who: string, place: string) => `${who} l’a déplacée vers ${place} avant vous`,
    overtakenEdit: (who: string) => `${who} l’a changé avant vous`,
    unsent: 'la fiche a changé entre-temps',
    takeBack: (name: string) => `Reprendre ${name}`,
  },
})
