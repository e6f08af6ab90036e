import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { createPageTitle } from '#client/shell/arrival.ts'
import { Brand } from '#client/shell/Brand.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { showToast } from '#client/ui/toast.ts'
import { copyText } from '#client/ui/copy-text.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { InvitationLink, setupAnswer } from '#shared/contracts/campaigns.ts'
import type { z } from 'zod'

/** The campaign is open: the links of the team, shown this once, then the first list. */
export function CreatedPage(props: { readonly answer: z.infer<typeof setupAnswer> }) {
  const words = () => t().setUp.created
  const campaign = () => props.answer.campaign
  const invitations = () => props.answer.invitations
  createPageTitle(() => words().title(campaign().name))
  const copyAll = () => copy(invitations().map(lineOf).join('\n'), words().copiedAll)
  return (
    <main class="created" id="content">
      <Brand large />
      <div>
        <PageHeading class="set-up-title">{words().title(campaign().name)}</PageHeading>
        <p class="set-up-lead">{invitations().length > 0 ? words().lead : words().leadAlone}</p>
      </div>
      <Show when={invitations().length > 0}>
        <section class="panel created-links">
          <header class="created-links-head">
            <h2 class="panel-title">{words().invitations(invitations().length)}</h2>
            <Button size="small" icon="copy" onClick={() => void copyAll()}>
              {words().copyAll}
            </Button>
          </header>
          <ul>
            <For each={invitations()}>{(one) => <Invitation invitation={one} />}</For>
          </ul>
        </section>
      </Show>
      <div class="created-next">
        <Next
          href={links.imports(campaign().id)}
          icon="file-up"
          title={words().import}
          text={words().importText}
        />
        <Next
          href={links.board(campaign().id)}
          icon="columns-3"
          title={words().board}
          text={words().boardText}
        />
      </div>
    </main>
  )
}

function lineOf({ name, email, url }: InvitationLink): string {
  return `${name}\t${email}\t${url}`
}

async function copy(text: string, done: string): Promise<void> {
  if (await copyText(text)) showToast({ text: done, icon: 'check' })
  else showToast({ text: t().setUp.created.copyRefused, icon: 'circle-alert' })
}

function Invitation(props: { readonly invitation: InvitationLink }) {
  const words = () => t().setUp.created
  return (
    <li class="created-link">
      <span class="created-link-who">
        <b>{props.invitation.name}</b>
        <small class="set-up-small muted">
          {`${t().common.roles[props.invitation.role]}, ${props.invitation.email}`}
        </small>
      </span>
      <code class="created-link-url">{props.invitation.url}</code>
      <Button
        size="small"
        icon="copy"
        aria-label={words().copyLink(props.invitation.name)}
        onClick={() => void copy(props.invitation.url, words().copiedOne(props.invitation.name))}
      >
        {t().common.copy}
      </Button>
    </li>
  )
}

function Next(props: {
  readonly href: string
  readonly icon: IconName
  readonly title: string
  readonly text: string
}) {
  return (
    <a class="created-next-link" href={props.href}>
      <Icon name={props.icon} size={24} />
      <span>
        <b>{props.title}</b>
        <small class="set-up-small muted">{props.text}</small>
      </span>
    </a>
  )
}
