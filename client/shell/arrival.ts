import { createEffect, onMount } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'

let arrivals = 0

/** Told by the router at each change of page. The first page leaves the focus where the browser puts it. */
export function noteArrival(): void {
  arrivals += 1
}

/** The name of the page in the browser's tab: "Tableau · RIO mars 2026 · Relance". Follows the language. */
export function createPageTitle(title: () => string | readonly string[]): void {
  createEffect(() => {
    document.title = [title(), t().common.brand].flat().filter(Boolean).join(' · ')
  })
}

/** Puts the focus on the heading of a page that was navigated to, so that it is read out. */
export function focusOnArrival(heading: () => HTMLElement | undefined): void {
  onMount(() => {
    if (arrivals > 0) heading()?.focus({ preventScroll: true })
  })
}
