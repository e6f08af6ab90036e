// npm run bench [-- rivals | screen] [--only W1,open] [--json]: measures, prints; the last line of --json is the results.
import { parseArgs } from 'node:util'
import { measureEditToSeen } from './edit-to-seen.ts'
import { measureFlatOut } from './flat-out.ts'
import { measureImports } from './import.ts'
import { measureJoin } from './join.ts'
import { measureMatching } from './matching.ts'
import { measureOpenBoard } from './open-board.ts'
import { prepareGround, type RelanceTarget } from './relance-target.ts'
import { benchRivals } from './rivals.ts'
import { describeMachine, describeRun, medianRun, type Run } from './report.ts'
import { benchScreen } from './screen.ts'
import { sizes } from './sizes.ts'

interface Benchmark {
  readonly title: string
  /** Null when it cannot be measured here. */
  readonly run: (target: RelanceTarget) => Promise<Run | null>
  /** Left out unless it is named with --only. */
  readonly onDemand?: true
}

// The names are those of the published comparison of Yjs servers, so that rivals can stand beside ours.
const benchmarks: Readonly<Record<string, Benchmark>> = {
  W1: {
    title: `edit → seen and kept: ${sizes.W1.clients} clients, ${sizes.W1.writers} writers × ${sizes.W1.rate} moves/s, ${sizes.cards} cards`,
    run: async (target) => ({ ...(await measureEditToSeen(target, sizes.W1)) }),
  },
  W2: {
    title: `fan-out: ${sizes.W2.clients} clients, ${sizes.W2.writers} writers × ${sizes.W2.rate} moves/s`,
    run: async (target) => ({ ...(await measureEditToSeen(target, sizes.W2)) }),
    onDemand: true,
  },
  W3: {
    title: `${sizes.W3.clients} clients open a board of ${sizes.cards} cards at once`,
    run: async (target) => ({ ...(await measureJoin(target, sizes.W3)) }),
  },
  W4: {
    title: `flat out: ${sizes.W4.writers} writers, ${sizes.W4.inFlight} moves in flight each`,
    run: async (target) => ({ ...(await measureFlatOut(target, sizes.W4)) }),
    onDemand: true,
  },
  open: {
    title: `a browser opens a board of ${sizes.cards} cards`,
    run: async (target) => {
      const measured = await measureOpenBoard(target, sizes.open)
      return measured && { ...measured }
    },
  },
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    repetitions: { type: 'string', default: String(sizes.repetitions) },
    reps: { type: 'string' },
    rows: { type: 'string', default: String(sizes.import.rows) },
  },
})

const series =
  positionals[0] === 'rivals' ? benchRivals : positionals[0] === 'screen' ? benchScreen : null
if (series) {
  const reps = Number(options.reps ?? options.repetitions)
  const figures = await series({ only: options.only?.split(',') ?? null, reps }, say)
  if (options.json) say(JSON.stringify(figures))
  process.exit(figures.length > 0 ? 0 : 2)
}
if (positionals.length > 0) {
  say(`Nothing is called ${positionals.join(' ')} here yet.`)
  process.exit(2)
}
// The matching is one thread's work and needs no server.
if (options.only === 'matching') {
  const figures = await measureMatching()
  say(`${describeMachine()}\n\nmatching\n${describeRun(figures).join('\n')}`)
  if (options.json) say(JSON.stringify({ machine: describeMachine(), matching: figures }))
  process.exit(0)
}
// An import has a server and campaigns of its own.
if (options.only === 'import') {
  say(describeMachine())
  const runs = await measureImports(
    process.env['DATABASE_URL'],
    options.rows.split(',').map(Number),
  )
  for (const [name, run] of Object.entries(runs))
    say(`\nimport, ${name}\n${describeRun(run).join('\n')}`)
  if (options.json) say(JSON.stringify({ machine: describeMachine(), import: runs }))
  process.exit(0)
}
const asked = options.only?.split(',') ?? null
const chosen = Object.entries(benchmarks).filter(([name, { onDemand }]) =>
  asked ? asked.includes(name) : !onDemand,
)
if (chosen.length === 0) {
  say(`Benchmarks: ${Object.keys(benchmarks).join(', ')}, matching, import (alone)`)
  process.exit(2)
}

const results: Record<string, unknown> = {
  machine: describeMachine(),
  date: new Date().toISOString(),
}
say(`${describeMachine()}\nSeeding the board…`)
const ground = await prepareGround(process.env['DATABASE_URL'])
try {
  for (const [name, benchmark] of chosen) {
    const runs: Run[] = []
    for (let i = 0; i < Number(options.repetitions); i++) {
      const target = await ground.start()
      try {
        const run = await benchmark.run(target)
        if (run) runs.push(run)
      } finally {
        await target.stop()
      }
    }
    const median = medianRun(runs)
    results[name] = { repetitions: runs.length, ...median }
    say(`\n${name}  ${benchmark.title}\n${describeRun(median).join('\n')}`)
  }
} finally {
  await ground.stop()
}
say(`\nload at the end: ${describeMachine().split(', ').at(-1) ?? ''}`)
if (options.json) say(JSON.stringify(results))

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
