// A number that somebody types to find a youth: the phone that is ringing, a file of i-milo, a pupil's number.

export interface SoughtNumber {
  /** Digits of a French phone after its zero or +33, or some of them; null when letters say that it is none. */
  readonly phone: string | null
  /** Whether these are the first digits of the phone; else they may stand anywhere in it. */
  readonly fromStart: boolean
  /** As an i-milo file or a pupil's number would begin: capitals and digits, nothing else. */
  readonly code: string
}

/** Digits that a search needs: fewer find half of the campaign. */
export const fewestDigits = 4
/** More than any phone or number has. */
const most = 20

/** What is sought, or null for a text that is no number: a name, or too few digits. */
export function soughtNumber(text: string): SoughtNumber | null {
  // A + says something at the start only; everything else between digits is how people write them.
  const dialled = text.trim().replace(/\(0\)/g, '')
  const code = dialled.replace(/[\s.\-/()+]/g, '').toUpperCase()
  if (!/^\d[0-9A-Z_]*$/.test(code) || code.length > most) return null
  if (code.replace(/\D/g, '').length < fewestDigits) return null
  if (/\D/.test(code)) return { phone: null, fromStart: false, code }
  const [, abroad] =
    /^(?:\+33|0033)0?(\d*)$/.exec(dialled.startsWith('+') ? `+${code}` : code) ?? []
  const national = abroad ?? /^0([1-9]\d*)$/.exec(code)?.[1]
  // 33 6 39 98… without its +: eleven digits are a whole number, and no other reading makes sense.
  const bare = code.length === 11 && code.startsWith('33') ? code.slice(2) : undefined
  const phone = national ?? bare
  return { phone: phone ?? code, fromStart: phone !== undefined, code }
}
