import type { Language } from './language.ts'

/** Words by plural category; `one` covers 0 in French and not in English, which Intl knows. */
export interface Forms {
  readonly one: string
  readonly other: string
}

/** A function that puts the right form after its number: `count(3, { one: 'ligne', other: 'lignes' })` → "3 lignes". */
export function counter(language: Language) {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB')
  return {
    form: (value: number, forms: Forms) =>
      rules.select(value) === 'one' ? forms.one : forms.other,
    count: (value: number, forms: Forms) =>
      `${numbers.format(value)}\u00A0${rules.select(value) === 'one' ? forms.one : forms.other}`,
  }
}
