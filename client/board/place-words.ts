// Places, refusals and people in words.
import { t } from '#client/i18n/i18n.ts'
import { districtOf } from '#shared/domain/district.ts'
import { readingForm } from '#shared/domain/names.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { laneOf, officerName, type Frame } from './frame.ts'
import type { Target } from './targets.ts'

export function laneName(frame: Frame, lane: LaneId | null): string {
  if (lane === null) return t().common.toDispatch
  return laneOf(frame, lane)?.entry.name ?? '?'
}

export function placeName(frame: Frame, at: Place): string {
  if (at.lane === null) return t().common.toDispatch
  const words = t().board.move
  const cell = words.place(t().common.stages[at.stage], laneName(frame, at.lane))
  const officer = at.officer === null ? null : officerName(frame, at.officer)
  return officer === null ? cell : words.withOfficer(cell, officer)
}

export function targetName(frame: Frame, target: Target): string {
  switch (target.kind) {
    case 'cell':
      return target.lane === null
        ? t().common.toDispatch
        : t().board.move.place(t().common.stages[target.stage], laneName(frame, target.lane))
    case 'seat': {
      const place = t().board.move.place(
        t().common.stages[target.stage],
        laneName(frame, target.lane),
      )
      const officer = target.officer === null ? null : officerName(frame, target.officer)
      return officer === null ? place : t().board.move.withOfficer(place, officer)
    }
    case 'officer':
      return officerName(frame, target.officer) ?? '?'
    case 'lane':
      return target.lane === null
        ? t().common.toDispatch
        : t().board.move.toLane(laneName(frame, target.lane))
  }
}

/** Why not, from a stable code; one without words gets the general sentence. */
export function refusalText(code: string): string {
  const words: Readonly<Record<string, string>> = t().board.refusals
  return words[code] ?? t().board.refusals.other
}

/** "Camille Aubry" → "Camille". */
export function firstNameOf(name: string): string {
  return name.split(' ')[0] ?? name
}

/** "Camille Aubry" → "Camille A." */
export function shortNameOf(name: string): string {
  const [first = name, ...rest] = name.split(' ')
  const initial = rest.at(-1)?.[0]
  return initial ? `${first} ${initial}.` : first
}

/** Where a youth lives, short: "20e" in the three cities that have arrondissements, else the commune. */
export function placeOfLiving(who: Pick<CardValues['who'], 'commune' | 'postCode'>): string {
  const district = districtOf(who.commune, who.postCode)
  return district === null ? readingForm(who.commune ?? '') : t().acting.district(district)
}
