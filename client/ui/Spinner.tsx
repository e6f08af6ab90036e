import { Icon } from './Icon.tsx'

/** Something is on its way; `label` is said and shown. */
export function Spinner(props: { readonly label: string; readonly page?: boolean }) {
  return (
    <div classList={{ 'spinner-page': props.page ?? false }}>
      <output class="spinner">
        <Icon name="loader-circle" size={20} spin />
        {props.label}
      </output>
    </div>
  )
}

/** A grey bar where text will stand. */
export function Skeleton(props: { readonly class?: string }) {
  return <span class={`skeleton ${props.class ?? ''}`} aria-hidden="true" />
}
