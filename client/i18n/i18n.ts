// French is the source; an English dictionary that misses a key does not compile.
import { language } from './language.ts'
import { acting as enActing } from './en/acting.ts'
import { board as enBoard } from './en/board.ts'
import { common as enCommon } from './en/common.ts'
import { dispatching as enDispatching } from './en/dispatching.ts'
import { handing as enHanding } from './en/handing.ts'
import { help as enHelp } from './en/help.ts'
import { importRow as enImportRow } from './en/import-row.ts'
import { imports as enImports } from './en/imports.ts'
import { lanes as enLanes } from './en/lanes.ts'
import { people as enPeople } from './en/people.ts'
import { print as enPrint } from './en/print.ts'
import { problems as enProblems } from './en/problems.ts'
import { setUp as enSetUp } from './en/set-up.ts'
import { sharing as enSharing } from './en/sharing.ts'
import { shell as enShell } from './en/shell.ts'
import { telling as enTelling } from './en/telling.ts'
import { together as enTogether } from './en/together.ts'
import { triage as enTriage } from './en/triage.ts'
import { views as enViews } from './en/views.ts'
import { acting } from './fr/acting.ts'
import { board } from './fr/board.ts'
import { common } from './fr/common.ts'
import { dispatching } from './fr/dispatching.ts'
import { handing } from './fr/handing.ts'
import { help } from './fr/help.ts'
import { importRow } from './fr/import-row.ts'
import { imports } from './fr/imports.ts'
import { lanes } from './fr/lanes.ts'
import { people } from './fr/people.ts'
import { print } from './fr/print.ts'
import { problems } from './fr/problems.ts'
import { setUp } from './fr/set-up.ts'
import { sharing } from './fr/sharing.ts'
import { shell } from './fr/shell.ts'
import { telling } from './fr/telling.ts'
import { together } from './fr/together.ts'
import { triage } from './fr/triage.ts'
import { views } from './fr/views.ts'

const fr = {
  acting,
  board,
  common,
  dispatching,
  handing,
  help,
  importRow,
  imports,
  lanes,
  people,
  print,
  problems,
  setUp,
  sharing,
  shell,
  telling,
  together,
  triage,
  views,
}
export type Words = typeof fr
const en: Words = {
  acting: enActing,
  board: enBoard,
  common: enCommon,
  dispatching: enDispatching,
  handing: enHanding,
  help: enHelp,
  importRow: enImportRow,
  imports: enImports,
  lanes: enLanes,
  people: enPeople,
  print: enPrint,
  problems: enProblems,
  setUp: enSetUp,
  sharing: enSharing,
  shell: enShell,
  telling: enTelling,
  together: enTogether,
  triage: enTriage,
  views: enViews,
}

/** The words of the chosen language: `t().common.save`, `t().imports.rows(3)`. Read it inside JSX so that it follows. */
export function t(): Words {
  return language() === 'fr' ? fr : en
}

/** What happened, from the stable code of a problem; a code without words gets the general sentence. */
export function problemText(code: string): string {
  const words: Readonly<Record<string, string>> = t().problems
  return words[code] ?? t().problems.unexpected
}
