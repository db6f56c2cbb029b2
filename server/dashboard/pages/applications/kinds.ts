/** Types of applications, and the grants of each new one. @module */
import type { Application } from '../../api/application-summaries.ts'
import { applicationsText, GRANT_NAMES } from './text.ts'

/** The API's values of `app_type`, the most common first. */
export const KINDS = ['regular_web', 'spa', 'native', 'non_interactive'] as const

/** One value of `app_type`. */
export type Kind = (typeof KINDS)[number]

/** Grants with which people sign in by a form of the application. */
export const PASSWORD_GRANTS = ['http://auth0.com/oauth/grant-type/password-realm', 'password'] as const

/** Grants with which people can sign in. */
export const SIGN_IN_GRANTS = ['authorization_code', 'implicit', ...PASSWORD_GRANTS] as const

/** A grant that Ferry serves. */
export type ServedGrant = keyof typeof GRANT_NAMES

/** Every grant that Ferry serves. */
export const SERVED_GRANTS = Object.keys(GRANT_NAMES) as readonly ServedGrant[]

/**
 * @returns the grants of a new application: the safe ones. Grants for passwords and the implicit grant are one switch away, for
 *   applications that need them (RFC 9700, sections 2.1.2 and 2.4).
 */
export function grantsOf(kind: Kind): string[] {
  switch (kind) {
    case 'non_interactive':
      return ['client_credentials']
    case 'regular_web':
      return ['authorization_code', 'refresh_token', 'client_credentials']
    case 'spa':
    case 'native':
      return ['authorization_code', 'refresh_token']
  }
}

/** @returns what people call the type of an application; undefined when the type is not set */
export function typeName(app_type: string | undefined): string | undefined {
  const kind = KINDS.find((one) => one === app_type)
  return kind === undefined ? app_type : applicationsText.types[kind]
}

/** @returns whether Ferry serves the grant */
export function isServed(grant: string): grant is ServedGrant {
  return SERVED_GRANTS.some((one) => one === grant)
}

/** @returns the applications without the one that administers Ferry */
export function ownOf(applications: readonly Application[]): readonly Application[] {
  return applications.filter(({ ferry }) => !ferry.administers)
}

/** @returns whether the API accepts the text as the name of an application */
export function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= 200 && !/[<>]/.test(name)
}
