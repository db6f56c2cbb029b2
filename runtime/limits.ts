/** The limits of a run. @module */

/** What one run may use. Sizes in bytes, times in milliseconds, memory in MiB. */
export interface ScriptLimits {
  /** From the call to the outcome, compile included. */
  wall_ms: number
  /** CPU of the isolate's thread during the run. */
  cpu_ms: number
  /** CPU of hashing passwords and deriving keys for the run (PBKDF2, scrypt, bcrypt, Argon2 …), beside `cpu_ms`. */
  kdf_cpu_ms: number
  /** Maximum duration of one derivation; then its process is killed. */
  kdf_lease_ms: number
  /** One uninterrupted entry into the isolate, without the time in which it waits for a hash. */
  entry_ms: number
  /** Grace after `entry_ms` before the runner is killed. */
  entry_grace_ms: number
  isolate_mb: number
  /** Resident memory of the runner process. */
  runner_mb: number
  source_bytes: number
  result_bytes: number
  result_depth: number
  /** Keys and elements. */
  result_values: number
  log_bytes: number
  log_line_bytes: number
  sockets_open: number
  sockets_per_run: number
  received_bytes: number
  sent_bytes: number
  dns_lookups: number
  dns_ms: number
  connect_ms: number
  socket_idle_ms: number
  redirects: number
  timers: number
  host_calls: number
  /** Runs of one connection at the same time, each in an isolate of its own. */
  runs_per_connection: number
  /** Runs of all connections of one tenant at the same time. */
  runs_per_tenant: number
  /** Test-runs of one tenant at the same time; they take no place of its other runs. */
  test_runs_per_tenant: number
  queue_length: number
  queue_ms: number
  /** An isolate, or a runner without one, is retired after this time without a run. */
  idle_ms: number
  /** CPU an isolate may use between two runs, for keep-alives of kept connections. */
  idle_cpu_ms: number
}

/** The limits without settings of the operator. */
export const DEFAULT_LIMITS: ScriptLimits = {
  wall_ms: 20_000,
  cpu_ms: 2_000,
  kdf_cpu_ms: 5_000,
  kdf_lease_ms: 20_000,
  entry_ms: 1_000,
  entry_grace_ms: 500,
  isolate_mb: 128,
  runner_mb: 512,
  source_bytes: 100 * 1024,
  result_bytes: 256 * 1024,
  result_depth: 20,
  result_values: 10_000,
  log_bytes: 64 * 1024,
  log_line_bytes: 4 * 1024,
  sockets_open: 10,
  sockets_per_run: 25,
  received_bytes: 32 * 1024 * 1024,
  sent_bytes: 8 * 1024 * 1024,
  dns_lookups: 25,
  dns_ms: 3_000,
  connect_ms: 5_000,
  socket_idle_ms: 15_000,
  redirects: 5,
  timers: 1_000,
  host_calls: 50_000,
  runs_per_connection: 20,
  runs_per_tenant: 100,
  test_runs_per_tenant: 5,
  queue_length: 200,
  queue_ms: 5_000,
  idle_ms: 60_000,
  idle_cpu_ms: 500,
}

/** @returns the limits, each lowered to that of a call where it has one: none is raised */
export function lowerLimits(limits: ScriptLimits, own: Partial<ScriptLimits> | undefined): ScriptLimits {
  if (!own) return limits
  const lowered = { ...limits }
  for (const key of Object.keys(limits) as (keyof ScriptLimits)[]) {
    lowered[key] = Math.min(limits[key], own[key] ?? limits[key])
  }
  return lowered
}
