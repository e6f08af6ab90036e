// Triage by keyboard alone. Letters, digits and Space act by themselves unless they were turned off.
import { isSingleKey } from '#client/board/single-keys.ts'
import { untrack } from 'solid-js'
import type { Triage } from './state.ts'

/** Keys pressed in a dialog, a menu or a field are theirs; Enter and Space on a button press it. */
export function keysOfTriage(event: KeyboardEvent, triage: Triage): void {
  if (event.defaultPrevented || document.querySelector('.dialog, .menu')) return
  const handled = untrack(() => (isUndo(event) ? undo(triage) : press(event, triage)))
  if (handled) event.preventDefault()
}

function isUndo(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
}

function undo(triage: Triage): boolean {
  triage.acts.undo()
  return true
}

function press(event: KeyboardEvent, triage: Triage): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const onControl =
    event.target instanceof Element && event.target.matches('button, a, input, textarea, select')
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      triage.step(event.key === 'ArrowDown' ? 1 : -1)
      return true
    case 'ArrowRight':
    case 'ArrowLeft':
      triage.choice.walk(event.key === 'ArrowRight' ? 1 : -1)
      return true
    case 'Enter':
      if (onControl || event.repeat) return false
      if (isOpen(triage)) triage.acts.send()
      else triage.next()
      return true
    case ' ':
      if (onControl || event.repeat || !isSingleKey(event)) return false
      if (isOpen(triage)) triage.putOff()
      else triage.next()
      return true
    default:
      return isSingleKey(event) && !event.repeat && single(event.key, triage)
  }
}

/** A row that a colleague has decided meanwhile is only left. */
function isOpen(triage: Triage): boolean {
  const row = triage.row()
  return row !== null && row.state !== 'done'
}

function single(key: string, triage: Triage): boolean {
  const row = triage.row()
  const open = isOpen(triage)
  if (/^[1-9]$/.test(key)) {
    const lane = triage.store.index.frame().lanes[Number(key) - 1]
    if (!lane || !open) return false
    triage.acts.send(lane.id)
    return true
  }
  switch (key.toLowerCase()) {
    case 'j':
    case 'k':
      triage.step(key.toLowerCase() === 'j' ? 1 : -1)
      return true
    case 'c':
    case 'i':
      if (open) triage.choice.choose(key.toLowerCase() === 'c' ? 'known' : 'unknown')
      return open
    case 'n': {
      const candidate = triage.choice.candidate()
      if (!row || !open || !candidate) return false
      const other = { file: candidate.file }
      void triage.acts.refuse({ card: row.card, other, refused: true })
      return true
    }
    case 'd':
    case 'p':
      if (open) triage.ask(key.toLowerCase() === 'd' ? 'duplicate' : 'aside')
      return open
    case 'b':
      triage.ask('bulk')
      return true
    case 'z':
      return undo(triage)
    case '?':
      triage.ask('keys')
      return true
    default:
      return false
  }
}
