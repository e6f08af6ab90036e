// Writes docs/samples/: npx tsx test/samples/make.ts
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { samples } from './files.ts'

const folder = fileURLToPath(new URL('../../docs/samples/', import.meta.url))
for (const [name, bytes] of Object.entries(await samples())) await writeFile(folder + name, bytes)
