import type { importSectors as fr } from '../fr/import-sectors.ts'
import type { Trade } from './trade.ts'

export const importSectors = (w: Trade): ReturnType<typeof fr> => ({
  title: `${w.Lane} proposed by postcode`,
  why: {
    several: `several ${w.lanes}`,
    'no-post-code': 'no postcode',
    'nobody-serves-it': `outside the ${w.lanes}`,
  },
})
