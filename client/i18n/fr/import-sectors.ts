import type { Trade } from './trade.ts'

/** Where the new cards of a list would go, by their post code. */
export const importSectors = (w: Trade) => ({
  title: `${w.Lane} proposé${w.e} par le code postal`,
  why: {
    several: `plusieurs ${w.lanes}`,
    'no-post-code': 'sans code postal',
    'nobody-serves-it': `hors des ${w.lanes}`,
  },
})
