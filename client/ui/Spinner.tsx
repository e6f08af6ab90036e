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
