import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Icon } from '#client/ui/Icon.tsx'

/** The mark and the name, leading home. */
export function Brand(props: { readonly large?: boolean }) {
  return (
    <a
      class="brand"
      classList={{ 'brand-large': props.large ?? false }}
      href={links.home()}
      aria-label={t().shell.home}
    >
      <Icon name="mark" class="brand-mark" />
      <span class="brand-name">{t().common.brand}</span>
    </a>
  )
}
