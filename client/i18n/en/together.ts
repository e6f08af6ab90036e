import { counter } from '../plural.ts'
import type { together as fr } from '../fr/together.ts'
import type { Trade } from './trade.ts'

const { count } = counter('en')
const cards = { one: 'card', other: 'cards' }
const changes = { one: 'change', other: 'changes' }

export const together = (w: Trade): ReturnType<typeof fr> => ({
  hand: {
    moved: (who: string, place: string) =>
      `${who} has just moved it: ${place}. Drop it to take it again, Esc to leave it.`,
    gone: (name: string) => `${name} is no longer on the board. Nothing was dropped.`,
  },
  lane: {
    becomes: (lane: string, n: number, late: number) =>
      `${lane}: ${count(n, { one: 'young person', other: 'young people' })}, ${late} overdue`,
  },
  remote: {
    moved: (who: string, name: string, place: string) => `${who} moved ${name} to ${place}`,
    movedMany: (n: number, who: string) => `${count(n, cards)} moved by ${who}`,
    changed: (who: string, name: string) => `${who} changed ${name}`,
    changedMany: (n: number, who: string) => `${count(n, cards)} changed by ${who}`,
    come: (n: number) => `${count(n, cards)} added to the board`,
    gone: (n: number) => `${count(n, cards)} taken off the board`,
  },
  give: {
    action: 'Assign to…',
    title: (name: string) => `Assign ${name} to`,
    titleMany: (n: number) => `Assign ${count(n, cards)} to`,
    choose: `Choose a ${w.lane} first.`,
    asCard: 'As the card has it',
    crosses: (n: number) => `${count(n, cards)} will change ${w.lane}.`,
  },
  undo: {
    undo: (what: string) => `Undo: ${what}`,
    redo: (what: string) => `Redo: ${what}`,
    nothingToUndo: 'Nothing to undo',
    nothingToRedo: 'Nothing to redo',
    move: (what: string) => `move ${what}`,
    share: (what: string) => `share out ${what}`,
    cover: (what: string) => `reassign ${what}`,
    again: (what: string) => `take up ${what} again`,
    dispatch: (what: string) => `dispatch ${what}`,
    accept: (what: string) => `accept ${what}`,
    giveBack: (what: string) => `return ${what}`,
    sendBack: (what: string) => `send back ${what}`,
    fact: (what: string) => `complete ${what}`,
    attempt: (what: string) => `note an attempt, ${what}`,
    lasts: (what: string) => `Cannot be undone: ${what}`,
    cards: (n: number) => count(n, cards),
    undone: (what: string) => `Undone: ${what}`,
    redone: (what: string) => `Redone: ${what}`,
    left: (what: string, who: string) => `Not undone: ${who} has moved ${what} since`,
    gone: (what: string) => `Not undone: no longer on the board, ${what}`,
    group: 'Undo and redo',
  },
  people: {
    button: (n: number) =>
      `Online, ${count(n, { one: 'other person', other: 'other people' })}. See who does what`,
    title: 'Online',
    alone: 'nobody else right now',
    offline: 'Offline, nobody knows who is here.',
    reads: (card: string) => `on ${card}`,
    writes: (card: string, field: string) => `writing on ${card}: ${field}`,
    drags: (card: string) => `moving ${card}`,
    looks: (place: string) => `looking at ${place}`,
    board: 'on the board',
    idle: 'idle',
    away: 'away',
    followWord: 'Follow',
    follow: (name: string) => `Follow ${name}`,
    stop: 'Browse alone',
    following: (name: string) => `You follow ${name}`,
    followHint: 'Any act of yours takes the lead back.',
    followHidden: 'Your filters hide the card this person is on.',
    stopped: (name: string) => `You no longer follow ${name}`,
    left: (name: string) => `${name} has left the board`,
  },
  /** Moves of one's own that were not kept. */
  lost: {
    title: 'Moves that were not kept',
    overtaken: (n: number, who: string) =>
      `${who} moved ${count(n, cards)} before you. Your choices were not kept.`,
    mixed: (n: number) =>
      `${count(n, { one: 'move was not kept', other: 'moves were not kept' })}: colleagues had been there before you, or it was refused.`,
    overtakenBySeveral: (n: number) =>
      `Colleagues moved ${count(n, cards)} before you. Your choices were not kept.`,
    see: 'See the list',
    wanted: (place: string) => `You wanted: ${place}.`,
    takeAll: (n: number) => `Take up all ${n} again`,
    taken: (n: number) => `${count(n, cards)} taken up again`,
    leave: 'Leave as it is',
    leaveAll: 'Leave all as they are',
  },
  back: {
    title: 'Back online',
    summary: (kept: number, not: number) =>
      kept + not === 0
        ? 'Back online.'
        : not === 0
          ? `Back online. ${count(kept, changes)} saved.`
          : `Back online. ${count(kept, changes)} saved, ${not} not kept.`,
    see: 'See the list',
    kept: (n: number) => `${n} saved`,
    not: (n: number) => `${n} not kept`,
    refused: (why: string) => `refused: ${why}`,
    overtaken: (who: string, place: string) => `${who} moved it to ${place} before you`,
    overtakenEdit: (who: string) => `${who} changed it before you`,
    unsent: 'the card has changed meanwhile',
    takeBack: (name: string) => `Take ${name} again`,
  },
})
