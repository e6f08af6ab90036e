// What the signed-in person was told: read when something may have changed, and every half minute while the page is seen.
import { createEffect, createRoot, createSignal, on } from 'solid-js'
import { ask, tell } from '#client/api.ts'
import { chosenLanguage } from '#client/i18n/language.ts'
import { me } from '#client/session.ts'
import { announce } from '#client/ui/announce.ts'
import { noticesAnswer, type NoticesAnswer } from '#shared/contracts/notices.ts'
import { noticeWords } from './notice-words.ts'

const everyMs = 30_000
/** The board tells of each change; a colleague who gives twenty cards is asked about once. */
const gatherMs = 400

const [answer, setAnswer] = createSignal<NoticesAnswer | null>(null)
const [failed, setFailed] = createSignal(false)

/** null until they were read once. */
export const notices = answer
export const noticesFailed = failed

/** Other tabs of this person: what one of them learns or reads, all show. */
const tabs = new BroadcastChannel('relance.notices')
tabs.addEventListener('message', () => void reread({ tell: false }))

function tellOtherTabs(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin by itself
  tabs.postMessage('changed')
}

let gathering: ReturnType<typeof setTimeout> | undefined
let reading = 0

/** Something was moved that may concern this person: asked once, in a moment. */
export function noticesMayHaveChanged(): void {
  gathering ??= setTimeout(() => {
    gathering = undefined
    void reread({ tell: true })
  }, gatherMs)
}

/** Reads them again. `tell`: other tabs are asked to do the same when something is new. */
export async function reread({ tell: tellTabs }: { tell: boolean }): Promise<void> {
  const who = me()?.id
  if (who === undefined) return
  reading += 1
  const turn = reading
  try {
    const next = await ask('/api/notices', noticesAnswer)
    // Overtaken by a later reading, or by a sign-out.
    if (turn !== reading || me()?.id !== who) return
    const before = answer()
    setFailed(false)
    setAnswer(next)
    if (before && next.unread > before.unread) {
      const [newest] = next.notices
      if (newest && !newest.read) announce(noticeWords(newest))
      if (tellTabs) tellOtherTabs()
    }
  } catch {
    // Without the network the line itself is said to be cut elsewhere; the bell keeps what it knows.
    if (turn === reading) setFailed(true)
  }
}

/** Everything that is shown has been seen. Marked as read on the server and in other tabs; it stays "new" in the open list. */
export async function markSeen(): Promise<void> {
  const shown = answer()
  const [newest] = shown?.notices ?? []
  if (!shown || !newest || shown.unread === 0) return
  try {
    await tell('/api/notices/read', { method: 'POST', body: { upTo: newest.at } })
    setAnswer((now) => (now ? { ...now, unread: 0 } : now))
    tellOtherTabs()
  } catch {
    // They stay unread: the next opening says so again.
  }
}

/** What the server was told of already. */
let keptChoice: ReturnType<typeof chosenLanguage> = null

/** Mails are written in the language that the person chose last; two computers in two languages do not take turns. */
async function keepLanguage(): Promise<void> {
  const known = answer()
  const chosen = chosenLanguage()
  if (!known || chosen === null || chosen === keptChoice) return
  if (known.language === chosen) {
    keptChoice = chosen
    return
  }
  try {
    await tell('/api/session/language', { method: 'PUT', body: { language: chosen } })
    keptChoice = chosen
    setAnswer((now) => (now ? { ...now, language: chosen } : now))
  } catch {
    // Asked again with the next reading.
  }
}

createRoot(() => {
  createEffect(
    on(
      () => me()?.id,
      (who) => {
        setAnswer(null)
        if (who !== undefined) void reread({ tell: false })
      },
    ),
  )
  createEffect(on([answer, chosenLanguage], () => void keepLanguage()))
  setInterval(() => {
    if (document.visibilityState === 'visible') void reread({ tell: true })
  }, everyMs)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void reread({ tell: false })
  })
})
