import { addDays, day, daysBetween, type Day } from './day.ts'
import type { CardValues } from './card.ts'
import type { CampaignSettings } from './templates.ts'

/** The next thing due on a card: what the chip shows. */
export type Due =
  | { readonly kind: 'first_contact'; readonly on: Day }
  | { readonly kind: 'callback'; readonly on: Day }
  | { readonly kind: 'registration'; readonly on: null }
  | { readonly kind: 'appointment'; readonly on: Day }
  | { readonly kind: 'referral_decision'; readonly on: null }
  | { readonly kind: 'referred'; readonly on: null }
  | { readonly kind: 'none'; readonly on: null }

type Clocked = Pick<
  CardValues,
  | 'at'
  | 'received'
  | 'registration'
  | 'appointment'
  | 'callback'
  | 'referral'
  | 'closed'
  | 'noContact'
>

/** [C1] The day by which the youth must have been reached. */
export function firstContactDue(receivedOn: Day, settings: CampaignSettings): Day {
  return addDays(receivedOn, settings.firstContactDays)
}

/** [C2] The appointment that a registration proposes. */
export function proposedAppointment(registeredOn: Day, settings: CampaignSettings): Day {
  return addDays(registeredOn, settings.appointmentDays)
}

/** What is due next on a card, given whether the youth was reached. [C1, C2, A3, A5] */
export function nextDue(card: Clocked, reached: boolean, settings: CampaignSettings): Due {
  if (card.closed || card.noContact) return { kind: 'none', on: null }
  switch (card.at.stage) {
    case 'received':
    case 'dispatched':
      if (card.callback) return { kind: 'callback', on: dayOf(card.callback.at) }
      if (reached) return { kind: 'registration', on: null }
      return { kind: 'first_contact', on: firstContactDue(card.received.on, settings) }
    case 'first_contact':
      if (card.callback) return { kind: 'callback', on: dayOf(card.callback.at) }
      if (!reached)
        return { kind: 'first_contact', on: firstContactDue(card.received.on, settings) }
      return { kind: 'registration', on: null }
    case 'registered':
    case 'followed_up':
      // Past and untold (`unspecified`), it stays due until somebody says what happened.
      if (card.appointment?.status === 'planned' || card.appointment?.status === 'unspecified')
        return { kind: 'appointment', on: dayOf(card.appointment.at) }
      if (
        card.appointment === null &&
        card.registration !== null &&
        card.at.stage === 'registered'
      ) {
        return { kind: 'appointment', on: proposedAppointment(card.registration.on, settings) }
      }
      return { kind: 'none', on: null }
    case 'not_reached':
      return card.referral
        ? { kind: 'referred', on: null }
        : { kind: 'referral_decision', on: null }
  }
}

export type Urgency = 'late' | 'soon' | 'later'

/** Late once the day is past; soon within three days, that day included. */
export function urgencyOf(due: Due, today: Day): Urgency {
  if (due.on === null)
    return due.kind === 'registration' || due.kind === 'referral_decision' ? 'soon' : 'later'
  const days = daysBetween(today, due.on)
  if (days < 0) return 'late'
  return days <= 3 ? 'soon' : 'later'
}

function dayOf(at: string): Day {
  return day.parse(at.slice(0, 10))
}
