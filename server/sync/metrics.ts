import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What the rooms count; labels hold codes, never people or documents. */
export interface SyncMetrics {
  readonly commitSeconds: Histogram
  readonly ackSeconds: Histogram
  readonly batchSize: Histogram
  readonly judgedOnTop: Counter
  readonly queued: Gauge
  readonly queuedBytes: Gauge
  readonly verdicts: Counter<'verdict' | 'code'>
  readonly violations: Counter<'code'>
  readonly closes: Counter<'code'>
  readonly lagging: Counter
  readonly held: Counter<'why'>
  readonly encodings: Counter<'what'>
  readonly connections: Gauge
  readonly rooms: Gauge
  readonly reloads: Counter<'why'>
  readonly caughtUp: Counter<'by'>
  readonly epochs: Counter
  readonly notifySeconds: Histogram
}

export function createSyncMetrics(registry: Registry): SyncMetrics {
  const registers = [registry]
  return {
    commitSeconds: new Histogram({
      name: 'relance_sync_commit_seconds',
      help: 'Time of one batch, from taking the lock to its commit',
      buckets: seconds,
      registers,
    }),
    ackSeconds: new Histogram({
      name: 'relance_sync_ack_seconds',
      help: 'Time from receiving an update to acknowledging it',
      buckets: seconds,
      registers,
    }),
    batchSize: new Histogram({
      name: 'relance_sync_batch_works',
      help: 'Updates and commands kept by one commit',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    }),
    judgedOnTop: new Counter({
      name: 'relance_sync_judged_on_top_total',
      help: 'Batches judged while the one before was being kept',
      registers,
    }),
    queued: new Gauge({
      name: 'relance_sync_queued_works',
      help: 'Updates and commands that wait, in all rooms',
      registers,
    }),
    queuedBytes: new Gauge({
      name: 'relance_sync_queued_bytes',
      help: 'Bytes of the updates that wait, in all rooms',
      registers,
    }),
    verdicts: new Counter({
      name: 'relance_sync_changes_total',
      help: 'Changes by what became of them',
      labelNames: ['verdict', 'code'],
      registers,
    }),
    violations: new Counter({
      name: 'relance_sync_violations_total',
      help: 'Updates outside the grammar, by code',
      labelNames: ['code'],
      registers,
    }),
    closes: new Counter({
      name: 'relance_sync_closes_total',
      help: 'Sockets that the server closed, by code',
      labelNames: ['code'],
      registers,
    }),
    lagging: new Counter({
      name: 'relance_sync_lagging_total',
      help: 'Times a slow reader was put on a diet',
      registers,
    }),
    held: new Counter({
      name: 'relance_sync_held_total',
      help: 'Times a socket was not read for a while: above its rate, or because it does not read itself',
      labelNames: ['why'],
      registers,
    }),
    encodings: new Counter({
      name: 'relance_sync_encodings_total',
      help: 'Times a document, or what somebody lacks of it, was encoded to answer a question',
      labelNames: ['what'],
      registers,
    }),
    connections: new Gauge({
      name: 'relance_sync_connections',
      help: 'Open sockets',
      registers,
    }),
    rooms: new Gauge({ name: 'relance_sync_rooms', help: 'Documents in memory', registers }),
    reloads: new Counter({
      name: 'relance_sync_reloads_total',
      help: 'Documents dropped from memory, by reason',
      labelNames: ['why'],
      registers,
    }),
    caughtUp: new Counter({
      name: 'relance_sync_caught_up_total',
      help: 'Updates of other processes taken over, by what told of them',
      labelNames: ['by'],
      registers,
    }),
    notifySeconds: new Histogram({
      name: 'relance_sync_notify_seconds',
      help: 'Age of an update of another process when it was taken over here, by the clock of the database',
      buckets: seconds,
      registers,
    }),
    epochs: new Counter({
      name: 'relance_sync_epochs_total',
      help: 'Documents made anew from their content, because they carried too much of their past',
      registers,
    }),
  }
}
