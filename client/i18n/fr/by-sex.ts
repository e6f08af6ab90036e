// What agrees with a person.
export type Sex = 'f' | 'm' | null
/** Agrees where the sex is known; both forms otherwise. */
export const bySex = (sex: Sex, words: { f: string; m: string; both: string }) =>
  sex === null ? words.both : words[sex]
export const known = (sex: Sex) => bySex(sex, { f: 'Connue', m: 'Connu', both: 'Connu·e' })
export const unknown = (sex: Sex) => bySex(sex, { f: 'Inconnue', m: 'Inconnu', both: 'Inconnu·e' })
