import { useNavigate, useParams } from '@solidjs/router'
import { createResource, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { dayFull, today } from '#client/i18n/format.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { campaignOf } from '#client/shell/campaigns.ts'
import { OfflineNote } from '#client/shell/OfflineNote.tsx'
import { Page } from '#client/shell/Page.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { SelectField, TextField } from '#client/ui/Field.tsx'
import { Note } from '#client/ui/Note.tsx'
import { source } from '#shared/domain/card.ts'
import { addDays, day } from '#shared/domain/day.ts'
import { campaignId } from '#shared/domain/ids.ts'
import { listImports, readCampaign, sendList } from './calls.ts'
import { DropZone } from './DropZone.tsx'
import { History } from './History.tsx'
import { WizardSteps } from './WizardSteps.tsx'
import type { Source } from '#shared/domain/card.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

export function ImportsPage() {
  const params = useParams()
  const campaign = () => campaignId.parse(params['campaign'])
  return (
    <Show when={campaign()} keyed>
      {(id) => (
        <Page title={t().imports.title} campaign={id} view="imports" fixed>
          <FileStep campaign={id} />
        </Page>
      )}
    </Show>
  )
}

/** Lists that somebody sends; the other sources are for one youth at a time. */
const listSources: readonly Source[] = source.options.filter(
  (one) => one !== 'spontaneous' && one !== 'inbound_call',
)

function FileStep(props: { readonly campaign: CampaignId }) {
  const navigate = useNavigate()
  const words = () => t().imports.file
  const [file, setFile] = createSignal<File>()
  const [chosenSource, setSource] = createSignal<Source>()
  const [receivedOn, setReceivedOn] = createSignal<string>(today())
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string>()
  const [campaign] = createResource(() => props.campaign, readCampaign)
  const [history] = createResource(() => props.campaign, listImports)

  const usualSource = (): Source =>
    campaignOf(props.campaign)?.template === 'platform' ? 'siei_list' : 'operator_list'
  const sourceNow = () => chosenSource() ?? usualSource()
  const received = () => {
    const parsed = day.safeParse(receivedOn())
    return parsed.success ? parsed.data : today()
  }
  const delay = () =>
    campaign.state === 'ready' ? campaign().campaign.settings.firstContactDays : 15

  const take = (taken: File) => {
    setFile(taken)
    setRefusal()
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (event.target instanceof HTMLInputElement || !text.includes('\n')) return
    event.preventDefault()
    take(new File([text], `${words().pasted}.csv`, { type: 'text/csv' }))
  }
  onMount(() => document.addEventListener('paste', paste))
  onCleanup(() => document.removeEventListener('paste', paste))

  const read = async () => {
    const chosen = file()
    if (!chosen) {
      setRefusal(words().missing)
      return
    }
    setBusy(true)
    setRefusal()
    try {
      const list = { file: chosen, source: sourceNow(), receivedOn: received() }
      const answer = await sendList(props.campaign, list)
      navigate(links.import(props.campaign, answer.id))
    } catch (error) {
      setRefusal(problemText(asProblem(error).code))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <WizardSteps now="file" details={{ file: file()?.name ?? '' }} />
      <div class="wizard-body wizard-two scroll">
        <div>
          <PageHeading class="wizard-title">{words().title}</PageHeading>
          <OfflineNote text={t().imports.offline} />
          <DropZone file={file()} onFile={take} />
          <p class="wizard-hint muted">
            {words().hint} <kbd>{'Ctrl V'}</kbd>
            {`. ${words().stays}`}
          </p>
          <Show when={refusal()}>
            <div class="wizard-refusal">
              <Note look="late" icon="circle-alert" urgent>
                {refusal()}
              </Note>
            </div>
          </Show>
          <div class="wizard-fields">
            <SelectField
              label={words().source}
              value={sourceNow()}
              onChange={(event) => setSource(source.parse(event.currentTarget.value))}
            >
              {listSources.map((one) => (
                <option value={one}>{t().imports.sources[one]}</option>
              ))}
            </SelectField>
            <TextField
              label={words().receivedOn}
              type="date"
              max={today()}
              required
              value={receivedOn()}
              onInput={(event) => setReceivedOn(event.currentTarget.value)}
            />
            <div class="field">
              <span class="field-label">{words().due}</span>
              <output class="wizard-due">{dayFull(addDays(received(), delay()))}</output>
              <p class="field-hint">{words().dueHint(delay())}</p>
              <Show when={addDays(received(), delay()) < today()}>
                <p class="field-hint">{words().duePast}</p>
              </Show>
            </div>
          </div>
        </div>
        <History campaign={props.campaign} imports={history.state === 'ready' ? history() : []} />
      </div>
      <footer class="wizard-foot">
        <a class={buttonClass({ look: 'quiet', size: 'large' })} href={links.board(props.campaign)}>
          {t().common.cancel}
        </a>
        <span class="wizard-gap" />
        <Button
          look="primary"
          size="large"
          iconAfter="arrow-right"
          busy={busy()}
          onClick={() => void read()}
        >
          {busy() ? words().reading : words().read}
        </Button>
      </footer>
    </>
  )
}
