/** Failed logins, counted so that passwords cannot be guessed, and each tenant's settings about it. @module */
import type { Json } from '../../../runtime/index.ts'

/** Whom and where from a login was tried. */
export interface LoginSubject {
  connection_id: string
  /** Normalised identifier as typed: failures are counted whether or not there is such a user (A1). */
  person: string
  /** An IP, or an IPv6 network of 64 bits. */
  address: string
}

/** What counts against the next attempt. */
export interface LoginFailures {
  /** In a row, of this person from this address. */
  from_address: number
  /** In a row, of this person from everywhere. */
  from_everywhere: number
  /** Of this person from everywhere, in the window of a day that began with the first of them. */
  of_the_day: number
  /** When the bucket of this address will have leaked empty; in the past = it is. */
  address_empty_at: number
}

/** A person whose failures reached a threshold. */
export interface FailedPerson extends LoginSubject {
  failures: number
  last_at: number
}

/** What to count a failure under. */
export interface FailureCount {
  /** Whether it counts in a row; only wrong passwords do. */
  in_row: boolean
  /** Milliseconds until one failure has leaked out of the bucket of the address; undefined = not counted there. */
  address_leak_ms: number | undefined
  /** Missing = for good. */
  undoable?: FailureMark
}

/** What failures are taken back by. */
export interface FailureMark {
  /** Names an error of a script's revision, within the connection. */
  mark: string
  /** Failures of that mark that began earlier stay. */
  since: number
}

/** Names of `/api/v2/attack-protection/{name}`. */
export type ProtectionName = 'brute-force-protection' | 'suspicious-ip-throttling'

export interface AttemptStore {
  /** Failures count in a row for 30 days after the last. */
  findLoginFailures(tenant_id: string, of: LoginSubject): Promise<LoginFailures>
  /** @returns what counts from now on; nothing is counted for a connection that is gone */
  addLoginFailure(tenant_id: string, of: LoginSubject, count: FailureCount): Promise<LoginFailures>
  /**
   * Takes back what a mark counted within the last day.
   *
   * @param of.address_leak_ms as when it was counted
   * @returns people for whom something was taken back
   */
  undoLoginFailures(
    tenant_id: string,
    of: FailureMark & { connection_id: string; address_leak_ms: number | undefined },
  ): Promise<number>
  /** After a success: nothing is in a row any more. What counts by the day stays. */
  endLoginFailures(tenant_id: string, of: LoginSubject): Promise<void>
  /**
   * Lifts blocks of a person.
   *
   * @param of.connection_id default: in every connection
   * @returns whether anything counted
   */
  forgetLoginFailures(tenant_id: string, of: { person: string; connection_id?: string }): Promise<boolean>
  /** Newest first. `address` is '' for the count from everywhere. */
  listFailedPersons(
    tenant_id: string,
    person: string,
    least_failures: number,
    limit: number,
  ): Promise<FailedPerson[]>
  /** @returns tenants with more than `kept` counts, and up to when the last of the others changed */
  findSurplusFailures(kept: number): Promise<{ tenant_id: string; through: number }[]>
  /** Deletes the counts that changed longest ago, at most so many. @returns how many */
  deleteOldFailures(tenant_id: string, through: number, limit: number): Promise<number>

  /** As saved; names that were never saved are missing. */
  findProtection(tenant_id: string): Promise<{ [name in ProtectionName]?: Json }>
  saveProtection(tenant_id: string, name: ProtectionName, settings: Json): Promise<void>
}
