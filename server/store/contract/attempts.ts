/** Failed sign-ins, counted against password guessing, and each tenant's protection settings. @module */
import type { Json } from '../../../runtime/index.ts'

/** The person and the address of an attempt. */
export interface LoginSubject {
  connection_id: string
  /** Normalised identifier as typed: failures are counted whether or not there is such a user (A1). */
  person: string
  /** An IP, or an IPv6 network of 64 bits. */
  address: string
}

/** Failures that count against the next attempt. */
export interface LoginFailures {
  /** Consecutive failures of this person from this address. */
  from_address: number
  /** Consecutive failures of this person from all addresses. */
  from_everywhere: number
  /** Failures of this person from all addresses within a day that started with the first of them. */
  of_the_day: number
  /** When the bucket of this address will be empty; a time in the past means that it is empty. */
  address_empty_at: number
}

/** A person whose failures reached a threshold. */
export interface FailedPerson extends LoginSubject {
  failures: number
  last_at: number
}

/** The keys that a failure is counted under. */
export interface FailureCount {
  /** Whether it counts in a row; only wrong passwords do. */
  in_row: boolean
  /** Milliseconds in which one failure leaks out of the bucket of the address; undefined = the address has no bucket. */
  address_leak_ms: number | undefined
  /** Missing = the failure cannot be undone. */
  undoable?: FailureMark
}

/** Marks failures that can be undone together. */
export interface FailureMark {
  /** Names an error of a script's revision, within the connection. */
  mark: string
  /** Failures with that mark from before this time stay counted. */
  since: number
}

/** Names of `/api/v2/attack-protection/{name}`. */
export type ProtectionName = 'brute-force-protection' | 'suspicious-ip-throttling'

export interface AttemptStore {
  /** Failures count in a row for 30 days after the last. */
  findLoginFailures(tenant_id: string, of: LoginSubject): Promise<LoginFailures>
  /** @returns the counts after it; a deleted connection counts nothing */
  addLoginFailure(tenant_id: string, of: LoginSubject, count: FailureCount): Promise<LoginFailures>
  /**
   * Undoes the failures that a mark counted within the last day.
   *
   * @param of.address_leak_ms the value with which they were counted
   * @returns the number of people with an undone failure
   */
  undoLoginFailures(
    tenant_id: string,
    of: FailureMark & { connection_id: string; address_leak_ms: number | undefined },
  ): Promise<number>
  /** After a success: ends the failures in a row. The count of the day stays. */
  endLoginFailures(tenant_id: string, of: LoginSubject): Promise<void>
  /**
   * Lifts blocks of a person.
   *
   * @param of.connection_id default: all connections
   * @returns whether there was a failure
   */
  forgetLoginFailures(tenant_id: string, of: { person: string; connection_id?: string }): Promise<boolean>
  /** Newest first. `address` is '' for the count from everywhere. */
  listFailedPersons(
    tenant_id: string,
    person: string,
    least_failures: number,
    limit: number,
  ): Promise<FailedPerson[]>
  /** @returns tenants with more than `kept` counts; `through`: when the newest surplus count last changed */
  findSurplusFailures(kept: number): Promise<{ tenant_id: string; through: number }[]>
  /** Deletes at most `limit` of the counts that changed longest ago. @returns how many */
  deleteOldFailures(tenant_id: string, through: number, limit: number): Promise<number>

  /** Settings as saved; a name that was never saved is missing. */
  findProtection(tenant_id: string): Promise<{ [name in ProtectionName]?: Json }>
  saveProtection(tenant_id: string, name: ProtectionName, settings: Json): Promise<void>
}
