// Which of a colleague's changes the person at this screen is told of: then the bell asks again, and only then.
import type { CardMove } from './board-index.ts'
import type { Actor } from '#shared/domain/roles.ts'

/** The same cases as the server's telling, and those that take a notice back; both ends of the move count. */
export function concerns({ from, to }: CardMove, actor: Actor): boolean {
  if (!from || !to || (from.lane === to.lane && from.officer === to.officer)) return false
  switch (actor.role) {
    case 'manager':
      return (
        from.lane !== to.lane &&
        [from.lane, to.lane].some((lane) => lane !== null && actor.lanes.includes(lane))
      )
    case 'officer':
      return from.officer !== to.officer && [from.officer, to.officer].includes(actor.user)
    case 'coordinator':
      return from.lane !== to.lane && (to.lane === null || from.lane === null)
    case 'observer':
      return from.lane === null
    case 'partner':
    case 'admin':
      return false
  }
}
