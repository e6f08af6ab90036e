/** What a log line may say of an error: messages of PostgreSQL can quote values, so only name, code and place. */
export function describeFailure(error: unknown): {
  readonly failed: string
  readonly code: string | undefined
  readonly stack: readonly string[] | undefined
} {
  if (!(error instanceof Error)) return { failed: 'unknown', code: undefined, stack: undefined }
  return {
    failed: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
  }
}
