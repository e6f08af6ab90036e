import type { IconName } from '#client/ui/icon-names.ts'
import type { Outcome } from '#shared/domain/attempt.ts'
import type { Stage } from '#shared/domain/stages.ts'

/** A stage is never a colour alone: an icon and a word go with its tint. */
export const stageIcons: Readonly<Record<Stage, IconName>> = {
  received: 'inbox',
  dispatched: 'send',
  first_contact: 'phone-call',
  registered: 'clipboard-check',
  followed_up: 'route',
  not_reached: 'phone-missed',
}

export type Glyph = Extract<IconName, `glyph-${string}`>

/** The shape of an attempt: six shapes for all outcomes. */
export function glyphOf(outcome: Outcome): Glyph {
  switch (outcome) {
    case 'message_left':
    case 'third_party':
      return 'glyph-msg'
    case 'wrong_number':
    case 'out_of_service':
      return 'glyph-wrong'
    case 'refused':
    case 'do_not_contact':
      return 'glyph-refus'
    case 'callback_requested':
      return 'glyph-cb'
    case 'no_answer':
    case 'busy':
    case 'unreachable':
    case 'other':
      return 'glyph-none'
    case 'appointment_made':
    case 'first_interview_done':
    case 'already_supported':
    case 'in_employment':
    case 'in_training':
    case 'in_apprenticeship':
    case 'in_school':
    case 'in_civic_service':
    case 'wants_school':
    case 'searching_alone':
    case 'moved_away':
      return 'glyph-ok'
  }
}
