import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { buttonClass } from '#client/ui/Button.tsx'
import { createPageTitle } from './arrival.ts'
import { Brand } from './Brand.tsx'
import { PageHeading } from './PageHeading.tsx'

/** An address that leads nowhere, or not for this person: the same page. [P1] */
export function NotFoundPage() {
  createPageTitle(() => t().shell.notFound)
  return (
    <main id="content" class="plain-page">
      <Brand large />
      <PageHeading>{t().shell.notFound}</PageHeading>
      <p class="soft">{t().shell.notFoundText}</p>
      <p>
        <a class={buttonClass({ look: 'primary', size: 'large' })} href={links.home()}>
          {t().shell.goHome}
        </a>
      </p>
    </main>
  )
}
