// Keeps the application's own files, so that a page which is reloaded without the network opens all the same. No answer
// of the server, and nothing about anybody, ever passes through here. The build writes the list and its version.
const { version, files } = self.relanceFiles ?? { version: 'none', files: [] }
const name = `relance-files-${version}`
const known = new Set(files)
/** A network that neither answers nor fails is as good as none. */
const patienceMs = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(files)))
})

// Runs once no page of an older version is open: until then its files stay.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await self.registration.navigationPreload?.enable()
      for (const one of await caches.keys()) {
        if (one.startsWith('relance-files-') && one !== name) await caches.delete(one)
      }
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (!isServerPath(url.pathname)) event.respondWith(openPage(event))
  } else if (known.has(url.pathname)) {
    event.respondWith(openFile(request, url.pathname))
  }
})

const isServerPath = (path) => /^\/(api|sync|healthz|readyz|metrics)(\/|$)/.test(path)

const keptPage = async () => (await caches.open(name)).match('/index.html')

/** The server's page while there is a server: a newer version is used at once. */
async function openPage(event) {
  let timer
  const waited = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  })
  try {
    const answer = Promise.resolve(event.preloadResponse).then(
      (preloaded) => preloaded ?? fetch(event.request),
    )
    return (await Promise.race([answer, waited.then(keptPage)])) ?? (await answer)
  } catch (error) {
    const page = await keptPage()
    if (page) return page
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function openFile(request, path) {
  return (await (await caches.open(name)).match(path)) ?? fetch(request)
}
