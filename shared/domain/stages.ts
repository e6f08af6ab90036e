import { z } from 'zod'

/** [S1] The six stages, in the order of the columns. */
export const stages = [
  'received',
  'dispatched',
  'first_contact',
  'registered',
  'followed_up',
  'not_reached',
] as const

export const stage = z.enum(stages)
export type Stage = z.infer<typeof stage>

/** [S3] Everything but `received` needs a lane. */
export function needsLane(value: Stage): boolean {
  return value !== 'received'
}
