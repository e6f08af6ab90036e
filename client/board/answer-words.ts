// The answer that stands on a card, in the words of its short form. [S4]
import { dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { day } from '#shared/domain/day.ts'
import { isReached, toldStatuses, type Demand } from './facts.ts'
import type { CardView } from './card-view.ts'

/** "une inscription, lun. 23/11, i-milo saisie faite"; null: none stands. */
export function answerWords(demand: Demand, { card, attempts }: CardView): string | null {
  const words = t().acting.facts
  switch (demand) {
    case 'reached_attempt': {
      const reached = attempts.findLast(isReached)
      return reached ? t().board.outcomes[reached.outcome] : null
    }
    case 'registration': {
      const told = card.registration
      return (
        told && `${words[told.kind]}, ${dayShort(told.on)}, ${words.imilo} ${words[told.imilo]}`
      )
    }
    case 'follow_up': {
      const { appointment, referral } = card
      if (!appointment) return referral && t().drawer.fields.referral
      const on = `${words.appointmentOn} ${minuteWords(appointment.at)}`
      const status = toldStatuses.find((one) => one === appointment.status)
      return status ? `${on}, ${words.statuses[status]}` : on
    }
    case 'not_reached_reason':
      return card.notReached && words.reasons[card.notReached.reason]
    case 'sent_back': {
      const reason = card.sentBack?.reason
      return reason ? words.backReasons[reason] : null
    }
    case 'handover': {
      const reason = card.handover?.reason
      return reason ? t().handing.reasons[reason] : null
    }
  }
}

function minuteWords(minute: string): string {
  return `${dayShort(day.parse(minute.slice(0, 10)))} ${minute.slice(11)}`
}
