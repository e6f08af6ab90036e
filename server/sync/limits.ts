/** What one socket, one update and one room may cost. [G10] */
export interface Limits {
  /** Bytes of one WebSocket frame, beside what a document's deletions take. An offline session returns in one frame. */
  readonly frameBytes: number
  readonly structs: number
  /** Deletions that an update may list beside those of the document: whoever returns lists all that it knows of. */
  readonly deleteRanges: number
  /** Items that Yjs may walk over to place those of one update that do not follow each other. */
  readonly searchSteps: number
  /** Depth of a JSON value. */
  readonly depth: number
  /** Characters and entries of one JSON value, all in all. */
  readonly valueSize: number
  /** Frames a second, over a while; a socket above it is read more slowly. */
  readonly framesPerSecond: number
  readonly burst: number
  /** Bytes of a frame that count as one more. */
  readonly bytesPerToken: number
  /** Frames that a question counts for: what is missing is encoded for each. */
  readonly questionCost: number
  /** Questions a second of one person who has a past, over whatever socket, and how many at once. */
  readonly questionsPerSecond: number
  readonly questionBurst: number
  /** Updates that wait in one room, and their bytes. */
  readonly queue: number
  readonly queueBytes: number
  /** Bytes of the updates that wait in all rooms of a process. */
  readonly backlogBytes: number
  /** Bytes of the updates that one commit keeps, beside one that is larger. */
  readonly batchBytes: number
  /** Sockets of one person in this process. */
  readonly socketsPerUser: number
  /** Bytes waiting in a socket before it is put on a diet. */
  readonly bufferedBytes: number
  /** A socket on a diet whose buffer did not shrink for this long is closed. */
  readonly stuckMs: number
  /** Between two words to somebody to whom nothing happens. */
  readonly heartbeatMs: number
  /** A socket that gave no sign of life for this long has gone without a word. */
  readonly silentMs: number
  /** A commit that PostgreSQL does not answer for this long counts as one whose end is not known. [G1] */
  readonly commitMs: number
  /** After another process wrote a document, commits of this one are judged under the lock for this long. [G8] */
  readonly lockedMs: number
  /** Rows or bytes of the log that no snapshot holds before one is written. */
  readonly logRows: number
  readonly logBytes: number
  /** Client ids that ever wrote to a document before it is rebuilt at a quiet moment. [G12] */
  readonly wornClients: number
  /** The same for structs beside what its content needs; a large document may carry as many as its content. */
  readonly wornStructs: number
  /** That many times as much is rebuilt at once, whoever is connected. */
  readonly spentFactor: number
}

export const defaultLimits: Limits = {
  frameBytes: 2 * 1024 * 1024,
  structs: 20_000,
  deleteRanges: 20_000,
  searchSteps: 20_000,
  depth: 8,
  valueSize: 30_000,
  framesPerSecond: 100,
  burst: 400,
  bytesPerToken: 8 * 1024,
  questionCost: 20,
  questionsPerSecond: 10,
  questionBurst: 200,
  queue: 5_000,
  queueBytes: 32 * 1024 * 1024,
  backlogBytes: 128 * 1024 * 1024,
  batchBytes: 4 * 1024 * 1024,
  socketsPerUser: 50,
  bufferedBytes: 1024 * 1024,
  stuckMs: 10_000,
  heartbeatMs: 10_000,
  silentMs: 35_000,
  commitMs: 20_000,
  lockedMs: 10_000,
  logRows: 2_000,
  logBytes: 4 * 1024 * 1024,
  wornClients: 300,
  wornStructs: 20_000,
  spentFactor: 10,
}
