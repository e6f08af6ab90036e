import { fold } from '#shared/domain/names.ts'
import type { Wish } from '#shared/domain/card.ts'
import { readText } from './text.ts'

// Cells that hold one of a few answers.

const yes = /^(o|y|x|1)$|^(oui|yes|vrai|true)\b/
const no = /^(n|no|0)$|^(non|faux|false|hors)\b/
/** No answer, in as many words: "Non renseigné", "N'a pas répondu", "À voir" say neither yes nor no. */
const unanswered =
  /\b(non (renseign|communiqu|precis|repond|joint|about|saisi|disponible|demand|evoqu)\w*|pas (de reponse|repondu|demande|renseigne)|sans reponse|ne sait pas|nsp|a (voir|verifier|preciser|confirmer|rappeler|demander|definir)|en attente)\b/

/** Oui, non, or neither. */
export function readYesNo(text: string): boolean | null {
  const folded = fold(text)
  // A cross and a zero mean empty elsewhere; here they are answers.
  const isAnswer = folded === 'x' || folded === '0' || readText(text) !== null
  if (!isAnswer || unanswered.test(folded)) return null
  if (no.test(folded)) return false
  return yes.test(folded) ? true : null
}

const agreement =
  /^(d accord|accord|accorde|accordee|accept\w*|ok|favorable|consent\w*|positif|positive)\b/
const refusal =
  /\b(refus\w*|retir\w*|retract\w*|revoq\w*|defavorable|oppos\w*|declin\w*)\b|\b(pas|plus|sans|aucun) (d |l |son |donne (son |d )?)?(accord|consentement|favorable|interesse\w*)\b|\bn(e (souhaite|veut|desire)| accepte) (pas|plus)\b/

/** Whether the youth agrees to be contacted. What speaks for both, and what nobody foresaw, is for a person to read. */
export function readConsent(text: string): boolean | null {
  const folded = fold(text)
  const said = readYesNo(text)
  if (said === false || unanswered.test(folded)) return said
  const refuses = refusal.test(folded)
  if (refuses) return said === true ? null : false
  return said ?? (agreement.test(folded) ? true : null)
}

const isKnown = /^(deja )?(connue?|inscrite?|suivie?|accompagnee?)\b|^en suivi\b/
const isUnknown = /^(inconnue?)\b|\b(non|pas|jamais) (connue?|inscrite?|suivie?)\b|^nouve(au|lle)\b/

/** Whether the mission locale knows the youth; here "inconnu" is an answer. */
export function readKnown(text: string): boolean | null {
  const folded = fold(text)
  if (isUnknown.test(folded)) return false
  return isKnown.test(folded) ? true : readYesNo(text)
}

const priorityArea = /\b(qpv|quartiers? prioritaires?)\b/
const outside = /\b(non|hors|pas|aucun)\b/

/** Whether the youth lives in a priority area: yes, no, or the area's own code (QP075018, QN07501M). */
export function readQpv(text: string): boolean | null {
  const folded = fold(text)
  if (/\bq[pn] ?\d/.test(folded)) return true
  if (unanswered.test(folded)) return null
  return priorityArea.test(folded) ? !outside.test(folded) : readYesNo(text)
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

/** Of the national register (RNIE), of the academies' base (BEA), of an apprentice. */
const ineForms = /^(\d{9}[A-Z]{2}|[\d_]{10}[A-Z]|\d{4}A\d{5}[A-Z])$/

/** A pupil's number, without spaces; null where it has another form, or Excel has rounded it. */
export function readIne(text: string): string | null {
  const ine = text.replace(/[\s.-]/g, '').toUpperCase()
  return ineForms.test(ine) ? ine : null
}
