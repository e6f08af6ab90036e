import { focusOnArrival } from './arrival.ts'
import type { JSX } from 'solid-js'

/** The one h1 of a page. It takes the focus when one arrives from another page. */
export function PageHeading(props: { readonly class?: string; readonly children: JSX.Element }) {
  let heading: HTMLHeadingElement | undefined
  focusOnArrival(() => heading)
  return (
    <h1 ref={heading} class={props.class} tabindex="-1">
      {props.children}
    </h1>
  )
}
