import type { agreement as fr } from '../fr/agreement.ts'

export const agreement = {
  mark: 'agreement withdrawn',
  withdrawn: 'No longer accepts to be contacted, by a list.',
  withdrawnOn: (day: string) => `No longer accepts to be contacted, by the list of ${day}.`,
  renew: 'Agreement given again',
} satisfies typeof fr
