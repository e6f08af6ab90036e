import { Navigate, useLocation } from '@solidjs/router'
import { Match, Switch } from 'solid-js'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { readSession, session } from '#client/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { JSX } from 'solid-js'

/** Shows its pages to a signed-in person; others sign in first and come back to the same address. */
export function SignedInOnly(props: { readonly children?: JSX.Element }) {
  const location = useLocation()
  const unreachable = () => {
    const now = session()
    return now.state === 'unreachable' ? now : undefined
  }
  /** Without the name that a link made by hand may carry. */
  const back = () => {
    const query = new URLSearchParams(location.search)
    query.delete('q')
    return `${location.pathname}${String(query) && `?${query}`}`
  }
  return (
    <Switch>
      <Match when={session().state === 'unknown'}>
        <Spinner label={t().common.loading} page />
      </Match>
      <Match when={session().state === 'out'}>
        <Navigate href={links.signIn(back())} />
      </Match>
      <Match when={unreachable()}>
        {(now) => (
          <main class="plain-page">
            <EmptyState icon="cloud-off" title={t().shell.broken} text={problemText(now().code)}>
              <Button look="primary" onClick={() => void readSession()}>
                {t().common.retry}
              </Button>
            </EmptyState>
          </main>
        )}
      </Match>
      <Match when={session().state === 'in'}>{props.children}</Match>
    </Switch>
  )
}
