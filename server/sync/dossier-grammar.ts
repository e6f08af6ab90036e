// What people may write in a dossier: those who may open the card may complete its contact details and its notes. [P7]
import { dossierFields, dossierTypes, phoneNumber } from '#shared/documents/dossier-shape.ts'
import { cardId, numberId } from '#shared/domain/ids.ts'
import { keysOf } from '#shared/keys.ts'
import { may } from '#shared/domain/permissions.ts'
import { markRoot } from './epoch-mark.ts'
import type { Fault, Grammar, Scene } from './grammar.ts'
import type { Effect } from './spot.ts'

/** Characters of the shared notes. */
const notesLimit = 20_000
/** Numbers of one youth and their guardians. */
const numbersLimit = 40

export function dossierGrammar(id: string): Grammar {
  const card = cardId.parse(id)
  return {
    kind: 'dossier',
    roots: new Map([
      ['person', { kind: 'entries', isKey: (key: string) => Object.hasOwn(dossierFields, key) }],
      ['numbers', { kind: 'entries', isKey: isNumberId }],
      ['notes', { kind: 'text' }],
      [markRoot, { kind: 'server' }],
    ]),
    judge,
    nameOf: ({ spot }) => ({
      card,
      field: spot.root === 'person' ? (spot.key ?? spot.root) : spot.root,
      key: spot.root === 'numbers' ? spot.key : null,
      secret: true,
    }),
  }
}

/** `__proto__` would be an id by its letters. */
function isNumberId(key: string): boolean {
  return key !== '__proto__' && numberId.safeParse(key).success
}

const serverOnly: Fault = { code: 'server-only', rule: null }
const invalid: Fault = { code: 'invalid', rule: null }

function judge(effect: Effect, scene: Scene): Fault | null {
  const at = scene.cardPlace
  const right = may(scene.actor, 'dossier.open', at ? { at } : {})
  if (!right.allowed) return { code: right.code, rule: right.rule }
  if (effect.spot.root === 'person' && effect.spot.key === 'asListed') return serverOnly
  return isValue(effect, scene) ? null : invalid
}

function isValue({ spot, new: value, old }: Effect, { doc }: Scene): boolean {
  const { root, key } = spot
  if (root === 'notes') return typeof value === 'string' && value.length <= notesLimit
  if (root === 'numbers') {
    const room = old !== undefined || dossierTypes(doc).numbers.size <= numbersLimit
    return room && phoneNumber.safeParse(value).success
  }
  const field = keysOf(dossierFields).find((name) => name === key)
  return field !== undefined && dossierFields[field].safeParse(value).success
}
