// What one person has set for a campaign's board; nobody else reads it.
import { z } from 'zod'
import { laneId } from '#shared/domain/ids.ts'

/** What of the board's address a saved view keeps: coded choices, never a search, whose words are a name. */
export const viewKeys = ['f', 'officer', 'commune', 'tag', 'list', 'sort', 'desc', 'view'] as const

export const savedView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  query: z.partialRecord(z.enum(viewKeys), z.string().max(120)),
})
export type SavedView = z.infer<typeof savedView>

export const preferences = z.strictObject({
  /** Lanes that are folded; `none` is "À répartir". */
  foldedLanes: z.array(z.union([laneId, z.literal('none')])).max(400),
  /** In the order they were saved; names are unique. */
  views: z
    .array(savedView)
    .max(30)
    .refine((views) => new Set(views.map((view) => view.name)).size === views.length, {
      message: 'Two views have the same name.',
    }),
})
export type Preferences = z.infer<typeof preferences>

export const noPreferences: Preferences = { foldedLanes: [], views: [] }

/** What is left out stays as it is. */
export const preferencesChange = preferences.partial()
export type PreferencesChange = z.infer<typeof preferencesChange>

export const preferencesAnswer = z.object({ preferences })
