import { counter } from '../plural.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('fr')
const cards = { one: 'fiche', other: 'fiches' }
const handovers = { one: 'passation', other: 'passations' }

/** Cards that pass from one lane to another, or back. [P3] */
export const handing = (w: Trade) => ({
  reasons: {
    lives_there: `habite dans ${w.thisLane}`,
    followed_there: 'suivi là-bas',
    overload: 'trop de fiches ici',
    other: 'autre',
  },
  from: (lane: string) => `Passation de ${lane}`,
  fromWho: (lane: string, day: string) => `Passation de ${lane}, le ${day}`,
  to: (lane: string) => `Passée à ${lane}, en attente de réponse`,
  back: (why: string, day: string) => `Renvoyée le ${day} : ${why}`,
  /** Why it came back. */
  unsaid: 'motif à compléter',
  received: (n: number) => `${count(n, handovers)} à accepter`,
  sent: (n: number) => `${count(n, handovers)} en attente`,
  title: (lane: string) => `Passations, ${lane}`,
  incoming: 'Reçues',
  outgoing: 'Envoyées, en attente de réponse',
  none: 'Aucune passation n’attend de réponse.',
  accept: 'Accepter',
  acceptAll: (n: number) => `Accepter les ${n}`,
  acceptOf: (name: string) => `Accepter ${name}`,
  giveBack: 'Retourner…',
  giveBackOf: (name: string) => `Retourner ${name}`,
  confirmBack: 'Retourner',
  why: (name: string) => `Pourquoi retourner ${name} ?`,
  reason: 'Motif…',
  reasonOf: (name: string) => `Motif de la passation de ${name}`,
  takeBack: 'Reprendre',
  takeBackOf: (name: string) => `Reprendre ${name}`,
  accepted: (n: number) =>
    `${count(n, handovers)} ${form(n, { one: 'acceptée', other: 'acceptées' })}`,
  givenBack: (n: number, lane: string) =>
    `${count(n, cards)} ${form(n, { one: 'retournée', other: 'retournées' })} à ${lane}`,
})
