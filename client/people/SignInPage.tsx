import { Navigate, useSearchParams } from '@solidjs/router'
import { createResource, createSignal, Show } from 'solid-js'
import { asProblem, ask } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { session, signIn } from '#client/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { TextField } from '#client/ui/Field.tsx'
import { Note } from '#client/ui/Note.tsx'
import { setupState } from '#shared/contracts/campaigns.ts'
import { GatePage } from './GatePage.tsx'
import { PasswordField } from './PasswordField.tsx'
import { makePause } from './pause.ts'

/** Only an address of ours: a link must not be able to send a signed-in person elsewhere. */
function backOf(asked: string | string[] | undefined): string {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : links.home()
}

export function SignInPage() {
  const [search] = useSearchParams()
  // A service that cannot say whether it was set up is not said to need it.
  const [setUp] = createResource(() => ask('/api/setup', setupState).catch(() => null))
  return (
    <Show when={session().state !== 'in'} fallback={<Navigate href={backOf(search['retour'])} />}>
      <GatePage title={t().people.signIn} lead={t().people.signInLead}>
        <Show when={setUp()?.needed}>
          <Note look="accent" icon="info">
            <b>{t().people.setUpNeeded}</b> {t().people.setUpNeededText}
          </Note>
        </Show>
        <SignInForm />
      </GatePage>
    </Show>
  )
}

function SignInForm() {
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string | null>(null)
  const [missing, setMissing] = createSignal<'email' | 'password' | null>(null)
  const pause = makePause()
  let form: HTMLFormElement | undefined

  const submit = async () => {
    setMissing(email().trim() === '' ? 'email' : password() === '' ? 'password' : null)
    if (missing() || busy() || pause.seconds() > 0) {
      form?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus()
      return
    }
    setBusy(true)
    try {
      await signIn(email().trim(), password())
    } catch (error) {
      const problem = asProblem(error)
      setRefusal(problem.code)
      if (problem.retryAfter !== null) pause.start(problem.retryAfter)
      form?.querySelector<HTMLInputElement>('[type=password]')?.focus()
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      ref={form}
      class="gate-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Show when={refusal()}>{(code) => <Refusal code={code()} seconds={pause.seconds()} />}</Show>
      <TextField
        label={t().people.email}
        type="email"
        inputmode="email"
        autocomplete="username"
        required
        value={email()}
        error={missing() === 'email' ? t().people.emailMissing : undefined}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordField
        label={t().people.password}
        autocomplete="current-password"
        value={password()}
        error={missing() === 'password' ? t().people.passwordMissing : undefined}
        onInput={setPassword}
      />
      <Button
        type="submit"
        look="primary"
        size="large"
        busy={busy()}
        aria-disabled={pause.seconds() > 0 ? 'true' : undefined}
      >
        {t().people.signIn}
      </Button>
    </form>
  )
}

function Refusal(props: { readonly code: string; readonly seconds: number }) {
  return (
    <Show
      when={props.code === 'too-many-tries'}
      fallback={
        <Note look="late" icon="circle-alert" urgent>
          <b>{problemText(props.code)}</b>{' '}
          {props.code === 'wrong-credentials' ? t().people.wrongHelp : ''}
        </Note>
      }
    >
      {/* Not urgent: an alert would read every second. The number is for the eye, the sentence for the ear. */}
      <Note look="soon" icon="hourglass">
        <span role="timer">
          {props.seconds > 0 ? t().people.pause(props.seconds) : t().people.pauseOver}
        </span>
      </Note>
    </Show>
  )
}
