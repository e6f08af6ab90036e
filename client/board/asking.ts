// [S4] The short form beside a card: which one is open, and what was typed in each. Nothing typed is lost by closing it.
import { createSignal, type Accessor } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { CardId } from '#shared/domain/ids.ts'
import { afterPaint } from './after-paint.ts'
import type { DraftShelf } from './drafts.ts'
import type { Demand, Draft } from './facts.ts'

export interface Question {
  readonly card: CardId
  readonly demand: Demand
  /** The person asked for the form: it takes the focus. After a move it does not. */
  readonly focus: boolean
}

export interface KeptDraft {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  /** Whether the person has typed anything. */
  readonly touched: Accessor<boolean>
  readonly touch: () => void
  /** The answer that stood on the card when the draft was begun. */
  readonly before: string
}

export interface Asking {
  readonly question: Accessor<Question | null>
  readonly ask: (question: Question) => void
  /** Asks once the frame of what has just been done is painted: a card is where it was put before anything is asked of it. */
  readonly askSoon: (question: Question) => void
  /** Card that is being asked something, or is about to be; not told, only asked. */
  readonly asked: () => CardId | null
  /** What is about to be asked is asked at once, and takes the focus: the person is on their way to it. */
  readonly hurry: () => void
  /** "Plus tard": the card stays to be completed, what was typed stays for the next time. */
  readonly later: () => void
  readonly draftFor: (question: Question, first: () => Draft, standing: () => string) => KeptDraft
  /** What was typed has been written. */
  readonly answered: (question: Question) => void
}

export function createAsking(shelf: DraftShelf): Asking {
  const [question, setQuestion] = createSignal<Question | null>(null)
  /** Waits for its frame. */
  let coming: Question | null = null
  const drafts = new Map<string, Omit<KeptDraft, 'before'>>()
  const befores = new Map<string, string>()
  const nameOf = (one: Question) => `${one.card}/${one.demand}`

  /** `typed`: somebody has been at it already, before a reload. */
  function makeDraft(name: string, first: Draft, typed: boolean): Omit<KeptDraft, 'before'> {
    const [draft, set] = createStore<Draft>({ ...first })
    const [touched, setTouched] = createSignal(typed)
    const made = {
      draft,
      set: (change: Partial<Draft>) => {
        set(change)
        if (touched()) shelve()
      },
      touched,
      touch: () => {
        setTouched(true)
        shelve()
      },
    }
    drafts.set(name, made)
    return made
  }
  function shelve(): void {
    const typed = [...drafts].filter(([, one]) => one.touched())
    shelf.write(Object.fromEntries(typed.map(([name, one]) => [name, { ...one.draft }])))
  }
  for (const [name, draft] of Object.entries(shelf.read())) makeDraft(name, draft, true)

  function forget(name: string): void {
    drafts.delete(name)
    befores.delete(name)
  }

  function ask(next: Question | null): void {
    coming = null
    setQuestion(next)
  }

  return {
    question,
    ask,
    askSoon: (next) => {
      coming = next
      afterPaint(() => {
        if (coming === next) ask(next)
      })
    },
    asked: () => (coming ?? question())?.card ?? null,
    hurry: () => {
      if (coming) ask({ ...coming, focus: true })
    },
    later: () => {
      const now = question()
      // An untouched draft is made anew: its proposals are those of its hour.
      if (now && !drafts.get(nameOf(now))?.touched()) forget(nameOf(now))
      ask(null)
    },
    draftFor: (one, first, standing) => {
      const name = nameOf(one)
      const draft = drafts.get(name) ?? makeDraft(name, first(), false)
      const before = befores.get(name) ?? standing()
      befores.set(name, before)
      return { ...draft, before }
    },
    answered: (one) => {
      forget(nameOf(one))
      shelve()
      ask(null)
    },
  }
}
