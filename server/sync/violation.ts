/** An update outside the grammar: what our own client can never say. Its code is counted; nothing of it is kept. [G4] */
export class Violation extends Error {
  readonly code: ViolationCode

  constructor(code: ViolationCode) {
    super(code)
    this.name = 'Violation'
    this.code = code
  }
}

export type ViolationCode =
  | 'malformed'
  | 'too-many-structs'
  | 'duplicate-block'
  | 'trailing-bytes'
  | 'skip-or-gc'
  | 'gap'
  | 'foreign-client'
  /** Another socket holds the client id now. */
  | 'lost-lease'
  | 'read-only'
  | 'missing-dependency'
  | 'unknown-root'
  | 'server-root'
  | 'unknown-key'
  | 'list-in-map'
  | 'structure'
  | 'bad-content'
  | 'bad-value'
  | 'origin-bomb'
  | 'deletes-future'
  | 'key-deleted'
