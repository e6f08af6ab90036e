/**
 * Answers many who ask at once with one question: who comes while a question is under way is part of the next. Every
 * answer is to a question that was asked after its asker came, so that it is as new as one of its own.
 */
export function gathered<K, V>(
  ask: (keys: readonly K[]) => Promise<(key: K) => V>,
): (key: K) => Promise<V> {
  let waiting: Waiting<K, V>[] = []
  let isAsking = false

  async function askAll(): Promise<void> {
    while (waiting.length > 0) {
      const these = waiting
      waiting = []
      try {
        const answerTo = await ask(these.map((one) => one.key))
        for (const { key, resolve } of these) resolve(answerTo(key))
      } catch (error) {
        for (const { reject } of these) reject(error)
      }
    }
    isAsking = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (isAsking) return
      isAsking = true
      // In the next turn of the event loop: what arrived with it comes along.
      setImmediate(() => void askAll())
    })
}

interface Waiting<K, V> {
  readonly key: K
  readonly resolve: (value: V) => void
  readonly reject: (error: unknown) => void
}
