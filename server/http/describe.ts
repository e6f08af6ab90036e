import type { z } from 'zod'

/** `METHOD /path/:param`, as the router knows it. */
type RouteName = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`

/** What one route takes and answers, by the same schemas that parse it. */
export interface RouteDescription {
  readonly summary: string
  readonly query?: z.ZodType
  /** A JSON body; `multipart` names the parts of a form instead. */
  readonly body?: z.ZodType
  readonly multipart?: Readonly<Record<string, 'file' | 'text'>>
  /** Status → JSON schema, `problem` for problem+json, `csv`, or null for no content. */
  readonly answers: Readonly<Record<number, z.ZodType | 'problem' | 'csv' | null>>
  /** Needs no session. */
  readonly open?: boolean
}

export type RouteDescriptions = Readonly<Record<RouteName, RouteDescription>>

/** Checks a route file's table against its type. */
export function describe(descriptions: RouteDescriptions): RouteDescriptions {
  return descriptions
}
