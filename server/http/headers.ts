import type { MiddlewareHandler } from 'hono'
import type { Config } from '#server/config.ts'

const policy = {
  'default-src': "'self'",
  'script-src': "'self'",
  // Attributes only: a position or a width that a component computes. No style sheet but ours.
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
}

const unusedPowers = ['camera', 'geolocation', 'microphone', 'payment', 'usb']

/** What every answer tells the browser; `dev` lets Vite put its style elements in the page. */
export function securityHeaders(
  config: Pick<Config, 'publicUrl'>,
  { dev = false } = {},
): Readonly<Record<string, string>> {
  const directives = dev ? { ...policy, 'style-src': "'self' 'unsafe-inline'" } : policy
  const secure = config.publicUrl?.protocol === 'https:'
  return {
    'Content-Security-Policy': Object.entries(directives)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unusedPowers.map((power) => `${power}=()`).join(', '),
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Over http it would lock people out of a trial on their own machine.
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  }
}

/** Adds them to every answer that has not set its own. */
export function addHeaders(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  }
}
