import { useNavigate, useParams } from '@solidjs/router'
import { createResource, createSignal, Match, Switch } from 'solid-js'
import { asProblem, ask } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { readSession } from '#client/session.ts'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { Note } from '#client/ui/Note.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { invitationAnswer, newPassword, sessionAnswer } from '#shared/contracts/sessions.ts'
import { GatePage } from './GatePage.tsx'
import { PasswordField } from './PasswordField.tsx'

const shortest = newPassword.minLength ?? 12

/** A person who was invited chooses a password and is signed in. */
export function InvitationPage() {
  const params = useParams()
  const path = () => `/api/invitations/${encodeURIComponent(params['token'] ?? '')}`
  const [invited] = createResource(path, async (at) => {
    try {
      return { kind: 'good', ...(await ask(at, invitationAnswer)) } as const
    } catch (error) {
      return { kind: 'refused', code: asProblem(error).code } as const
    }
  })
  const good = () => {
    const read = invited()
    return read?.kind === 'good' ? read : undefined
  }
  const refused = () => {
    const read = invited()
    return read?.kind === 'refused' ? read : undefined
  }
  return (
    <Switch fallback={<Spinner label={t().common.loading} page />}>
      <Match when={refused()}>
        {(read) => (
          <GatePage title={t().people.invitationGone} lead={problemText(read().code)}>
            <a class={buttonClass({ size: 'large' })} href={links.signIn()}>
              {t().people.signIn}
            </a>
          </GatePage>
        )}
      </Match>
      <Match when={good()}>
        {(read) => (
          <GatePage title={t().people.invitation} lead={t().people.invitationLead(read().name)}>
            <PasswordForm path={path()} email={read().email} />
          </GatePage>
        )}
      </Match>
    </Switch>
  )
}

function PasswordForm(props: { readonly path: string; readonly email: string }) {
  const navigate = useNavigate()
  const [password, setPassword] = createSignal('')
  const [error, setError] = createSignal<string>()
  const [refusal, setRefusal] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const submit = async () => {
    const missing = shortest - password().length
    setError(missing > 0 ? t().people.passwordShort(missing) : undefined)
    if (missing > 0) return
    setBusy(true)
    try {
      await ask(props.path, sessionAnswer, { method: 'POST', body: { password: password() } })
      await readSession()
      navigate(links.home())
    } catch (thrown) {
      setRefusal(problemText(asProblem(thrown).code))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class="gate-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Note look="late" icon="circle-alert" urgent hidden={!refusal()}>
        {refusal()}
      </Note>
      {/* For password managers: the name under which the password is kept. */}
      <input
        class="sr"
        type="text"
        autocomplete="username"
        tabindex="-1"
        aria-hidden="true"
        readOnly
        value={props.email}
      />
      <PasswordField
        label={t().people.newPassword}
        hint={t().people.passwordHint}
        error={error()}
        autocomplete="new-password"
        value={password()}
        onInput={setPassword}
      />
      <Button type="submit" look="primary" size="large" busy={busy()}>
        {t().people.openSpace}
      </Button>
    </form>
  )
}
