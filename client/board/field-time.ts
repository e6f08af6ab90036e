// The field's clock: hours are those of Europe/Paris, whatever the computer's own zone.
import { localMinute, type LocalMinute } from '#shared/domain/day.ts'

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** The local minute of an instant. */
export function minuteAt(at: Date): LocalMinute {
  return localMinute.parse(clock.format(at).replace(' ', 'T'))
}

/** The instant of a local minute, ISO 8601. Of an hour that the clocks repeat, the first. */
export function instantOf(at: LocalMinute): string {
  const asIfUtc = Date.parse(`${at}:00Z`)
  // Twice: the offset of the guess may be the other season's.
  let instant = asIfUtc
  for (let pass = 0; pass < 2; pass += 1) {
    const shown = Date.parse(`${minuteAt(new Date(instant))}:00Z`)
    instant += asIfUtc - shown
  }
  return new Date(instant).toISOString()
}
