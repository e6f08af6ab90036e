// Who is shown by this process, told to the others, and who they show. [G8, G10] Nothing of it is ever written to a table:
// what is lost is said again within fifteen seconds, and those of a process that has died are forgotten.
import { z } from 'zod'
import { presenceState } from '#shared/contracts/sync.ts'
import { documentId, userId, type DocumentId } from '#shared/domain/ids.ts'
import type { Log } from '#server/log.ts'
import { parseWord, type Signals } from './signals.ts'

/** What one socket shows, under the name of its session; `state` null: it shows nothing any more. */
export type RelayedEntry = z.infer<typeof relayedEntry>
const relayedEntry = z.object({
  clientId: z.number().int(),
  clock: z.number().int(),
  /** The document's count of take-overs when the id was bound: of two sockets that show one id, the higher is the newer. */
  boundAt: z.number().int(),
  user: z.object({ id: userId, name: z.string() }),
  state: presenceState.nullable(),
})

const word = z.object({
  from: z.string(),
  /** Documents that `from` has just opened: who is on them? */
  asks: z.array(documentId),
  shown: z.array(z.tuple([documentId, relayedEntry])),
})
type Word = z.infer<typeof word>
type Shown = Word['shown'][number]

export interface PresenceRelay {
  /** Says what is shown here, soon and together with what else is. Nothing is said where nobody else runs. */
  tell(document: DocumentId, entries: readonly RelayedEntry[]): void
  /** Asks the others who is on a document. */
  ask(document: DocumentId): void
  /** The other processes that give signs of life; those that are missing are reported as gone. */
  setPeers(processes: readonly string[]): void
  close(): void
}

export interface RelayListener {
  hear(document: DocumentId, process: string, entries: readonly RelayedEntry[]): void
  /** Somebody wants to know everything that is shown here of these documents; null: of all. */
  tellAll(documents: readonly DocumentId[] | null): void
  forget(process: string): void
}

const channel = 'relance_presence'
const coalesceMs = 50
/** A payload holds 8,000 bytes. */
const payloadBytes = 7_500

export async function openPresenceRelay(
  { signals, log, process }: { signals: Signals; log: Log; process: string },
  listener: RelayListener,
): Promise<PresenceRelay> {
  let peers: ReadonlySet<string> = new Set()
  /** The latest of each id of each document: however slow the database, no more than that waits. */
  const waiting = new Map<string, Shown>()
  const asks = new Set<DocumentId>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false

  await signals.listen(channel, hear, () => listener.tellAll(null))

  function hear(text: string): void {
    const parsed = word.safeParse(parseWord(text))
    if (!parsed.success || parsed.data.from === process) return
    const { from, shown } = parsed.data
    const byDocument = new Map<DocumentId, RelayedEntry[]>()
    for (const [document, entry] of shown) {
      byDocument.set(document, [...(byDocument.get(document) ?? []), entry])
    }
    for (const [document, entries] of byDocument) listener.hear(document, from, entries)
    if (parsed.data.asks.length === 0) return
    // Who asks is there, whether or not its first sign of life was seen.
    peers = new Set([...peers, from])
    listener.tellAll(parsed.data.asks)
  }

  function plan(): void {
    if (timer === undefined && !isSending && peers.size > 0) timer = setTimeout(flush, coalesceMs)
  }

  function flush(): void {
    timer = undefined
    isSending = true
    const words = wordsOf(process, [...asks], [...waiting.values()])
    asks.clear()
    waiting.clear()
    send(words)
      .catch((error: unknown) => {
        const name = error instanceof Error ? error.name : 'unknown'
        log.warn({ name }, 'presence was not told to the other processes; it is said again')
      })
      .finally(() => {
        isSending = false
        if (waiting.size > 0 || asks.size > 0) plan()
      })
  }

  async function send(words: readonly string[]): Promise<void> {
    for (const one of words) await signals.send(channel, one)
  }

  return {
    tell(document, entries) {
      if (peers.size === 0) return
      for (const entry of entries) waiting.set(`${document} ${entry.clientId}`, [document, entry])
      plan()
    },
    ask(document) {
      if (peers.size === 0) return
      asks.add(document)
      plan()
    },
    setPeers(processes) {
      const before = peers
      peers = new Set(processes)
      for (const one of before) if (!peers.has(one)) listener.forget(one)
      if (processes.some((one) => !before.has(one))) listener.tellAll(null)
    },
    close: () => clearTimeout(timer),
  }
}

/** As many payloads as it takes, each below what PostgreSQL takes. */
function wordsOf(from: string, asks: DocumentId[], shown: readonly Shown[]) {
  const words: Word[] = [{ from, asks: [], shown: [] }]
  let bytes = 0
  const grow = (size: number): Word => {
    bytes += size
    const last = words.at(-1)
    if (last && bytes <= payloadBytes) return last
    bytes = size
    const next: Word = { from, asks: [], shown: [] }
    words.push(next)
    return next
  }
  for (const ask of asks) grow(ask.length + 3).asks.push(ask)
  for (const one of shown) grow(Buffer.byteLength(JSON.stringify(one)) + 1).shown.push(one)
  return words.map((one) => JSON.stringify(one))
}
