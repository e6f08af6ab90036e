import { createEffect, createSignal, Match, on, Show, Switch } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { announce } from '#client/ui/announce.ts'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { showToast } from '#client/ui/toast.ts'
import { Touched } from './Touched.tsx'
import { cioHref, rejectedHref } from './calls.ts'
import type { ImportAnswer } from '#shared/contracts/imports.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { ImportRef } from './calls.ts'
import type { OpenImport } from './open-import.ts'

/** The import on its way, done, interrupted or taken back. */
export function ApplyStep(props: {
  readonly open: OpenImport
  readonly list: ImportAnswer
  readonly of: ImportRef
}) {
  const words = () => t().imports.apply
  const [asking, setAsking] = createSignal(false)
  const state = () => props.list.state
  const running = () => state() === 'applying' || state() === 'undoing'
  const title = () => {
    switch (state()) {
      case 'applied':
        return words().done
      case 'failed':
        return words().failed
      case 'undone':
        return words().undone
      case 'undoing':
        return words().undoing
      case 'applying':
      case 'preview':
        return words().running
    }
  }
  createEffect(on(title, (now) => announce(now), { defer: true }))

  const undo = async () => {
    setAsking(false)
    const undone = await props.open.undo()
    // A long one goes on behind: the page follows it.
    if (undone?.state !== 'undone') return
    const restored = undone.restored > 0 ? `. ${words().undoRestored(undone.restored)}` : ''
    const left = undone.left.length > 0 ? ` ${words().undoLeft(undone.left.length)}` : ''
    showToast({ text: words().undoDone(undone.closed) + restored + left, icon: 'undo-2' })
  }
  return (
    <>
      <div class="wizard-body wizard-one scroll">
        <PageHeading class="wizard-title">{title()}</PageHeading>
        <Switch>
          <Match when={running()}>
            <Progress list={props.list} />
            <Note icon="cloud-check">
              {state() === 'undoing' ? words().leaveUndoing : words().leave}
            </Note>
          </Match>
          <Match when={state() === 'failed' && props.list.undoStopped}>
            <UndoStopped busy={props.open.busy()} onGoOn={() => void undo()} />
          </Match>
          <Match when={state() === 'failed'}>
            <Note
              look="late"
              icon="circle-alert"
              action={
                <Button
                  size="small"
                  busy={props.open.busy()}
                  onClick={() => void props.open.apply()}
                >
                  {words().resume}
                </Button>
              }
            >
              {words().failedText}
            </Note>
            <Progress list={props.list} />
          </Match>
          <Match when={state() === 'undone'}>
            <p class="soft">{words().undoneText}</p>
            <Touched
              title={words().leftTitle}
              cards={props.list.takenBack?.left ?? []}
              campaign={props.of.campaign}
            />
            <Touched
              title={words().keptTitle}
              cards={props.list.takenBack?.kept ?? []}
              campaign={props.of.campaign}
            />
            <Results list={props.list} />
          </Match>
          <Match when={state() === 'applied'}>
            <Show when={props.list.undoStopped}>
              <UndoStopped busy={props.open.busy()} onGoOn={() => void undo()} />
            </Show>
            <p class="soft">
              {props.list.summary.create > 0
                ? words().doneText(props.list.summary.create)
                : words().doneNothing}
            </p>
            <Results list={props.list} />
            <h2 class="panel-title apply-after">{words().after}</h2>
            <div class="apply-next">
              <Next
                href={links.board(props.of.campaign)}
                icon="columns-3"
                title={words().board}
                text={words().boardText}
              />
              <Show when={props.list.summary.notCarded > 0}>
                <Next
                  href={rejectedHref(props.of)}
                  download
                  icon="download"
                  title={words().download(props.list.summary.notCarded)}
                  text={words().downloadText}
                />
              </Show>
              <Show when={props.list.toCio > 0}>
                <Next
                  href={cioHref(props.of)}
                  download
                  icon="download"
                  title={words().downloadCio(props.list.toCio)}
                  text={words().downloadCioText}
                />
              </Show>
            </div>
          </Match>
        </Switch>
      </div>
      <footer class="wizard-foot">
        <Show when={state() === 'applied' || state() === 'failed'}>
          <Button
            look="quiet"
            size="large"
            icon="undo-2"
            busy={props.open.busy()}
            onClick={() => setAsking(true)}
          >
            {words().undo}
          </Button>
        </Show>
        <span class="wizard-gap" />
        <a class={buttonClass({ size: 'large' })} href={links.imports(props.of.campaign)}>
          {words().another}
        </a>
        <a
          class={buttonClass({ look: 'primary', size: 'large' })}
          href={links.board(props.of.campaign)}
        >
          {words().board}
        </a>
      </footer>
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={words().undoTitle}
        closeLabel={t().common.close}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>{words().keep}</Button>
            <Button look="danger" onClick={() => void undo()}>
              {words().undoConfirm}
            </Button>
          </>
        }
      >
        <p>{words().undoText(props.list.summary.create)}</p>
      </Dialog>
    </>
  )
}

function UndoStopped(props: { readonly busy: boolean; readonly onGoOn: () => void }) {
  const words = () => t().imports.apply
  return (
    <Note
      look="late"
      icon="circle-alert"
      action={
        <Button size="small" busy={props.busy} onClick={() => props.onGoOn()}>
          {words().resume}
        </Button>
      }
    >
      {words().undoStopped}
    </Note>
  )
}

function Progress(props: { readonly list: ImportAnswer }) {
  const words = () => t().imports.apply
  const share = () =>
    props.list.progress.total === 0 ? 0 : props.list.progress.done / props.list.progress.total
  return (
    <section class="panel apply-progress">
      <p class="apply-progress-line">
        <Show
          when={props.list.progress.total > 0}
          fallback={props.list.state === 'undoing' ? words().beginningUndo : words().beginning}
        >
          <b class="apply-progress-count">{number(props.list.progress.done)}</b>
          {words().of(props.list.progress.total)}
        </Show>
      </p>
      <progress
        class="apply-progress-bar"
        max="1"
        value={share()}
        aria-label={props.list.state === 'undoing' ? words().undoing : words().running}
      />
    </section>
  )
}

function Results(props: { readonly list: ImportAnswer }) {
  const words = () => t().imports.apply
  return (
    <ul class="panel apply-results">
      <Result icon="check" text={words().created} count={props.list.summary.create} />
      <Result icon="refresh-cw" text={words().updated} count={props.list.summary.update} />
      <Result icon="equal" text={words().unchanged} count={props.list.summary.unchanged} />
      <Result icon="minus" text={words().notCarded} count={props.list.summary.notCarded} />
    </ul>
  )
}

function Result(props: { readonly icon: IconName; readonly text: string; readonly count: number }) {
  return (
    <li class="apply-result">
      <Icon name={props.icon} size={14} />
      {props.text}
      <b class="apply-result-count">{number(props.count)}</b>
    </li>
  )
}

function Next(props: {
  readonly href: string
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly download?: boolean
}) {
  return (
    <a
      class="apply-next-link"
      href={props.href}
      download={props.download ? '' : undefined}
      rel={props.download ? 'external' : undefined}
    >
      <Icon name={props.icon} size={20} />
      <span>
        <b>{props.title}</b>
        <small class="will-happen-detail">{props.text}</small>
      </span>
    </a>
  )
}
