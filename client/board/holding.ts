// The card in my hand, as colleagues are told of it: with a beat as long as it is really held. A hand that has died gives
// none, and is opened after ten seconds everywhere. [W1, G10.3]
import type { Presence } from '#client/sync/presence.ts'
import type { PresenceState } from '#shared/contracts/sync.ts'

type Held = NonNullable<PresenceState['drag']>

export interface Holding {
  readonly show: (held: Omit<Held, 'beat'> | null) => void
  readonly close: () => void
}

/** Three of them may be lost before anybody takes the hand for dead. */
const beatMs = 2_500

export function createHolding(
  presence: Pick<Presence, 'show'>,
  /** False while nobody sits there: a card that was lifted by keyboard and left is free again for the others. */
  isHere: () => boolean,
): Holding {
  let held: Omit<Held, 'beat'> | null = null
  let beat = 0
  let beating: ReturnType<typeof setInterval> | undefined

  function tell(): void {
    presence.show({ drag: held && { ...held, beat } })
  }
  function pulse(): void {
    if (!isHere()) return
    beat += 1
    tell()
  }
  function close(): void {
    clearInterval(beating)
    beating = undefined
  }
  return {
    show: (next) => {
      held = next
      tell()
      if (held === null) close()
      else beating ??= setInterval(pulse, beatMs)
    },
    close,
  }
}
