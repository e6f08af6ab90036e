import { fold } from '#shared/domain/names.ts'
import type { Wish } from '#shared/domain/card.ts'

// Cells that hold one of a few answers.

const yes = /^(oui|o|y|yes|1|vrai|true|x|ok|d accord|accord|accepte|favorable)\b/
const no = /^(non|n|no|0|faux|false|refus|refuse|pas d accord|pas accord|defavorable)\b/

/** Oui, non, or neither. */
export function readYesNo(text: string): boolean | null {
  const folded = fold(text)
  if (no.test(folded)) return false
  return yes.test(folded) ? true : null
}

export function readQpv(text: string): boolean | null {
  return /^q[pn] ?\d/.test(fold(text)) ? true : readYesNo(text)
}

export function readSex(text: string): 'f' | 'm' | null {
  const folded = fold(text)
  if (/^(mme|mlle|melle|madame|mademoiselle|f|femme|feminin|fille|2)$/.test(folded)) return 'f'
  return /^(m|mr|monsieur|h|homme|masculin|garcon|1)$/.test(folded) ? 'm' : null
}

const wishes: readonly (readonly [RegExp, Wish])[] = [
  [/rescolaris|scolar|etudes|lycee|ecole/, 'school'],
  [/apprentissage|alternance|apprenti/, 'apprenticeship'],
  [/service civique|volontariat/, 'civic_service'],
  [/emploi|travail|interim|job/, 'employment'],
  [/formation|stage/, 'training'],
  [/ne sait pas|sait pas|indecis|nsp|aucun|a definir|hesite/, 'undecided'],
]

/** What the youth wishes; of two wishes, the one named first. */
export function readWish(text: string): Wish | null {
  const folded = fold(text)
  const found = wishes
    .map(([pattern, wish]) => ({ at: folded.search(pattern), wish }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
  return found[0]?.wish ?? null
}

/** An e-mail address, in lower case; `null` is nothing, `bad` is something that is no address. */
export function readEmail(text: string): { readonly email: string | null; readonly bad: boolean } {
  const found = /[^\s<>;,:"()[\]@]+@[^\s<>;,:"()[\]@]+\.[a-z]{2,}/i.exec(text)
  if (found && found[0].length <= 200) return { email: found[0].toLowerCase(), bad: false }
  return { email: null, bad: text.includes('@') }
}

/** A pupil's number, without spaces; null where Excel has rounded it. */
export function readIne(text: string): string | null {
  const ine = text.replace(/[\s.-]/g, '').toUpperCase()
  return /^[0-9_A-Z]{8,20}$/.test(ine) && /\d{4}/.test(ine) && !/^0+$/.test(ine) ? ine : null
}
