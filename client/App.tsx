import { Route, Router, useLocation } from '@solidjs/router'
import { createEffect, ErrorBoundary, lazy, on, onMount, Suspense } from 'solid-js'
import { asProblem } from './api.ts'
import { CampaignPage } from './CampaignPage.tsx'
import { problemText, t } from './i18n/i18n.ts'
import { readSession } from './session.ts'
import { noteArrival } from './shell/arrival.ts'
import { HomePage } from './shell/HomePage.tsx'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { SignedInOnly } from './shell/SignedInOnly.tsx'
import { Button } from './ui/Button.tsx'
import { EmptyState } from './ui/EmptyState.tsx'
import { IconSprite } from './ui/Icon.tsx'
import { LiveRegion } from './ui/LiveRegion.tsx'
import { Spinner } from './ui/Spinner.tsx'
import { ToastRegion } from './ui/ToastRegion.tsx'
import type { RouteSectionProps } from '@solidjs/router'

const SignInPage = lazy(async () => ({
  default: (await import('./people/SignInPage.tsx')).SignInPage,
}))
const InvitationPage = lazy(async () => ({
  default: (await import('./people/InvitationPage.tsx')).InvitationPage,
}))
const SetUpPage = lazy(async () => ({
  default: (await import('./people/set-up/SetUpPage.tsx')).SetUpPage,
}))
const TeamPage = lazy(async () => ({
  default: (await import('./people/team/TeamPage.tsx')).TeamPage,
}))

const OutboxPage = lazy(async () => ({
  default: (await import('./people/outbox/OutboxPage.tsx')).OutboxPage,
}))

const TriagePage = lazy(async () => ({
  default: (await import('./triage/TriagePage.tsx')).TriagePage,
}))
const ImportsPage = lazy(async () => ({
  default: (await import('./imports/ImportsPage.tsx')).ImportsPage,
}))
const ImportPage = lazy(async () => ({
  default: (await import('./imports/ImportPage.tsx')).ImportPage,
}))

/** Routes and what stands around every page. */
export function App() {
  onMount(() => void readSession())
  return (
    <Router root={Frame}>
      <Route path="/connexion" component={SignInPage} />
      <Route path="/invitation/:token" component={InvitationPage} />
      <Route path="/mise-en-route" component={SetUpPage} />
      <Route path="/" component={SignedInOnly}>
        <Route path="/" component={HomePage} />
        {/* One route: the board's connection and its cards stay while a lane is opened and left. */}
        <Route path={['/c/:campaign', '/c/:campaign/couloir/:lane']} component={CampaignPage} />
        <Route path="/c/:campaign/tri" component={TriagePage} />
        <Route path="/c/:campaign/equipe" component={TeamPage} />
        <Route path="/c/:campaign/envois" component={OutboxPage} />
        <Route path="/c/:campaign/imports" component={ImportsPage} />
        <Route path="/c/:campaign/imports/:import" component={ImportPage} />
      </Route>
      <Route path="*" component={NotFoundPage} />
    </Router>
  )
}

function Frame(props: RouteSectionProps) {
  const location = useLocation()
  createEffect(on(() => location.pathname, noteArrival, { defer: true }))
  return (
    <>
      <IconSprite />
      <ErrorBoundary fallback={(error: unknown, reset) => <Broken error={error} onRetry={reset} />}>
        <Suspense fallback={<Spinner label={t().common.loading} page />}>{props.children}</Suspense>
      </ErrorBoundary>
      <LiveRegion />
      <ToastRegion label={t().common.notices} closeLabel={t().common.close} />
    </>
  )
}

/** A page that failed to load or to draw: said in place of it, with a way on. */
function Broken(props: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <main class="plain-page">
      <EmptyState
        icon="cloud-off"
        title={t().shell.broken}
        text={problemText(asProblem(props.error).code)}
      >
        <Button look="primary" onClick={() => props.onRetry()}>
          {t().common.retry}
        </Button>
      </EmptyState>
    </main>
  )
}
