// The built client, kept in memory: a few files, read once; no request ever becomes a path on the disk.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

interface StaticFile {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer<ArrayBuffer>
  /** Written beside the file by the build. */
  readonly brotli: Buffer<ArrayBuffer> | null
  readonly gzip: Buffer<ArrayBuffer> | null
}

/**
 * Paths that the server answers itself: a wrong one among them is a 404, never the page. Modules of `client/sync/`, which
 * Vite serves under the same first word in development, are not among them.
 */
export function isServerPath(path: string): boolean {
  return (
    /^\/(api|sync|healthz|readyz|metrics)(\/|$)/.test(path) &&
    !/^\/sync\/[\w-]+\.ts(\?|$)/.test(path)
  )
}

/** Serves the files of a folder, and its index.html for every address of the application. */
export async function serveClient(folder: string): Promise<MiddlewareHandler> {
  const files = await readFiles(folder)
  const page = files.get('/index.html')
  return async (c, next) => {
    if (isServerPath(c.req.path) || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) {
      return next()
    }
    const found = files.get(c.req.path)
    if (found && found !== page) return send(c, found)
    // A file that a newer build has dropped must not come back as a page: the browser would run HTML as a script.
    if (!page || c.req.path.startsWith('/assets/')) return next()
    return send(c, page)
  }
}

function send(c: Context, file: StaticFile): Response {
  c.header('ETag', file.etag)
  c.header('Vary', 'Accept-Encoding')
  // The names under /assets/ carry a hash of their content.
  const fixed = c.req.path.startsWith('/assets/')
  c.header('Cache-Control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (c.req.header('if-none-match')?.split(/,\s*/).includes(file.etag)) return c.body(null, 304)
  c.header('Content-Type', file.type)
  const accepted = c.req.header('accept-encoding') ?? ''
  if (file.brotli && /\bbr\b/.test(accepted)) {
    return c.body(file.brotli, 200, { 'Content-Encoding': 'br' })
  }
  if (file.gzip && /\bgzip\b/.test(accepted)) {
    return c.body(file.gzip, 200, { 'Content-Encoding': 'gzip' })
  }
  return c.body(file.plain)
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  if (!existsSync(folder)) return new Map()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  const present = new Set(paths)
  const read = async (path: string) =>
    present.has(path) ? await readFile(join(folder, path)) : null
  const served = paths.filter((path) => types[extname(path)] !== undefined)
  const files = await Promise.all(
    served.map(async (path) => {
      const plain = await readFile(join(folder, path))
      const file: StaticFile = {
        type: types[extname(path)] ?? 'application/octet-stream',
        etag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
        plain,
        brotli: await read(`${path}.br`),
        gzip: await read(`${path}.gz`),
      }
      return [`/${path}`, file] as const
    }),
  )
  return new Map(files)
}
