// The field's calendar: days are those of Europe/Paris, whatever the server's own zone.
const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
const dayMs = 86_400_000

/** The latest day that something done now may carry: tomorrow's, so that a clock a little ahead is no fault. */
export function latestDay(now: Date): string {
  return parisDay.format(new Date(now.getTime() + dayMs))
}
