/** Lets at most `most` in at once; who finds it full is told so at once, and holds nothing while others work. */
export interface Gate {
  /** How to leave; null: it is full. */
  enter(): (() => void) | null
}

export function createGate(most: number): Gate {
  let inside = 0
  return {
    enter() {
      if (inside >= most) return null
      inside++
      let isIn = true
      return () => {
        if (isIn) inside--
        isIn = false
      }
    },
  }
}
