import { officersOf } from './frame.ts'
import type { Screen } from './screen.ts'

/** Officers a lane's cards may be given to, and how many active cards they hold. */
export function loadsOf(screen: Screen, lane: Parameters<typeof officersOf>[1]) {
  return officersOf(screen.store.frame(), lane).map((officer) => ({
    officer,
    active: screen.store.count(`officer/${officer.id}`),
  }))
}
