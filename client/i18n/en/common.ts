import type { common as fr } from '../fr/common.ts'
import type { Trade } from './trade.ts'

export const common = (w: Trade): ReturnType<typeof fr> => ({
  brand: 'Relance',
  cancel: 'Cancel',
  close: 'Close',
  continue: 'Continue',
  back: 'Back',
  save: 'Save',
  saved: 'Saved',
  retry: 'Retry',
  remove: 'Remove',
  undo: 'Undo',
  copy: 'Copy',
  copied: 'Copied',
  yes: 'yes',
  no: 'no',
  loading: 'Loading…',
  optional: 'optional',
  notices: 'Notifications',
  stages: {
    received: 'Received',
    dispatched: 'Dispatched',
    first_contact: 'First contact',
    registered: 'Registered',
    followed_up: 'Followed up',
    not_reached: 'Not reached',
  },
  roles: {
    coordinator: 'Coordination',
    manager: w.Manager,
    officer: w.Officer,
    observer: 'Observer',
    partner: 'Partner',
    admin: 'Administration',
  },
  toDispatch: 'To dispatch',
})
