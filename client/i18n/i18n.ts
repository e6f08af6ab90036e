// French is the source; an English dictionary that misses a key does not compile.
import type { TemplateName } from '#shared/domain/templates.ts'
import { language, type Language } from './language.ts'
import { template } from './template.ts'
import { acting as enActing } from './en/acting.ts'
import { agreement as enAgreement } from './en/agreement.ts'
import { board as enBoard } from './en/board.ts'
import { common as enCommon } from './en/common.ts'
import { dispatching as enDispatching } from './en/dispatching.ts'
import { drawer as enDrawer } from './en/drawer.ts'
import { handing as enHanding } from './en/handing.ts'
import { help as enHelp } from './en/help.ts'
import { importRow as enImportRow } from './en/import-row.ts'
import { importSectors as enImportSectors } from './en/import-sectors.ts'
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
import { trade as enTrade, type Trade as EnTrade } from './en/trade.ts'
import { triage as enTriage } from './en/triage.ts'
import { views as enViews } from './en/views.ts'
import { acting } from './fr/acting.ts'
import { agreement } from './fr/agreement.ts'
import { board } from './fr/board.ts'
import { common } from './fr/common.ts'
import { dispatching } from './fr/dispatching.ts'
import { drawer } from './fr/drawer.ts'
import { handing } from './fr/handing.ts'
import { help } from './fr/help.ts'
import { importRow } from './fr/import-row.ts'
import { importSectors } from './fr/import-sectors.ts'
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
import { trade as frTrade, type Trade as FrTrade } from './fr/trade.ts'
import { triage } from './fr/triage.ts'
import { views } from './fr/views.ts'

function frOf(w: FrTrade) {
  return {
    acting: acting(w),
    agreement,
    board: board(w),
    common: common(w),
    dispatching: dispatching(w),
    drawer: drawer(w),
    handing: handing(w),
    help: help(w),
    importRow,
    importSectors: importSectors(w),
    imports,
    lanes: lanes(w),
    people: people(w),
    print: print(w),
    problems: problems(w),
    setUp,
    sharing: sharing(w),
    shell,
    telling,
    together: together(w),
    triage: triage(w),
    views: views(w),
  }
}
export type Words = ReturnType<typeof frOf>
function enOf(w: EnTrade): Words {
  return {
    acting: enActing(w),
    agreement: enAgreement,
    board: enBoard(w),
    common: enCommon(w),
    dispatching: enDispatching(w),
    drawer: enDrawer(w),
    handing: enHanding(w),
    help: enHelp(w),
    importRow: enImportRow,
    importSectors: enImportSectors(w),
    imports: enImports,
    lanes: enLanes(w),
    people: enPeople(w),
    print: enPrint(w),
    problems: enProblems(w),
    setUp: enSetUp,
    sharing: enSharing(w),
    shell: enShell,
    telling: enTelling,
    together: enTogether(w),
    triage: enTriage(w),
    views: enViews(w),
  }
}

/** Both languages, each in the words of both kinds of campaign. */
const dictionaries: Readonly<Record<Language, Readonly<Record<TemplateName, Words>>>> = {
  fr: { mission_locale: frOf(frTrade.mission_locale), platform: frOf(frTrade.platform) },
  en: { mission_locale: enOf(enTrade.mission_locale), platform: enOf(enTrade.platform) },
}

/**
 * The words of the chosen language, and of the open campaign's work: `t().common.save`, `t().imports.rows(3)`. Read it
 * inside JSX so that it follows.
 */
export function t(): Words {
  return wordsOf(template())
}

/** The same for another campaign than the open one. */
export function wordsOf(other: TemplateName): Words {
  return dictionaries[language()][other]
}

/** What happened, from the stable code of a problem; a code without words gets the general sentence. */
export function problemText(code: string): string {
  const words: Readonly<Record<string, string>> = t().problems
  return words[code] ?? t().problems.unexpected
}
