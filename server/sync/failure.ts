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

/**
 * Whether the database refuses the data itself (SQLSTATE classes 22 and 23), so that trying again is of no use: other
 * failures pass.
 */
export function isUnkeepable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]\w{3}$/.test(String(error.code))
}

/** PostgreSQL has not answered for so long that nobody can say what became of the commit. */
class Unanswered extends Error {
  override readonly name = 'Unanswered'
}

/** Gives `work` up after `ms`; whatever comes of it later is nobody's business any more. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unanswered()), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
