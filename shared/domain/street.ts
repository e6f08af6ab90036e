// An address as lists compare it: "5 BD DAVOUT" is "5, boulevard Davout". Pure.
import { fold } from './names.ts'

/** What is written short in one list and whole in the next. */
const whole: Readonly<Record<string, string>> = {
  all: 'allee',
  av: 'avenue',
  ave: 'avenue',
  bd: 'boulevard',
  bld: 'boulevard',
  blvd: 'boulevard',
  bvd: 'boulevard',
  ch: 'chemin',
  che: 'chemin',
  chem: 'chemin',
  crs: 'cours',
  dr: 'docteur',
  fbg: 'faubourg',
  fg: 'faubourg',
  gal: 'general',
  imp: 'impasse',
  lot: 'lotissement',
  mal: 'marechal',
  pass: 'passage',
  pl: 'place',
  res: 'residence',
  rte: 'route',
  sq: 'square',
  st: 'saint',
  ste: 'sainte',
}
const short = new RegExp(`\\b(?:${Object.keys(whole).join('|')})\\b`, 'g')

/** Letters and digits only, with no abbreviation left. */
export function foldStreet(address: string): string {
  return fold(address).replace(short, (word) => whole[word] ?? word)
}
