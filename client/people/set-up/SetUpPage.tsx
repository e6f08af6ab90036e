import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { createResource, createSignal, Match, Switch } from 'solid-js'
import { asProblem, ask } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { readSession } from '#client/session.ts'
import { rereadCampaigns } from '#client/shell/campaigns.ts'
import { buttonClass } from '#client/ui/Button.tsx'
import { setupAnswer, setupState } from '#shared/contracts/campaigns.ts'
import { CampaignStep } from './CampaignStep.tsx'
import { firstIncomplete, steps } from './checks.ts'
import { CreatedPage } from './CreatedPage.tsx'
import { createDraft } from './draft.ts'
import { LanesStep } from './LanesStep.tsx'
import { ReadyStep } from './ReadyStep.tsx'
import { toRequest } from './request.ts'
import { StepFrame } from './StepFrame.tsx'
import { StructureStep } from './StructureStep.tsx'
import { TeamStep } from './TeamStep.tsx'
import { GatePage } from '../GatePage.tsx'
import type { Step } from './checks.ts'
import type { z } from 'zod'

/** First run: five steps, one request at the end. The console's token stands after the #, which browsers do not send. */
export function SetUpPage() {
  const [search] = useSearchParams()
  const location = useLocation()
  const token = () => {
    const asked = search['token']
    return location.hash.slice(1) || (typeof asked === 'string' ? asked : '')
  }
  const [state] = createResource(() => ask('/api/setup', setupState).catch(() => null))
  const [created, setCreated] = createSignal<z.infer<typeof setupAnswer>>()
  return (
    <Switch fallback={<SetUpSteps token={token()} onCreated={setCreated} />}>
      <Match when={created()}>{(answer) => <CreatedPage answer={answer()} />}</Match>
      <Match when={state()?.needed === false}>
        <GatePage title={t().setUp.done} lead={problemText('already-set-up')}>
          <a class={buttonClass({ look: 'primary', size: 'large' })} href={links.signIn()}>
            {t().people.signIn}
          </a>
        </GatePage>
      </Match>
      <Match when={token() === ''}>
        <GatePage title={t().setUp.tokenMissing} lead={t().setUp.tokenMissingText}>
          <a class={buttonClass({ size: 'large' })} href={links.signIn()}>
            {t().people.signIn}
          </a>
        </GatePage>
      </Match>
    </Switch>
  )
}

function SetUpSteps(props: {
  readonly token: string
  readonly onCreated: (answer: z.infer<typeof setupAnswer>) => void
}) {
  const kept = createDraft()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [refusal, setRefusal] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [tried, setTried] = createSignal<ReadonlySet<Step>>(new Set())

  const step = (): Step => steps.find((one) => one === search['etape']) ?? 'structure'
  const go = (to: Step) => {
    navigate(`${links.setUp()}?etape=${to}#${props.token}`)
    globalThis.scrollTo(0, 0)
  }
  const next = () => steps[steps.indexOf(step()) + 1] ?? 'ready'
  const advance = () => {
    setTried((before) => new Set([...before, step()]))
    if (firstIncomplete(kept.draft, kept.password()) !== step()) {
      go(next())
      return
    }
    queueMicrotask(() =>
      document.querySelector<HTMLElement>('#content [aria-invalid=true]')?.focus(),
    )
  }
  const create = async () => {
    setBusy(true)
    setRefusal()
    try {
      const body = toRequest(kept.draft, props.token, kept.password())
      const answer = await ask('/api/setup', setupAnswer, { method: 'POST', body })
      kept.forget()
      await readSession()
      await rereadCampaigns()
      props.onCreated(answer)
    } catch (error) {
      const problem = asProblem(error)
      const twoRoles = Object.values(problem.fields).includes('one-role-per-person')
      setRefusal(twoRoles ? t().setUp.ready.partialFault : problemText(problem.code))
    } finally {
      setBusy(false)
    }
  }

  return (
    <StepFrame
      step={step()}
      platform={kept.draft.template === 'platform'}
      onGo={go}
      onContinue={step() === 'ready' ? () => void create() : advance}
      onLater={step() === 'lanes' || step() === 'team' ? () => go(next()) : undefined}
      blocked={step() === 'ready' && firstIncomplete(kept.draft, kept.password()) !== null}
      busy={busy()}
    >
      <Switch>
        <Match when={step() === 'structure'}>
          <StructureStep kept={kept} tried={tried().has('structure')} />
        </Match>
        <Match when={step() === 'lanes'}>
          <LanesStep kept={kept} tried={tried().has('lanes')} />
        </Match>
        <Match when={step() === 'team'}>
          <TeamStep kept={kept} />
        </Match>
        <Match when={step() === 'campaign'}>
          <CampaignStep kept={kept} tried={tried().has('campaign')} />
        </Match>
        <Match when={step() === 'ready'}>
          <ReadyStep kept={kept} refusal={refusal()} onGo={go} />
        </Match>
      </Switch>
    </StepFrame>
  )
}
