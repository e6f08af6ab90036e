// What of the line and of what is saved is read out: changes of kind and slow saves, not every act. [W3]
import type { LiveState } from '#client/sync/live.ts'

export type Spoken = 'saving' | 'saved' | 'offline' | 'reconnecting' | 'refused' | null

/** `before`: what was read last. Silence is right where a screen reader hears of it elsewhere: a quick save, a return. */
export function spokenState(
  before: Spoken,
  now: { kind: LiveState['kind']; unsent: number; slow: boolean },
): Spoken {
  switch (now.kind) {
    case 'connecting':
      return null
    case 'live':
      if (now.slow) return 'saving'
      return now.unsent === 0 && (before === 'saving' || before === 'saved') ? 'saved' : null
    case 'offline':
    case 'reconnecting':
    case 'refused':
      return now.kind
  }
}
