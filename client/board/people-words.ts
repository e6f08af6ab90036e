// What a colleague is doing, in words, from what their page shows of itself.
import { t } from '#client/i18n/i18n.ts'
import type { Colleague } from '#client/sync/presence.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { BoardIndex } from './board-index.ts'
import { laneName } from './place-words.ts'

/** "écrit sur Inaya Keita : inscription". */
export function doingWords(colleague: Colleague, index: BoardIndex): string {
  const words = t().together.people
  const { card, drag, editing, view } = colleague.state
  const nameOf = (id: CardId) => index.view(id)?.name
  const dragged = drag && nameOf(drag.card)
  if (dragged) return words.drags(dragged)
  const name = card && nameOf(card)
  if (name && editing) return words.writes(name, fieldName(editing))
  if (name) return words.reads(name)
  return view ? words.looks(laneName(index.frame(), view.lane)) : words.board
}

/** Away tells more than idle: they look at something else. */
export function absenceWords(colleague: Colleague): string | null {
  const words = t().together.people
  if (colleague.state.away) return words.away
  return colleague.state.idle ? words.idle : null
}

function fieldName(field: string): string {
  const asked: Readonly<Record<string, string>> = t().acting.facts.titles
  const kept: Readonly<Record<string, string>> = t().drawer.fields
  return (asked[field] ?? kept[field] ?? field).toLowerCase()
}
