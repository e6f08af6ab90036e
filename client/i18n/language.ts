import { createSignal } from 'solid-js'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

const key = 'relance.language'

function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((one) => one === text)
}

/** What the person chose, else the first language of the browser that we speak, else French. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(key)
  if (isLanguage(kept)) return kept
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'fr'
}

const first = firstLanguage()
const [read, write] = createSignal<Language>(first)
document.documentElement.lang = first

export const language = read

const [chosenHere, setChosenHere] = createSignal<Language | null>(null)

/** What somebody chose on this page, for whoever has to be told; what a browser proposes is no choice. */
export const chosenLanguage = chosenHere

/** Changes every text at once and is remembered on this computer. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(key, chosen)
  document.documentElement.lang = chosen
  write(chosen)
  setChosenHere(chosen)
}
