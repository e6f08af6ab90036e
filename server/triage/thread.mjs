// Entry of the triage thread: Node 20 does not give threads the loader of TypeScript that the process was started with.
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')
