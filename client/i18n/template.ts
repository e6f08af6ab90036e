// The words of the open campaign's work: its template says what a lane and an officer are called (product.md).
import { createSignal } from 'solid-js'
import type { TemplateName } from '#shared/domain/templates.ts'

const [read, setTemplate] = createSignal<TemplateName>('mission_locale')

export const template = read
export { setTemplate }
