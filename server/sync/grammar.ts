// What may be said in a document: a whitelist a kind of document, and the judgement of each change.
import type * as Y from 'yjs'
import type { JudgedChange } from '#shared/contracts/sync.ts'
import type { CardId, DocumentKind } from '#shared/domain/ids.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Effect } from './spot.ts'

type RootGrammar =
  /** Y.Map of Y.Map of JSON: the inner maps are made by the server only, with these keys. */
  | { readonly kind: 'records'; readonly fields: ReadonlySet<string> }
  /** Y.Map of JSON that people write; `isKey` says which keys exist. */
  | { readonly kind: 'entries'; readonly isKey: (key: string) => boolean }
  /** Y.Map of JSON that only the server writes. */
  | { readonly kind: 'server' }
  | { readonly kind: 'text' }

/** Why a change is undone: a code that both languages have words for, and the product's rule where one refuses. */
export interface Fault {
  readonly code: string
  readonly rule: string | null
}

/** What a change is judged against. */
export interface Scene {
  readonly actor: Actor
  readonly doc: Y.Doc
  readonly now: Date
  /** Places that a card had before this update: rights are those of before or of after, whichever grant more. */
  readonly placesBefore: ReadonlyMap<string, Place>
  /** Hand-overs that waited for an answer before this update. [P3] */
  readonly handoversBefore: ReadonlyMap<string, NonNullable<CardValues['handover']>>
  /** Dossier: where its card stands on the board; null when the card is not there. */
  readonly cardPlace: Place | null
}

/** How a change is named in history rows and in what its author is told. */
export interface ChangeName extends Pick<JudgedChange, 'field' | 'key'> {
  readonly card: CardId | null
  /** Identity or contact details: the value stands in no history row. */
  readonly secret: boolean
}

export interface Grammar {
  readonly kind: DocumentKind
  readonly roots: ReadonlyMap<string, RootGrammar>
  readonly judge: (effect: Effect, scene: Scene) => Fault | null
  readonly nameOf: (effect: Effect, doc: Y.Doc) => ChangeName
}
