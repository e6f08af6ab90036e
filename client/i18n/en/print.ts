import type { print as fr } from '../fr/print.ts'
import type { Trade } from './trade.ts'

export const print = (w: Trade): ReturnType<typeof fr> => ({
  action: 'Print…',
  board: 'Board',
  lane: (name: string) => `${w.Lane} ${name}`,
  printedOn: (when: string) => `Printed on ${when}`,
  of: (shown: string, total: string) => `${shown} of ${total}`,
  filters: (names: string) => `Filters: ${names}`,
  noFilter: 'No filter',
  care: 'Internal document: it names young people, without contact details. To be destroyed after use.',
  nobody: 'Nobody matches.',
  toComplete: 'To complete',
  attempts: (n: number, last: string) => `${n}, ${last}`,
})
