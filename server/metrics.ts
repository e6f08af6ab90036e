import { collectDefaultMetrics, Registry } from 'prom-client'

/** Where every part registers what it counts; one for each server, so that two in one process do not add up. */
export type Metrics = Registry

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}
