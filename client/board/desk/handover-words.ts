import { dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { laneOf, officerName, type Frame } from '../frame.ts'
import { laneName } from '../place-words.ts'
import type { UserId } from '#shared/domain/ids.ts'
import type { CardView } from '../card-view.ts'

interface Sight {
  readonly store: { readonly frame: () => Frame }
}

/** "Passation de Nord, le lun. 02/11, Karim Bensaïd : suivi là-bas"; empty where none waits. */
export function handoverWords(screen: Sight, { card }: CardView): string {
  const { handover } = card
  if (!handover) return ''
  const frame = screen.store.frame()
  const head = t().handing.fromWho(laneName(frame, handover.from), dayShort(handover.on))
  const why = handover.reason === undefined ? '' : t().handing.reasons[handover.reason]
  return [[head, nameOf(frame, handover.by)].filter(Boolean).join(', '), why]
    .filter(Boolean)
    .join(' : ')
}

/** "Renvoyée le lun. 02/11 : trop de fiches ici" */
export function sentBackWords({ card }: CardView): string {
  const { sentBack } = card
  if (!sentBack) return ''
  const { reason, on } = sentBack
  const why = reason === undefined ? t().handing.unsaid : t().acting.facts.backReasons[reason]
  return t().handing.back(why, dayShort(on))
}

function nameOf(frame: Frame, user: UserId): string {
  const managers = [...frame.lanes, ...frame.archived].flatMap((lane) => lane.entry.managers)
  return managers.find((one) => one.id === user)?.name ?? officerName(frame, user) ?? ''
}

/** Short, for a mark on a card. */
export function handoverMark(screen: Sight, { card }: CardView): string {
  const { handover, at } = card
  if (!handover || !at.lane) return ''
  const frame = screen.store.frame()
  return laneOf(frame, handover.from) ? t().handing.from(laneName(frame, handover.from)) : ''
}
