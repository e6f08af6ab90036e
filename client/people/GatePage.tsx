import { t } from '#client/i18n/i18n.ts'
import { createPageTitle } from '#client/shell/arrival.ts'
import { Brand } from '#client/shell/Brand.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { FifteenDays } from './FifteenDays.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import type { JSX } from 'solid-js'
import './people.css'

/** The half-and-half page of those who are not signed in: a form, and the picture of the work. */
export function GatePage(props: {
  readonly title: string
  readonly lead: string | undefined
  readonly children: JSX.Element
}) {
  createPageTitle(() => props.title)
  return (
    <div class="gate">
      <main class="gate-form" id="content">
        <Brand large />
        <div class="gate-body">
          <div>
            <PageHeading class="gate-title">{props.title}</PageHeading>
            <p class="soft">{props.lead}</p>
          </div>
          {props.children}
        </div>
        <p class="gate-foot">
          {t().people.teamsOnly}
          <br />
          <LanguageSwitch />
        </p>
      </main>
      <aside class="gate-picture">
        <FifteenDays />
        <p class="gate-picture-title">
          {t().people.pictureTitle}
          <small class="gate-picture-text">{t().people.pictureText}</small>
        </p>
      </aside>
    </div>
  )
}
