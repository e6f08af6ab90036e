// What the search offers for what is typed: young people, advisers, actions.
import { createMemo, type Accessor } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { fold, fullName } from '#shared/domain/names.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { CardView } from './card-view.ts'
import type { Flag } from './filters.ts'
import { findNamed } from './find.ts'
import { createNumberSearch, type NumberSearch } from './find-number.ts'
import { everyOfficer } from './frame.ts'
import { knownSign } from './known-sign.ts'
import { laneName, placeOfLiving } from './place-words.ts'
import { useScreen } from './screen.ts'

export interface Result {
  readonly id: string
  readonly icon: IconName
  readonly name: string
  /** The letters searched for are marked. */
  readonly marked: boolean
  /** After the name: ", 18 ans, 11e". */
  readonly after: string
  readonly detail: string
  readonly view?: CardView
  readonly run: () => void
}

export interface ResultGroup {
  readonly kind: 'numbers' | 'youths' | 'officers' | 'actions'
  readonly title: string
  readonly results: readonly Result[]
}

/** What the page does with a choice. */
export interface PaletteActs {
  readonly close: () => void
  readonly show: (card: CardId) => void
  readonly officer: (officer: string) => void
  readonly narrow: (text: string) => void
  readonly flag: (flag: Flag) => void
  readonly clear: () => void
  readonly filtering: () => boolean
  readonly keys: () => void
  /** null for who may not import. */
  readonly imports: (() => void) | null
}

const shownYouths = 8
const shownOfficers = 3

export interface Results {
  readonly groups: Accessor<readonly ResultGroup[]>
  /** What to say where nobody is found; empty when somebody is. */
  readonly nobody: Accessor<string>
  /** The search by number: what it finds is not among the groups before it has answered. */
  readonly numbers: Accessor<NumberSearch>
}

export function useResults(text: Accessor<string>, acts: PaletteActs): Results {
  const screen = useScreen()
  const numbers = createNumberSearch(text, screen)
  const after = (run: () => void) => () => {
    acts.close()
    run()
  }

  function youths(): Result[] {
    return findNamed(screen.store.index.views(), text(), shownYouths).map(youth)
  }

  function youth(view: CardView): Result {
    const words = t().board.card
    const frame = screen.store.frame()
    const { age } = view.card.who
    const living = placeOfLiving(view.card.who)
    const stage = t().common.stages[view.card.at.stage]
    const detail =
      view.card.at.lane === null
        ? t().common.toDispatch
        : `${laneName(frame, view.card.at.lane)}, ${stage.toLowerCase()}`
    return {
      id: view.id,
      icon: knownSign(view).icon,
      name: view.name,
      marked: true,
      after: [age === null ? '' : words.age(age), living]
        .filter(Boolean)
        .map((part) => `, ${part}`)
        .join(''),
      detail,
      view,
      run: after(() => acts.show(view.id)),
    }
  }

  /** By a number: nothing of the number is shown, only which of them it is. */
  function numbered(): Result[] {
    const search = numbers()
    if (search.kind !== 'found') return []
    return search.found.map(({ card, by }) => {
      const reason = t().acting.find.by[by]
      const view = screen.store.index.view(card.id)
      if (view) {
        const result = youth(view)
        return Object.assign(result, { marked: false, detail: `${reason}, ${result.detail}` })
      }
      // Off the board: the drawer still shows it.
      return {
        id: card.id,
        icon: 'user',
        name: fullName(card),
        marked: false,
        after: card.age === null ? '' : `, ${t().board.card.age(card.age)}`,
        detail: `${reason}, ${t().acting.find.offBoard}`,
        run: after(() => acts.show(card.id)),
      }
    })
  }

  function officers(): Result[] {
    const known = new Map(everyOfficer(screen.store.frame()).map((one) => [one.id, one]))
    const named = [...known.values()].map((one) => ({
      id: one.id,
      name: one.name,
      search: fold(one.name),
    }))
    return findNamed(named, text(), shownOfficers).map((one) => ({
      id: one.id,
      icon: 'users',
      name: one.name,
      marked: true,
      after: '',
      detail: t().acting.find.load(screen.store.count(`officer/${one.id}`)),
      run: after(() => acts.officer(one.id)),
    }))
  }

  function actions(): Result[] {
    const words = t().acting.find
    const typed = text().trim()
    const offered: [id: string, icon: IconName, name: string, run: () => void][] = []
    if (acts.filtering()) offered.push(['clear', 'x', words.clear, acts.clear])
    offered.push(
      ['overdue', 'clock-alert', words.overdue, () => acts.flag('overdue')],
      ['incomplete', 'circle-dashed', words.incomplete, () => acts.flag('incomplete')],
      ['keys', 'circle-question-mark', words.keys, acts.keys],
    )
    if (acts.imports) offered.push(['import', 'file-up', words.import, acts.imports])
    const asked = fold(typed).split(' ')
    const fitting = offered.filter(([, , name]) => asked.every((word) => fold(name).includes(word)))
    // No name begins like a number, and the number of a youth is nothing for the board to keep.
    if (typed !== '' && !/^[+(\d]/.test(typed)) {
      fitting.push(['narrow', 'list-checks', words.narrow(typed), () => acts.narrow(typed)])
    }
    return fitting.map(([id, icon, name, run]) => ({
      id,
      icon,
      name,
      marked: false,
      after: '',
      detail: '',
      run: after(run),
    }))
  }

  const groups = createMemo(() => {
    const words = t().acting.find
    const all: ResultGroup[] = [
      { kind: 'numbers', title: words.numbers, results: numbered() },
      { kind: 'youths', title: words.youths, results: youths() },
      { kind: 'officers', title: words.officers, results: officers() },
      { kind: 'actions', title: words.actions, results: actions() },
    ]
    return all.filter((group) => group.results.length > 0)
  })
  const nobody = () => {
    const words = t().acting.find
    const search = numbers()
    if (text().trim() === '') return ''
    if (groups().some(({ kind }) => kind === 'numbers' || kind === 'youths')) return ''
    return search.kind === 'idle' ? words.none : words.byNumber[search.kind]
  }
  return { groups, nobody, numbers }
}
