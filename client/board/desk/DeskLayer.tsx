import { Match, Switch } from 'solid-js'
import { useScreen } from '../screen.ts'
import { DispatchPanel } from './DispatchPanel.tsx'
import { HandoverDialog } from './HandoverDialog.tsx'
import { HoursDialog } from './HoursDialog.tsx'
import { SectorsDialog } from './SectorsDialog.tsx'
import { SharePanel } from './SharePanel.tsx'
import type { DeskTask } from './desk.ts'
import './desk.css'

/** What of the dispatcher's desk is open over the board. */
export function DeskLayer() {
  const screen = useScreen()
  const close = () => screen.desk.ask(null)
  return (
    <Switch>
      <Match when={taskOf(screen.desk.task(), 'handovers')} keyed>
        {(task) => <HandoverDialog lane={task.lane} onClose={close} />}
      </Match>
      <Match when={taskOf(screen.desk.task(), 'share')} keyed>
        {(task) => <SharePanel task={task.of} onClose={close} />}
      </Match>
      <Match when={taskOf(screen.desk.task(), 'dispatch')} keyed>
        {(task) => <DispatchPanel task={task} onClose={close} />}
      </Match>
      <Match when={taskOf(screen.desk.task(), 'sectors')} keyed>
        {/* It was opened from there, to see what it does. */}
        {(task) => (
          <SectorsDialog onClose={() => screen.desk.ask({ kind: 'dispatch', ...task.from })} />
        )}
      </Match>
      <Match when={taskOf(screen.desk.task(), 'hours')} keyed>
        {(task) => <HoursDialog lane={task.lane} onClose={close} />}
      </Match>
    </Switch>
  )
}

function taskOf<K extends DeskTask['kind']>(
  task: DeskTask | null,
  kind: K,
): Extract<DeskTask, { kind: K }> | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind was compared in the same line
  return task?.kind === kind ? (task as Extract<DeskTask, { kind: K }>) : null
}
