import { createSignal, onMount, Show } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Note } from '#client/ui/Note.tsx'
import { invitationDays } from '#shared/contracts/sessions.ts'
import { copyText } from '#client/ui/copy-text.ts'
import { inviteAgain } from './team.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Member } from './team.ts'

/** Asks first, then shows the link: once, because only its hash is kept. */
export function InviteDialog(props: {
  readonly campaign: CampaignId
  readonly person: Member
  readonly onStale: () => void
  readonly onClose: () => void
}) {
  const words = () => t().people.team
  const [url, setUrl] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string>()
  const create = async () => {
    setBusy(true)
    setRefusal()
    try {
      setUrl((await inviteAgain(props.campaign, props.person.id)).url)
    } catch (error) {
      const { code, status } = asProblem(error)
      setRefusal(refusalText(code))
      // The list was read before this person chose a password, or left.
      if (status === 403 || status === 404) props.onStale()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={url() === undefined ? words().dialog : words().made(props.person.name)}
      closeLabel={t().common.close}
      onClose={() => props.onClose()}
      foot={
        <Show
          when={url() === undefined}
          fallback={<Button onClick={() => props.onClose()}>{t().common.close}</Button>}
        >
          <Button look="quiet" onClick={() => props.onClose()}>
            {t().common.cancel}
          </Button>
          <Button look="primary" icon="link" busy={busy()} onClick={() => void create()}>
            {words().create}
          </Button>
        </Show>
      }
    >
      <Show
        when={url()}
        fallback={
          <>
            <p>
              {props.person.invited
                ? words().first(props.person.name)
                : words().again(props.person.name)}
            </p>
            <p class="soft">{words().how(invitationDays)}</p>
            <Show when={refusal()}>
              <Note look="late" icon="circle-alert" urgent>
                {refusal()}
              </Note>
            </Show>
          </>
        }
      >
        {(link) => <FreshLink url={link()} />}
      </Show>
    </Dialog>
  )
}

function refusalText(code: string): string {
  if (code === 'admin-only') return t().people.team.hasPassword
  if (code === 'not-found') return t().people.team.gone
  return problemText(code)
}

function FreshLink(props: { readonly url: string }) {
  const words = () => t().people.team
  const [copied, setCopied] = createSignal<boolean>()
  const [field, setField] = createSignal<HTMLInputElement>()
  // The button that was pressed is gone: the focus goes to what it made, ready to be copied by hand too.
  onMount(() => field()?.focus())
  const copy = async () => {
    setCopied(await copyText(props.url))
    if (copied() === false) field()?.select()
  }
  return (
    <div class="team-link">
      <div class="team-link-row">
        <input
          ref={setField}
          class="input"
          readOnly
          aria-label={t().people.team.dialog}
          aria-describedby="team-link-once"
          value={props.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button look="primary" icon={copied() ? 'check' : 'copy'} onClick={() => void copy()}>
          {copied() ? t().common.copied : t().common.copy}
        </Button>
      </div>
      <p id="team-link-once" class="soft">
        {words().once}
      </p>
      <p class="sr" role="status">
        {copied() ? t().common.copied : ''}
      </p>
      <Show when={copied() === false}>
        <Note look="soon" icon="info" urgent>
          {words().copyRefused}
        </Note>
      </Show>
    </div>
  )
}
