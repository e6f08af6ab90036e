/** Every size of the benchmarks. Times are in seconds; `rate` is moves a second and writer. */
export const sizes = {
  /** Each figure is the median of that many runs, each against a server process of its own. */
  repetitions: 3,
  /** Cards of the board: the telephone platform of the demonstration. */
  cards: 3300,
  W1: { clients: 50, writers: 20, rate: 5, warm: 2, measured: 15 },
  W2: { clients: 500, writers: 5, rate: 5, warm: 2, measured: 15 },
  W3: { clients: 50, rounds: 3 },
  /** Our server reads at most 100 frames a second of one socket, so ten writers meet that limit first. */
  W4: { clients: 10, writers: 10, inFlight: 16, warm: 2, measured: 8 },
  /** Navigations of one browser, each in a fresh context. */
  open: { navigations: 5 },
  /** A SIEI campaign against the files of a large mission locale. */
  matching: { rows: 3300, files: 30_000 },
  /** A list while a colleague works; `--rows 3300,20000` for others. */
  import: { rows: 3300 },
} as const

/** Sizes of the comparison with other servers: shorter, because each is run on three of them in turn. */
export const rivalSizes = {
  W1: { ...sizes.W1, measured: 10 },
  W2: { ...sizes.W2, measured: 10 },
  W3: sizes.W3,
  W4: { ...sizes.W4, measured: 6 },
  W5: { clients: 500, boards: 5 },
  /** A document that has been worked in for a long time. */
  aged: { moves: 100_000, leasedIds: 50, clientIds: 6_000 },
} as const

/** Sizes of the screen's benchmark. */
export const screenSizes = {
  cards: [400, 3300, 20_000],
  /** Each is a navigation with what a browser keeps of an earlier visit. */
  navigations: 5,
  filterRounds: 5,
  drops: 30,
  remoteMovesPerSecond: 20,
  dragSeconds: 8,
  /** One a second. */
  hourOfMoves: 3600,
  warmMoves: 600,
  movesAtOnce: 5,
  /** Below the 100 frames a second that the server reads of one socket. */
  msPerMove: 12,
} as const
