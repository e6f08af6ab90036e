import { createEffect, createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { z } from 'zod'
import { templateName, templates } from '#shared/domain/templates.ts'
import type { TemplateName } from '#shared/domain/templates.ts'

const laneDraft = z.object({
  name: z.string(),
  managerName: z.string(),
  managerEmail: z.string(),
  postCodes: z.array(z.string()),
})
export type LaneDraft = z.infer<typeof laneDraft>

/** Numbers as they are typed; `request.ts` reads them. */
const settingsDraft = z.object({
  firstContactDays: z.string(),
  appointmentDays: z.string(),
  evaluationMonths: z.string(),
  calls: z.string(),
  days: z.string(),
  dayParts: z.string(),
  hoursApart: z.string(),
  reached: z.string(),
  supported: z.string(),
  positiveExits: z.string(),
  toContactPerYear: z.string(),
})
export type SettingsDraft = z.infer<typeof settingsDraft>

const draftShape = z.object({
  template: templateName,
  name: z.string(),
  email: z.string(),
  lanes: z.array(laneDraft),
  officers: z.string(),
  observers: z.string(),
  campaign: z.string(),
  settings: settingsDraft,
})
export type Draft = z.infer<typeof draftShape>

export const blankLane: LaneDraft = { name: '', managerName: '', managerEmail: '', postCodes: [] }
const key = 'relance.set-up'

/** What a template proposes, as text. */
export function settingsOf(template: TemplateName): SettingsDraft {
  const first = templates[template]
  return {
    firstContactDays: String(first.firstContactDays),
    appointmentDays: String(first.appointmentDays),
    evaluationMonths: first.evaluationMonths.join(', '),
    calls: String(first.attemptPolicy.calls),
    days: String(first.attemptPolicy.days),
    dayParts: String(first.attemptPolicy.dayParts),
    hoursApart: String(first.attemptPolicy.hoursApart),
    reached: share(first.targets.reached),
    supported: share(first.targets.supported),
    positiveExits: share(first.targets.positiveExits),
    toContactPerYear: String(first.targets.toContactPerYear ?? ''),
  }
}

function share(value: number | null): string {
  return value === null ? '' : String(Math.round(value * 100))
}

function blankDraft(): Draft {
  return {
    template: 'mission_locale',
    name: '',
    email: '',
    lanes: [{ ...blankLane }],
    officers: '',
    observers: '',
    campaign: '',
    settings: settingsOf('mission_locale'),
  }
}

/** The set-up as far as it is filled, kept for this tab through a reload; the password is kept nowhere. */
export function createDraft() {
  const [draft, setDraft] = createStore<Draft>(readKept() ?? blankDraft())
  const [password, setPassword] = createSignal('')
  createEffect(() => sessionStorage.setItem(key, JSON.stringify(draft)))
  return { draft, setDraft, password, setPassword, forget: () => sessionStorage.removeItem(key) }
}
export type SetUpDraft = ReturnType<typeof createDraft>

function readKept(): Draft | null {
  const kept = sessionStorage.getItem(key)
  if (kept === null) return null
  // Kept by an older version of the page: better a blank form than half of one.
  const parsed = draftShape.safeParse(JSON.parse(kept))
  return parsed.success ? parsed.data : null
}
