import { place } from '#shared/domain/place.ts'
import { readOnce } from './read-once.ts'

/** [S2] A place as it stands in a document or an update; null for what is none. One parsing for all who ask. */
export const readPlace = readOnce(place)
