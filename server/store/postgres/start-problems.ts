/** Explanations for the operator of why a PostgreSQL store cannot be opened. @module */
import { StoreStartError } from '../contract/errors.ts'
import { DriverFailure } from './failures.ts'

/** What the server says when it lets nobody in, by SQLSTATE, and what to do about it. */
const REFUSALS: { readonly [sqlstate: string]: string } = {
  '3D000': "does not exist. Create it: create database … encoding 'UTF8' template template0",
  '28P01': 'refused the password, or does not know the user. Correct user and password in DATABASE_URL',
  '28000': 'does not let this user in. Correct the user in DATABASE_URL, or the rules in pg_hba.conf',
  '42501': 'does not give this user what Ferry needs. Make the user the owner of the database',
  '42P07':
    'has a table of another program by the name of one of Ferry’s. Give Ferry a database or a schema of its own',
  '53300': 'has no connection left. Raise max_connections, or lower FERRY_DATABASE_CONNECTIONS',
  '57P03': 'is starting up or shutting down. Try again in a moment',
  '25006': 'is read-only. Let DATABASE_URL name the primary',
}

/**
 * @param place as in `placeOf`
 * @returns the error with a message for the operator; a `StoreStartError`, or a bug, unchanged
 */
export function startProblem(place: string, error: unknown): unknown {
  if (!(error instanceof DriverFailure)) return error
  return new StoreStartError('unusable', `${place} ${whyNot(error)}. Nothing was changed.`, { cause: error })
}

function whyNot({ sqlstate, message, cause }: DriverFailure): string {
  if (sqlstate !== undefined) return REFUSALS[sqlstate] ?? `cannot be used: ${message} (${sqlstate})`
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  switch (code) {
    case 'ECONNREFUSED':
      return 'cannot be reached: nothing listens there. Start PostgreSQL, or correct host and port in DATABASE_URL'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be reached: its host name is not known. Correct the host in DATABASE_URL'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'cannot be reached: it closed the connection. Check that DATABASE_URL names a PostgreSQL server'
  }
  if (/does not support SSL/i.test(message)) {
    return 'has no TLS. Turn it on there, or use sslmode=disable in DATABASE_URL on a network that nobody else is in'
  }
  if (/^(?:CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)) {
    return `has a certificate that is not trusted (${code}). Name its authority in FERRY_DATABASE_CA, and the host of the certificate in DATABASE_URL`
  }
  return `cannot be reached: ${message}. Check DATABASE_URL`
}
