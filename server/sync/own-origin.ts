import type { Config } from '#server/config.ts'

/**
 * Whether a page of ours speaks: the Origin header names the address that people are told to use, or, where none is set,
 * the host that was asked. One rule for requests and for sockets.
 */
export function isOwnOrigin(
  origin: string,
  host: string | null | undefined,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): boolean {
  if (publicUrl) return origin === publicUrl.origin
  return URL.canParse(origin) && new URL(origin).host === host
}
