import type { Trade } from './trade.ts'

/** What stands on paper. */
export const print = (w: Trade) => ({
  action: 'Imprimer…',
  board: 'Tableau',
  lane: (name: string) => `${w.Lane} ${name}`,
  printedOn: (when: string) => `Imprimé le ${when}`,
  of: (shown: string, total: string) => `${shown} sur ${total}`,
  filters: (names: string) => `Filtres : ${names}`,
  noFilter: 'Sans filtre',
  care: 'Document interne : des noms de jeunes y figurent, sans coordonnées. À détruire après usage.',
  nobody: 'Aucun jeune ne correspond.',
  toComplete: 'À compléter',
  attempts: (n: number, last: string) => `${n}, ${last}`,
})
