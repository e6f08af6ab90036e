// Which browser the tests drive, found or unpacked once a run. Nothing is ever downloaded.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

export interface Chromium {
  readonly executablePath: string
  readonly args: string[]
  readonly env: Record<string, string>
}

const debianPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const args = [
  // The tests only open our own pages, and run as root on many machines.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** CHROMIUM_PATH, else the one that npm brought (Linux), else the system's; fails loudly when there is none. */
export async function findChromium(): Promise<Chromium> {
  const given = process.env['CHROMIUM_PATH']
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`)
    return { executablePath: given, args, env: {} }
  }
  const bundled = resolve('node_modules/@sparticuz/chromium')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(bundled)) {
    return unpack(bundled)
  }
  const found = debianPaths.find((path) => existsSync(path))
  if (found) return { executablePath: found, args, env: {} }
  throw new Error('No Chromium: install one and name it in CHROMIUM_PATH, or run npm ci on Linux.')
}

/** The binary and the libraries it needs on a bare machine, under node_modules/.cache; whole or not at all. */
async function unpack(bundled: string): Promise<Chromium> {
  const manifest: unknown = JSON.parse(await readFile(join(bundled, 'package.json'), 'utf8'))
  const cache = resolve('node_modules/.cache')
  const home = join(cache, `chromium-${versionOf(manifest)}`)
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true })
    const half = await mkdtemp(join(cache, 'chromium-unpacking-'))
    const bin = join(bundled, 'bin')
    await inflate(join(bin, 'chromium.br'), createWriteStream(join(half, 'chromium')))
    await chmod(join(half, 'chromium'), 0o755)
    for (const archive of ['al2023', 'fonts', 'swiftshader']) {
      await untar(join(bin, `${archive}.tar.br`), half)
    }
    // Another run may have come first; its copy is as good.
    await rename(half, home).catch(() => rm(half, { recursive: true, force: true }))
  }
  return {
    executablePath: join(home, 'chromium'),
    args,
    env: {
      LD_LIBRARY_PATH: [join(home, 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':'),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: home }),
    },
  }
}

function versionOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version)
  }
  throw new Error('@sparticuz/chromium has no version')
}

function inflate(from: string, to: NodeJS.WritableStream): Promise<void> {
  return pipeline(createReadStream(from), createBrotliDecompress(), to)
}

async function untar(from: string, into: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', into], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = once(tar, 'exit')
  // tar stops reading at the archive's own end, and may close before the padding after it has been written.
  const poured = inflate(from, tar.stdin).then(
    () => null,
    (error: unknown) => error,
  )
  const [code] = await ended
  const fault = await poured
  if (code !== 0 && fault !== null) throw fault
  if (code !== 0) throw new Error(`tar could not unpack ${from}`)
}
