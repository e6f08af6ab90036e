// Entry of the thread that makes snapshots: Node 20 does not give threads the loader of TypeScript.
import { register } from 'tsx/esm/api'

register()
await import('./compaction-thread.ts')
