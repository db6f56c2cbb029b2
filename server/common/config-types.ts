/** The settings after the check. @module */
import type { LogFormat, LogLevel } from './log.ts'

/** Settings after the check. */
export interface Config {
  /** 0 = any free port. */
  port: number
  host: string
  /** Absolute path. */
  data_dir: string
  /** Without a trailing slash; undefined = the address that the server is bound to. */
  public_url: string | undefined
  /** Of the other tenants: `{tenant}` stands for the name. Without a trailing slash; undefined = below `localhost`. */
  tenant_url: string | undefined
  /** Whether the default tenant answers at hosts that are not configured. */
  any_host: boolean
  /** Names of tenants that may show a sign-in page of their own HTML; `*`: all. */
  classic_pages: readonly string[]
  /** Asked for the TXT records of custom domains: IP addresses, with a port or without. Empty = those of the system. */
  dns_servers: readonly string[]
  /** A PostgreSQL store; undefined = the embedded store in the data folder. */
  database: DatabaseConfig | undefined
  secret: string | undefined
  previous_secret: string | undefined
  admin_client: { client_id: string; client_secret: string } | undefined
  sandbox_allow: readonly string[]
  script_timeout_ms: number
  drain_ms: number
  /** Before that: how long connections are still taken. */
  drain_notice_ms: number
  /** Days that entries of the tenants' logs are kept. */
  log_days: number
  /** The same for entries about actions of members and clients. */
  audit_log_days: number
  /** Most entries of a tenant in a day that strangers can cause, such as failed sign-ins. */
  log_strangers_per_day: number
  /** Free space of the data folder's disk below which the operator is warned. */
  disk_low_bytes: number | undefined
  /** Time limit of a list or search. */
  read_timeout_ms: number
  trusted_proxies: readonly string[]
  /** Most connections of one address that is not a trusted proxy. */
  connections_per_address: number
  /** Undefined = mails become files in the outbox of the data folder. */
  smtp: { url: string; from: string } | undefined
  /** Calls per second; 0 = without limit. */
  rate_limits: { management_per_s: number; authentication_per_s: number }
  /** Listener of the metrics; undefined = no metrics are kept. `port` 0 = any free one. */
  metrics: { host: string; port: number } | undefined
}

/** How the operator's log is written. `format` undefined = by where it goes. */
export interface LogSettings {
  level: LogLevel
  format: LogFormat | undefined
}

/** Where PostgreSQL is, and how it is used. */
export interface DatabaseConfig {
  /** Without a `databaseUrlProblem`. Contains the password. */
  url: string
  /** Absolute path of a PEM file; undefined = the authorities that Node trusts. */
  ca_file: string | undefined
  /** Most connections of this server. */
  connections: number
  /** Accepts `synchronous_commit = off`. */
  may_lose_commits: boolean
}
