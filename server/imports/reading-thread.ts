// The body of the thread that reads uploaded files, one after the other (reader.ts starts it).
import { parentPort } from 'node:worker_threads'
import { must } from '#shared/assert.ts'
import { UnreadableFile } from './faults.ts'
import { maxReadCharacters } from './limits.ts'
import type { FileReading, FromThread, ToThread } from './read-file.ts'
import { readHere } from './read-here.ts'

const port = must(parentPort, 'a thread has a parent')
const rowsAtOnce = 400

const send = (message: FromThread) => port.postMessage(message)

let rest: Generator<FromThread> | undefined

port.on('message', (message: ToThread) => {
  if (message.kind === 'next') sendNext()
  else void read(message)
})
// Before the first file comes: the usual list is a CSV, the next one may be a workbook.
await import('./sheet.ts')
send({ kind: 'ready' })

async function read({ bytes, choices }: Extract<ToThread, { kind: 'read' }>): Promise<void> {
  try {
    const reading = await readHere(bytes, choices)
    checkSize(reading)
    rest = inParts(reading)
    sendNext()
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    send({ kind: 'fault', code: error.code })
  }
}

function sendNext(): void {
  const next = rest?.next()
  if (next?.done === false) send(next.value)
  else rest = undefined
}

function* inParts({ reading, list }: FileReading): Generator<FromThread> {
  const { rows, ...head } = list
  yield { kind: 'head', reading, list: head, rows: rows.length }
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    yield { kind: 'rows', rows: rows.slice(at, at + rowsAtOnce) }
  }
}

/** What is read must also fit where it goes. */
function checkSize({ list }: FileReading): void {
  let left = maxReadCharacters
  for (const { youth, notes, cells } of list.rows) {
    left -= cells.length
    for (const value of Object.values(youth)) left -= typeof value === 'string' ? value.length : 0
    for (const line of youth.address) left -= line.length
    for (const { raw } of youth.phones) left -= raw.length
    for (const { value } of notes) left -= value?.length ?? 0
    if (left < 0) throw new UnreadableFile('file-unpacks-too-large')
  }
}
