/** Lets the browser keep the application's files. Only what was built has a list of them; not everybody's browser can. */
export function keepFiles(): void {
  if (import.meta.env.MODE !== 'production' || !('serviceWorker' in navigator)) return
  // After the page, which needs the line more.
  globalThis.addEventListener('load', () => {
    navigator.serviceWorker.register('/service-worker.js').catch(() => {
      // A browser that refuses (private window, full disk) opens the page from the network, as before.
    })
  })
}
