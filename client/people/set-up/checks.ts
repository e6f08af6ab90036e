import { z } from 'zod'
import { keysOf } from '#shared/keys.ts'
import { newPassword } from '#shared/contracts/sessions.ts'
import { readPeople } from './people-list.ts'
import type { Draft, LaneDraft, SettingsDraft } from './draft.ts'
import type { ListedPerson } from './people-list.ts'

export const shortestPassword = newPassword.minLength ?? 12

/** Bounds of what is typed as a number; `required` false: may stay empty. */
export const bounds: Readonly<
  Record<
    Exclude<keyof SettingsDraft, 'evaluationMonths'>,
    { min: number; max: number; required: boolean }
  >
> = {
  firstContactDays: { min: 1, max: 90, required: true },
  appointmentDays: { min: 1, max: 60, required: true },
  calls: { min: 1, max: 20, required: true },
  days: { min: 1, max: 20, required: true },
  dayParts: { min: 1, max: 3, required: true },
  hoursApart: { min: 0, max: 72, required: true },
  reached: { min: 0, max: 100, required: false },
  supported: { min: 0, max: 100, required: false },
  positiveExits: { min: 0, max: 100, required: false },
  toContactPerYear: { min: 1, max: 1_000_000, required: false },
}

/** The whole number in a text, spaces between thousands allowed; null when there is none. */
export function wholeNumber(text: string): number | null {
  const digits = text.replaceAll(/[\s\u00A0\u202F]/g, '')
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null
}

/** "3 et 6", "3, 6" → [3, 6]; null when it cannot be read or is out of bounds. */
export function months(text: string): number[] | null {
  const found = (text.match(/\d+/g) ?? []).map(Number)
  const readable = /^[\d\s,;&etand]*$/i.test(text)
  const good = readable && found.length <= 4 && found.every((month) => month >= 1 && month <= 24)
  return good ? found : null
}

export function isSettingWrong(settings: SettingsDraft, name: keyof SettingsDraft): boolean {
  if (name === 'evaluationMonths') return months(settings.evaluationMonths) === null
  const { min, max, required } = bounds[name]
  const text = settings[name].trim()
  if (text === '') return required
  const value = wholeNumber(text)
  return value === null || value < min || value > max
}

const email = z.email()
export function isEmail(text: string): boolean {
  return email.safeParse(text.trim()).success
}

/** A lane nobody has begun to fill is no lane. */
function isBlank(lane: LaneDraft): boolean {
  return (
    lane.name.trim() === '' &&
    lane.managerName.trim() === '' &&
    lane.managerEmail.trim() === '' &&
    lane.postCodes.length === 0
  )
}

export type LaneFault = 'name-missing' | 'name-twice' | 'manager-name' | 'manager-email'

export function laneFaults(lane: LaneDraft, others: readonly LaneDraft[]): LaneFault[] {
  if (isBlank(lane)) return []
  const name = lane.name.trim()
  const faults: LaneFault[] = []
  if (name === '') faults.push('name-missing')
  if (name !== '' && others.some((other) => other.name.trim() === name)) faults.push('name-twice')
  if (lane.managerEmail.trim() !== '' && lane.managerName.trim().length < 2)
    faults.push('manager-name')
  if (lane.managerName.trim() !== '' && !isEmail(lane.managerEmail)) faults.push('manager-email')
  return faults
}

export function namedLanes(draft: Draft): LaneDraft[] {
  return draft.lanes.filter((lane) => lane.name.trim() !== '')
}

export function readOfficers(draft: Draft): ListedPerson[] {
  const lanes = draft.template === 'platform' ? null : namedLanes(draft).map((lane) => lane.name)
  return readPeople(draft.officers, lanes)
}

export function readObservers(draft: Draft): ListedPerson[] {
  return readPeople(draft.observers, null)
}

export const steps = ['structure', 'lanes', 'team', 'campaign', 'ready'] as const
export type Step = (typeof steps)[number]

/** The first step that still lacks something the campaign cannot do without. */
export function firstIncomplete(draft: Draft, password: string): Step | null {
  if (draft.name.trim().length < 2 || !isEmail(draft.email) || password.length < shortestPassword)
    return 'structure'
  const faulty = draft.lanes.some(
    (lane, i) =>
      laneFaults(
        lane,
        draft.lanes.filter((_, j) => j !== i),
      ).length > 0,
  )
  if (faulty) return 'lanes'
  if ([...readOfficers(draft), ...readObservers(draft)].some((person) => person.fault))
    return 'team'
  const names = keysOf(draft.settings)
  if (
    draft.campaign.trim().length < 2 ||
    names.some((name) => isSettingWrong(draft.settings, name))
  )
    return 'campaign'
  return null
}
