import { createSignal } from 'solid-js'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

// `before-paint.js` reads the same key before the first paint.
const key = 'relance.theme'
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')

function keptTheme(): Theme {
  const kept = localStorage.getItem(key)
  return themes.find((one) => one === kept) ?? 'system'
}

const [read, write] = createSignal<Theme>(keptTheme())
systemIsDark.addEventListener('change', apply)

export const theme = read

export function chooseTheme(chosen: Theme): void {
  if (chosen === 'system') localStorage.removeItem(key)
  else localStorage.setItem(key, chosen)
  write(chosen)
  apply()
}

function apply(): void {
  const chosen = read()
  const dark = chosen === 'dark' || (chosen === 'system' && systemIsDark.matches)
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
}
