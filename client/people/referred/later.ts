import { onCleanup } from 'solid-js'

/** Calls `act` with the last value once nothing new has come for `ms`. Needs an owner. */
export function createLater<T>(ms: number, act: (value: T) => void): (value: T) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  return (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => act(value), ms)
  }
}
