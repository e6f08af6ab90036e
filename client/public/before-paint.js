// Runs before the first paint so that the chosen theme and language never flash; the policy allows no inline script.
;(() => {
  const root = document.documentElement
  const kept = localStorage.getItem('relance.theme')
  const dark =
    kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
})()
