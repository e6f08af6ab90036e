import { counter } from '../plural.ts'
import type { Trade } from './trade.ts'

const { count, form } = counter('fr')

/** A lane that is open over the whole page, and lanes on the board. */
export const lanes = (w: Trade) => ({
  open: (lane: string) => `Ouvrir ${lane} en plein écran`,
  back: 'Tableau',
  tabs: w.Lanes,
  toAssign: 'À attribuer',
  /** After the number. */
  toAssignWord: (n: number) => `${form(n, { one: 'reçu', other: 'reçus' })} dans ${w.thisLane}`,
  oldest: (days: number) => `le plus ancien a ${count(days, { one: 'jour', other: 'jours' })}`,
  allAssigned: 'Tout est attribué',
  officers: w.Officers,
  noOfficer: `Sans ${w.officer}`,
  gone: 'ne travaille plus ici',
  active: (n: number) => count(n, { one: 'active', other: 'actives' }),
  late: (n: number) => `${n} en retard`,
  appointments: (n: number) => `${n} RDV cette semaine`,
  more: (n: number) => `${n} ${n === 1 ? 'autre' : 'autres'}`,
  moreOf: (n: number, place: string) => `${n} ${n === 1 ? 'autre' : 'autres'}. ${place}`,
  less: 'Réduire',
  lessOf: (place: string) => `Réduire. ${place}`,
  seat: (stage: string, who: string) => `${stage}, ${who}`,
  load: {
    title: `Charge par ${w.officer}`,
    mean: 'Charge moyenne',
    spread: (least: string, most: string) => `fiches actives, écart ${least} à ${most}`,
    above: (n: number) => `${n} au-dessus du repère`,
    below: (n: number) => `${n} sous le repère`,
    at: 'au repère',
    awayUntil: (day: string) => `en absence jusqu’au ${day}`,
  },
  here: (names: string, n: number) => `${names} ${n === 1 ? 'est ici' : 'sont ici'}`,
  missing: {
    title: `${w.ThisLane} n’existe pas`,
    text: `${w.ThisLane} a été retiré${w.e}, ou l’adresse est incomplète.`,
  },
  archived: `archivé${w.e}`,
  archivedHint: `${w.Lane} archivé${w.e} : ses fiches restent ici jusqu’à ce qu’elles soient déplacées.`,
  noOfficers: `Personne ne travaille encore dans ${w.thisLane}.`,
})
