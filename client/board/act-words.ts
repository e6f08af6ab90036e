// One's own unsent acts, in words.
import { t } from '#client/i18n/i18n.ts'
import type { UnsentAct, Write } from '#client/sync/act.ts'
import { attempt } from '#shared/domain/attempt.ts'
import { cardId } from '#shared/domain/ids.ts'
import { place } from '#shared/domain/place.ts'
import type { BoardIndex } from './board-index.ts'
import { placeName } from './place-words.ts'

/** "Inaya Keita : déplacer vers Inscrit, Est". */
export function actSentence(act: UnsentAct, index: BoardIndex): string {
  const words = t().acting.waiting
  const said = sentence(act, index)
  if (act.act === 'undo') return words.undo(said)
  return act.act === 'redo' ? words.redo(said) : said
}

function sentence(act: UnsentAct, index: BoardIndex): string {
  const words = t().acting.waiting
  const name = nameOf(act.cards[0], index)
  const moved = act.writes.flatMap((write) => placeOf(write))
  const [to] = moved
  if (to) {
    const where = placeName(index.frame(), to)
    return moved.length > 1 ? words.moveMany(moved.length, where) : words.move(name, where)
  }
  const tried = attempt.safeParse(act.writes.find((write) => write.root === 'attempts')?.value)
  if (tried.success) return words.attempt(name, t().board.outcomes[tried.data.outcome])
  const names: Readonly<Record<string, string>> = t().drawer.fields
  const fields = act.writes.map((write) => names[write.key] ?? write.key)
  return fields.length > 0 ? words.edit(name, fields.join(', ')) : words.other(name)
}

function placeOf(write: Write) {
  const parsed = write.key === 'at' ? place.safeParse(write.value) : null
  return parsed?.success ? [parsed.data] : []
}

function nameOf(card: string | undefined, index: BoardIndex): string {
  const id = cardId.safeParse(card)
  return (id.success && index.view(id.data)?.name) || '?'
}
